import { Badge, Group, Text, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { eventChips, type EventChip } from './eventChips.js';
import { ACTION_WORDS, FLAG_WORDS } from './eventWords.js';
import type { Webhook } from './webhookTypes.js';

/** More than this would make a row of the list taller than its neighbours. */
const SHOWN_MAX = 3;

/** The events that a webhook hears, as a row of chips. */
export function EventChips({ events }: { events: Webhook['events'] }) {
  const { t } = useTranslation('webhooks');
  const chips = eventChips(events);
  const actionsOf = ({ actions }: EventChip): string =>
    (actions ?? []).map((action) => t(ACTION_WORDS[action])).join(', ');
  const full = (chip: EventChip): string =>
    chip.actions
      ? t('chips.some', { entity: t(FLAG_WORDS[chip.flag]), actions: actionsOf(chip) })
      : t(FLAG_WORDS[chip.flag]);
  if (chips === 'all') return <Chip text={t('chips.all')} />;
  if (chips.length === 0) {
    return (
      <Text size="sm" c="var(--state-retrying)">
        {t('chips.none')}
      </Text>
    );
  }
  const hidden = chips.length > SHOWN_MAX ? chips.slice(SHOWN_MAX - 1) : [];
  return (
    <Group gap={4}>
      {chips.slice(0, chips.length - hidden.length).map((chip) => (
        <Chip key={chip.flag} text={full(chip)} />
      ))}
      {hidden.length > 0 && (
        <Tooltip label={hidden.map(full).join('; ')} multiline maw={320}>
          <span tabIndex={0} style={{ display: 'inline-flex' }}>
            <Chip text={t('chips.more', { count: hidden.length })} />
          </span>
        </Tooltip>
      )}
    </Group>
  );
}

function Chip({ text }: { text: string }) {
  return (
    <Badge
      variant="default"
      radius="sm"
      tt="none"
      fw={500}
      bg="var(--page)"
      maw={220}
      style={{ borderColor: 'var(--line)' }}
    >
      {text}
    </Badge>
  );
}
