import { Anchor, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import { useFormat } from '../../format/useFormat.js';
import { Card } from '../../ui/Card.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { useReceiptWords } from '../receipts/receiptWords.js';
import { receiptIdOf, useOperationWords, type Operation } from './operation.js';
import { OperationState } from './OperationState.js';
import classes from './RecentOperations.module.css';

const SHOWN_ROWS = 6;

/** What was asked for last, and how it ended. */
export function RecentOperations() {
  const { t } = useTranslation('operations');
  const recent = useQuery({
    queryKey: ['operations', 'recent'],
    queryFn: ({ signal }) => api.get('/api/operations', { signal, query: { limit: SHOWN_ROWS } }),
  });
  if (recent.data?.length === 0) return null;
  return (
    <Card
      title={t('recent.title')}
      action={
        <Anchor component={Link} to="/operations" size="sm" underline="hover">
          {t('recent.all')}
        </Anchor>
      }
    >
      {recent.isPending && <Skeleton height={200} />}
      {recent.isError && !recent.data && (
        <ErrorState error={recent.error} onRetry={() => void recent.refetch()} />
      )}
      <ul className={classes.list}>
        {recent.data?.map((operation) => (
          <li key={operation.id}>
            <RecentOperation operation={operation} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function RecentOperation({ operation }: { operation: Operation }) {
  const { t } = useTranslation('operations');
  const { dateTime } = useFormat();
  const { nameWithSum } = useReceiptWords();
  const { errorOf } = useOperationWords();
  const error = errorOf(operation);
  const receiptId = receiptIdOf(operation);
  const receipt = useQuery({
    queryKey: ['receipts', receiptId],
    queryFn: ({ signal }) => api.get('/api/receipts/{id}', { path: { id: receiptId ?? '' }, signal }),
    enabled: receiptId !== undefined,
    staleTime: Infinity,
  });
  return (
    <Link to={`/operations/${operation.id}`} className={classes.row}>
      <span className={classes.head}>
        <Text span inherit fw={500} className="numbers">
          {receipt.data ? nameWithSum(receipt.data) : t('row', { time: dateTime(operation.createdAt) })}
        </Text>
        <OperationState status={operation.status} />
      </span>
      {error !== null && <span className={classes.error}>{error}</span>}
    </Link>
  );
}
