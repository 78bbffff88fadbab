import { Button, Skeleton, Stack } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { JobRow } from './JobRow.js';
import type { useJobPages } from './useJobPages.js';
import classes from './JobList.module.css';

/** The jobs of a webhook: the one that runs with its progress, the others with what came of them. */
export function JobList({ jobs }: { jobs: ReturnType<typeof useJobPages> }) {
  const { t } = useTranslation('webhookCare');
  const { t: words } = useTranslation();
  if (jobs.error) return <ErrorState error={jobs.error} onRetry={jobs.retry} />;
  if (jobs.isPending) {
    return (
      <Stack gap="sm" aria-hidden>
        <Skeleton height={52} />
        <Skeleton height={52} />
      </Stack>
    );
  }
  if (jobs.rows.length === 0) {
    return <EmptyState icon={IconHistory} title={t('jobs.none')} hint={t('jobs.noneHint')} />;
  }
  return (
    <>
      <ul className={classes.jobs}>
        {jobs.rows.map((job) => (
          <JobRow key={job.id} job={job} onChange={jobs.refreshTop} />
        ))}
      </ul>
      {jobs.hasMore && (
        <Button variant="subtle" fullWidth loading={jobs.isLoadingMore} onClick={jobs.loadMore}>
          {words('actions.loadMore')}
        </Button>
      )}
    </>
  );
}
