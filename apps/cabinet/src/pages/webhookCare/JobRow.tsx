import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ParseKeys } from 'i18next';
import { Trans, useTranslation } from 'react-i18next';
import { KassahookError } from '@kassahook/client';
import { api } from '../../api/client.js';
import { useFormat } from '../../format/useFormat.js';
import { useMay } from '../../session/identity.js';
import { ConfirmAction } from '../../ui/ConfirmAction.js';
import { StateBadge, type ShownState } from '../../ui/StateBadge.js';
import { TimeText } from '../../ui/TimeText.js';
import { useNow } from '../../ui/useNow.js';
import { isOpenJob, type Job } from './useJobPages.js';
import classes from './JobList.module.css';

const BADGES: Readonly<Record<Job['state'], ShownState>> = {
  queued: 'waiting',
  running: 'retrying',
  done: 'delivered',
  failed: 'dead',
  cancelled: 'cancelled',
};
const STATES: Readonly<Record<Job['state'], ParseKeys<'webhookCare'>>> = {
  queued: 'jobs.state.queued',
  running: 'jobs.state.running',
  done: 'jobs.state.done',
  failed: 'jobs.state.failed',
  cancelled: 'jobs.state.cancelled',
};
const TITLES: Readonly<Record<Job['kind'], ParseKeys<'webhookCare'>>> = {
  recover: 'jobs.recoverSince',
  'replay-missing': 'jobs.replaySince',
};

/** A job: what it does, how far it is or what came of it, and how to end it. */
export function JobRow({ job, onChange }: { job: Job; onChange: () => Promise<void> }) {
  const { t } = useTranslation('webhookCare');
  const { dateTime, share } = useFormat();
  const mayManage = useMay('webhooks');
  const [isAsking, asking] = useDisclosure(false);
  const { id, kind, state, since, progress, cancelRequested, createdAt } = job;
  const isOpen = isOpenJob(job);
  const percent = Math.floor(progress * 100);
  const title = t(TITLES[kind], { since: dateTime(since) });

  const cancel = async (): Promise<void> => {
    try {
      await api.post('/api/jobs/{id}/cancel', { path: { id } });
    } catch (error) {
      // It has ended meanwhile: the list says how.
      if (!(error instanceof KassahookError) || error.status !== 409) throw error;
    }
    await onChange();
  };
  return (
    <li className={classes.job}>
      <Stack gap={6}>
        <Group justify="space-between" gap="sm">
          <Text size="sm" fw={500}>
            {title}
          </Text>
          <Group gap="sm">
            <StateBadge
              state={BADGES[state]}
              word={t(isOpen && cancelRequested ? 'jobs.state.cancelling' : STATES[state])}
            />
            {isOpen && (
              <Button
                size="compact-xs"
                variant="default"
                disabled={!mayManage || cancelRequested}
                onClick={asking.open}
              >
                {t('jobs.cancel')}
              </Button>
            )}
          </Group>
        </Group>
        {isOpen && (
          // Its own words would be `99.99410880645587%`.
          <Progress.Root size="sm">
            <Progress.Section
              value={percent}
              withAria={false}
              role="progressbar"
              aria-label={title}
              aria-valuemin={0}
              aria-valuemax={100}
              aria-valuenow={percent}
              aria-valuetext={share(progress)}
            />
          </Progress.Root>
        )}
        <Text size="sm" c="dimmed" component="div">
          <JobResult job={job} />
        </Text>
        <JobRest job={job} />
        <Text size="xs" c="dimmed" component="div">
          <Trans t={t} i18nKey="jobs.asked" components={{ time: <TimeText iso={createdAt} /> }} />
        </Text>
      </Stack>
      <ConfirmAction
        isOpen={isAsking}
        onClose={asking.close}
        title={t('jobs.cancelAsk')}
        confirmLabel={t('jobs.cancel')}
        onConfirm={cancel}
      >
        {t('jobs.cancelAsked')}
      </ConfirmAction>
    </li>
  );
}

function JobResult({ job: { kind, state, counts } }: { job: Job }) {
  const { t } = useTranslation('webhookCare');
  const count = counts.published;
  switch (state) {
    case 'queued':
      return t('jobs.result.queued');
    case 'running':
      return t('jobs.result.running', { count });
    case 'done':
      if (count > 0) return t('jobs.result.done', { count });
      return t(kind === 'recover' ? 'jobs.result.nothingFailed' : 'jobs.result.nothingMissing');
    case 'cancelled':
      return t('jobs.result.cancelled', { count });
    case 'failed':
      // The job's own words are for the log: they are English, and name what is inside the house.
      return t('jobs.result.failed');
  }
}

/** What was sent to an endpoint that rests waits like everything else. */
function JobRest({ job: { counts, restsUntil } }: { job: Job }) {
  const { t } = useTranslation('webhookCare');
  const { time } = useFormat();
  const nowMs = useNow();
  if (counts.published === 0 || restsUntil === undefined || Date.parse(restsUntil) <= nowMs) return null;
  return <Text size="sm">{t('jobs.rests', { at: time(restsUntil) })}</Text>;
}
