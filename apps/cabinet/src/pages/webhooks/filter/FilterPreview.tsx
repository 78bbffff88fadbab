import { Group, Skeleton, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IconCheck, IconMinus } from '@tabler/icons-react';
import type { Filter } from '@kassahook/domain/filter';
import { maskToActions } from '@kassahook/domain/mask';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/client.js';
import { fieldProblems } from '../../../api/failure.js';
import { ErrorState } from '../../../ui/ErrorState.js';
import { IdText } from '../../../ui/IdText.js';
import { TimeText } from '../../../ui/TimeText.js';
import { ACTION_WORDS, ENTITY_WORDS } from '../eventWords.js';
import classes from './FilterPreview.module.css';

interface FilterPreviewProps {
  mask: number;
  filter: Filter | null;
  deviceIds: readonly string[];
  shopIds: readonly string[];
}

/** Long enough not to ask while somebody types. */
const QUIET_MS = 500;
const SHOWN = 8;

/** What the webhook would have heard of the newest events: how many, and which. */
export function FilterPreview({ mask, filter, deviceIds, shopIds }: FilterPreviewProps) {
  const { t } = useTranslation(['webhookForm', 'webhooks']);
  const wanted = JSON.stringify({
    events: maskToActions(mask),
    filter,
    deviceIds: deviceIds.length === 0 ? null : deviceIds.map(Number),
    shopIds: shopIds.length === 0 ? null : shopIds.map(Number),
    limit: SHOWN,
  });
  const [asked] = useDebouncedValue(wanted, QUIET_MS);
  const preview = useQuery({
    queryKey: ['webhookPreview', asked],
    queryFn: ({ signal }) => api.post('/api/webhooks/preview', { body: JSON.parse(asked) as object, signal }),
    placeholderData: keepPreviousData,
  });
  if (preview.isPending) return <Skeleton height={120} />;
  if (preview.isError) {
    // What is wrong with the form is said there.
    if (Object.keys(fieldProblems(preview.error)).length > 0) return null;
    return <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />;
  }
  const { lookedAt, matched, events } = preview.data;
  if (lookedAt === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('webhookForm:preview.nothingYet')}
      </Text>
    );
  }
  return (
    <Stack gap="xs" aria-busy={preview.isPlaceholderData}>
      <Text size="sm" fw={500} role="status">
        {t('webhookForm:preview.matched', { count: lookedAt, matched })}
      </Text>
      <ul className={classes.events} data-stale={preview.isPlaceholderData || undefined}>
        {events.map((event) => {
          const Mark = event.matches ? IconCheck : IconMinus;
          return (
            <li key={event.id} className={classes.event} data-matches={event.matches || undefined}>
              <Mark size={16} aria-hidden className={classes.mark ?? ''} />
              <Text size="sm" component="span" className={classes.words ?? ''}>
                {t('webhooks:chips.some', {
                  entity: t(`webhooks:${ENTITY_WORDS[event.type]}`),
                  actions: t(`webhooks:${ACTION_WORDS[event.action]}`),
                })}
              </Text>
              <Group gap="sm" wrap="nowrap" visibleFrom="sm">
                <IdText id={event.entityId} />
              </Group>
              <Text size="xs" c="dimmed" component="span">
                <TimeText iso={event.occurredAt} />
              </Text>
              <Text size="xs" c="dimmed" component="span" className={classes.verdict ?? ''}>
                {t(event.matches ? 'webhookForm:preview.sent' : 'webhookForm:preview.notSent')}
              </Text>
            </li>
          );
        })}
      </ul>
    </Stack>
  );
}
