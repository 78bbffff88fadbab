import { Anchor, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import { useMay } from '../../session/identity.js';
import { AsOf } from '../../ui/AsOf.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { TimeText } from '../../ui/TimeText.js';
import { EVENT_TITLES } from '../events/eventTitle.js';
import { useSubjectText } from '../events/useSubjectText.js';
import classes from './LastEvents.module.css';

const SHOWN = 10;

/** What happened last, newest first; the stream keeps it so. */
export function LastEvents() {
  const { t } = useTranslation(['overview', 'events']);
  const subjectText = useSubjectText();
  const mayWrite = useMay('write');
  const events = useQuery({
    queryKey: ['events', 'last'],
    queryFn: () => api.get('/api/events', { query: { limit: SHOWN } }),
  });
  if (events.isPending) return <Skeleton height={400} />;
  if (events.isError && !events.data)
    return <ErrorState error={events.error} onRetry={() => void events.refetch()} />;
  if (events.data.length === 0) {
    return (
      <Stack align="flex-start" gap="sm">
        <Text size="sm" c="dimmed">
          {t('last.empty')}
        </Text>
        {mayWrite && (
          <Button component={Link} to="/fiscalise" variant="default" size="xs">
            {t('events:empty.action')}
          </Button>
        )}
      </Stack>
    );
  }
  return (
    <>
      <Stack component="ol" gap={0} className={classes.list ?? ''}>
        {events.data.map(({ id, type, action, subject, occurredAt, deliveries }) => (
          <li key={id}>
            <Link to={`/events/${id}`} className={classes.row}>
              <Text component="span" size="sm" truncate>
                {[t(`events:${EVENT_TITLES[type][action]}`), subjectText(subject)]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
              <Text component="span" size="xs" c="dimmed">
                {deliveries > 0 ? t('last.heard', { count: deliveries }) : t('last.unheard')}
              </Text>
              <Text component="span" size="xs" c="dimmed" className={classes.time ?? ''}>
                <TimeText iso={occurredAt} />
              </Text>
            </Link>
          </li>
        ))}
      </Stack>
      <Group justify="space-between">
        <Anchor component={Link} to="/events" size="sm" underline="hover">
          {t('last.all')}
        </Anchor>
        <AsOf updatedAtMs={events.dataUpdatedAt} isBehind={events.isRefetchError} />
      </Group>
    </>
  );
}
