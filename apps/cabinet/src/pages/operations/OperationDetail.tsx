import { Alert, Anchor, Box, Button, Group, Skeleton, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api } from '../../api/client.js';
import { useLiveState } from '../../live/LiveProvider.js';
import { useMay } from '../../session/identity.js';
import { DetailHead } from '../../ui/DetailHead.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { Facts } from '../../ui/Facts.js';
import { IdText } from '../../ui/IdText.js';
import { TimeText } from '../../ui/TimeText.js';
import { PaperClock } from '../receipts/PaperClock.js';
import { PaperReceipt } from '../receipts/PaperReceipt.js';
import { isOver, receiptIdOf, useOperationWords, type Operation } from './operation.js';
import { OperationState } from './OperationState.js';
import { OperationSteps } from './OperationSteps.js';

/** While nobody tells how far an operation is, it is asked for this often. */
const FOLLOW_MS = 2_000;

/** An operation, followed until its receipt is printed or it fails. */
export function OperationDetail() {
  const { id = '' } = useParams();
  const { isLive } = useLiveState();
  const operation = useQuery({
    queryKey: ['operations', id],
    queryFn: ({ signal }) => api.get('/api/operations/{id}', { path: { id }, signal }),
    refetchInterval: ({ state }) => (isLive || (state.data && isOver(state.data)) ? false : FOLLOW_MS),
  });
  if (operation.isPending) {
    return (
      <Stack gap="md" aria-hidden>
        <Skeleton height={28} width={200} />
        <Skeleton height={60} />
        <Skeleton height={80} />
      </Stack>
    );
  }
  if (operation.isError && !operation.data)
    return <ErrorState error={operation.error} onRetry={() => void operation.refetch()} />;
  return <ShownOperation operation={operation.data} />;
}

function ShownOperation({ operation }: { operation: Operation }) {
  const { t } = useTranslation('operations');
  const { errorOf } = useOperationWords();
  const mayWrite = useMay('write');
  const problem = errorOf(operation);
  const receiptId = receiptIdOf(operation);
  const { createdAt, completedAt, externalId } = operation;
  return (
    <>
      <DetailHead title={t('detail.title')}>
        <OperationState status={operation.status} />
      </DetailHead>
      <Stack gap="lg">
        <OperationSteps status={operation.status} />
        {problem !== null && (
          <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} role="alert">
            {problem}
          </Alert>
        )}
        {receiptId !== undefined && <PrintedReceipt id={receiptId} />}
        <Facts
          facts={[
            [t('detail.created'), <TimeText key="created" iso={createdAt} isExact />],
            completedAt === undefined
              ? null
              : [t('detail.ended'), <TimeText key="ended" iso={completedAt} isExact />],
            [t('detail.id'), <IdText key="id" id={operation.id} />],
            externalId === undefined
              ? null
              : [t('detail.external'), <IdText key="external" id={externalId} />],
          ]}
        />
        {mayWrite && isOver(operation) && (
          <Group>
            <Button component={Link} to="/fiscalise" variant="default" size="xs">
              {t('detail.again')}
            </Button>
          </Group>
        )}
      </Stack>
    </>
  );
}

function PrintedReceipt({ id }: { id: string }) {
  const { t } = useTranslation('operations');
  const receipt = useQuery({
    queryKey: ['receipts', id],
    queryFn: ({ signal }) => api.get('/api/receipts/{id}', { path: { id }, signal }),
    staleTime: Infinity,
  });
  if (receipt.isPending) return <Skeleton height={420} maw={360} w="100%" mx="auto" />;
  if (receipt.isError && !receipt.data)
    return <ErrorState error={receipt.error} onRetry={() => void receipt.refetch()} />;
  return (
    <Stack gap="sm" align="stretch">
      <PaperReceipt receipt={receipt.data} />
      <Anchor component={Link} to={`/receipts/${id}`} size="sm" ta="center">
        {t('detail.receipt')}
      </Anchor>
      <Box ta="center">
        <PaperClock receipt={receipt.data} />
      </Box>
    </Stack>
  );
}
