import { SimpleGrid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Card } from '../../ui/Card.js';
import { webhookQuery } from '../webhooks/webhookQueries.js';
import { JobForm } from './JobForm.js';
import { JobList } from './JobList.js';
import { isOpenJob, useJobPages } from './useJobPages.js';

const KINDS = ['recover', 'replay-missing'] as const;

/** Sending many at once: what failed, and what never was; with the jobs that do it. */
export function WebhookRecovery() {
  const { t } = useTranslation('webhookCare');
  const { webhookId = '' } = useParams();
  const webhook = useQuery(webhookQuery(webhookId));
  const jobs = useJobPages(webhookId);
  const isOff = webhook.data?.isActive === false;
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        {KINDS.map((kind) => (
          <JobForm
            key={kind}
            webhookId={webhookId}
            kind={kind}
            isOff={isOff}
            isRunning={jobs.rows.some((job) => job.kind === kind && isOpenJob(job))}
            onStart={jobs.refreshTop}
          />
        ))}
      </SimpleGrid>
      <Card title={t('jobs.title')}>
        <JobList jobs={jobs} />
      </Card>
    </Stack>
  );
}
