import { Button, Skeleton, Text, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { StateBadge } from '../../ui/StateBadge.js';
import { usePageKeys } from '../../ui/usePageKeys.js';
import { TimeText } from '../../ui/TimeText.js';
import classes from './InspectorPage.module.css';
import type { InspectedRequest } from './inspector.js';
import { SIGNATURE_STATES, SIGNATURE_WORDS } from './signatureWords.js';

interface RequestListProps {
  inspectorId: string;
  rows: readonly InspectedRequest[];
  openId: string | undefined;
  isPending: boolean;
  hasMore: boolean;
  isLoadingMore: boolean;
  onMore: () => void;
}

/** What came, newest first; `j` and `k` move. */
export function RequestList(props: RequestListProps) {
  const { inspectorId, rows, openId, isPending, hasMore, isLoadingMore, onMore } = props;
  const { t } = useTranslation(['inspector', 'common']);
  const navigate = useNavigate();
  const step = (by: 1 | -1): void => {
    const row = rows[rows.findIndex(({ id }) => id === openId) + by];
    if (row) void navigate(`/inspector/${inspectorId}/${row.id}`, { replace: true });
  };
  usePageKeys({ j: () => step(1), k: () => step(-1) });
  if (isPending) return <Skeleton height={240} />;
  return (
    <>
      {rows[0] && (
        <VisuallyHidden role="status">
          {rows[0].method} {t(SIGNATURE_WORDS[rows[0].signature])}
        </VisuallyHidden>
      )}
      <ol className={classes.list}>
        {rows.map(({ id, method, at, signature, answer }) => (
          <li key={id}>
            <Link
              to={`/inspector/${inspectorId}/${id}`}
              className={classes.request}
              aria-current={id === openId ? 'true' : undefined}
            >
              <Text span ff="monospace" size="sm" fw={600}>
                {method}
              </Text>
              <Text span size="xs" c="dimmed" ta="right">
                <TimeText iso={at} />
              </Text>
              <StateBadge state={SIGNATURE_STATES[signature]} word={t(SIGNATURE_WORDS[signature])} />
              <Text span size="xs" c="dimmed" ta="right" className="numbers">
                {t('request.answered', { status: answer.status })}
              </Text>
            </Link>
          </li>
        ))}
      </ol>
      {hasMore && (
        <Button variant="subtle" fullWidth loading={isLoadingMore} onClick={onMore}>
          {t('common:actions.loadMore')}
        </Button>
      )}
      <Text size="xs" c="dimmed" mt="xs">
        {t('requests.kept')}
      </Text>
    </>
  );
}
