import { Stack, Text, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatUtc } from '../../format/dates.js';
import { useFormat } from '../../format/useFormat.js';
import { StateBadge, type ShownState } from '../../ui/StateBadge.js';
import type { WebhookState } from './webhookState.js';

const BADGES: Readonly<Record<WebhookState['kind'], ShownState>> = {
  works: 'delivered',
  untried: 'waiting',
  failing: 'dead',
  stoppedByYou: 'cancelled',
  stoppedFailing: 'cancelled',
  stoppedGone: 'cancelled',
};

interface WebhookStateTextProps {
  state: WebhookState;
  /** Most failures were no answer at all. */
  isSilent?: boolean;
}

/** How a webhook is: a word beside its dot, and under it the reason. */
export function WebhookStateText({ state, isSilent = true }: WebhookStateTextProps) {
  const { word, reason, at } = useStateWords(state, isSilent);
  const badge = <StateBadge state={BADGES[state.kind]} word={word} />;
  return (
    <Stack gap={0} miw={0}>
      {at === null ? (
        badge
      ) : (
        <Tooltip label={formatUtc(at)}>
          <span tabIndex={0} style={{ width: 'fit-content' }}>
            {badge}
          </span>
        </Tooltip>
      )}
      {reason !== null && (
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {reason}
        </Text>
      )}
    </Stack>
  );
}

interface StateWords {
  word: string;
  reason: string | null;
  /** The instant that the word speaks of. */
  at: string | null;
}

function useStateWords(state: WebhookState, isSilent: boolean): StateWords {
  const { t } = useTranslation('webhooks');
  const { day, time, dateTime } = useFormat();
  switch (state.kind) {
    case 'works':
      return { word: t('state.works'), reason: null, at: null };
    case 'untried':
      return { word: t('state.untried'), reason: t('state.untriedReason'), at: null };
    case 'failing': {
      const isToday = new Date(state.since).toDateString() === new Date().toDateString();
      const since = isToday ? time(state.since) : dateTime(state.since);
      return {
        word: t(isSilent ? 'state.silent' : 'state.erring', { since }),
        reason: state.stopsAt === null ? null : t('state.willStop', { at: dateTime(state.stopsAt) }),
        at: state.since,
      };
    }
    case 'stoppedByYou':
      return { word: t('state.stopped'), reason: t('state.stoppedByYou'), at: null };
    case 'stoppedFailing':
      return {
        word: state.at === null ? t('state.stopped') : t('state.stoppedAt', { day: day(state.at) }),
        reason: state.days === null ? t('state.onlyErrors') : t('state.daysOfErrors', { count: state.days }),
        at: state.at,
      };
    case 'stoppedGone':
      return {
        word: state.at === null ? t('state.stopped') : t('state.stoppedAt', { day: day(state.at) }),
        reason: t('state.gone'),
        at: state.at,
      };
  }
}
