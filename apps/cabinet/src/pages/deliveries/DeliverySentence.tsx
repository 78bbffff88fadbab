import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { components } from '@kassahook/client';
import { useTranslation } from 'react-i18next';
import { formatRelative } from '../../format/dates.js';
import { useFormat } from '../../format/useFormat.js';
import { ERROR_WORDS } from '../../ui/attemptWords.js';
import { plannedAt } from '../../ui/plannedAt.js';
import { useNow } from '../../ui/useNow.js';
import { webhookHealthQuery } from '../webhooks/webhookQueries.js';
import { headlineOf, type Headline } from './deliveryHeadline.js';

type DeliveryLog = components['schemas']['DeliveryLog'];

/** How a delivery stands, what comes next and what to do, as somebody would say it. */
export function DeliverySentence({ delivery }: { delivery: DeliveryLog }) {
  const { t } = useTranslation('attempts');
  const headline = headlineOf(delivery);
  const restsUntil = useRest(delivery);
  const says = useHeadlineWords(headline, restsUntil);
  const next = useNextWords(delivery, restsUntil);
  const hasError = 'errorClass' in headline;
  return (
    <Stack gap={4}>
      <Text fw={500}>
        {says} {next}
      </Text>
      {hasError && (
        <Text size="sm" c="dimmed">
          {t('errors.whatAndAdvice', {
            what: t(ERROR_WORDS[headline.errorClass].what),
            advice: t(ERROR_WORDS[headline.errorClass].advice),
          })}
        </Text>
      )}
    </Stack>
  );
}

/** Until when the endpoint rests, when that is what a delivery waits for, and not its tier. */
function useRest(delivery: DeliveryLog): string | null {
  const { webhookId, callback } = delivery;
  const nowMs = useNow();
  const isDue = delivery.state === 'waiting' && plannedAt(delivery, nowMs) === null;
  // The rest may have begun since the delivery was read.
  const health = useQuery({ ...webhookHealthQuery(webhookId), enabled: isDue && callback === undefined });
  const restsUntil = (isDue ? health.data?.restsUntil : null) ?? delivery.restsUntil;
  const at = plannedAt({ ...delivery, restsUntil }, nowMs);
  return at === restsUntil ? at : null;
}

function useHeadlineWords(headline: Headline, restsUntil: string | null): string {
  const { t } = useTranslation('deliveries');
  const { duration, dateTime, time } = useFormat();
  const nowMs = useNow();
  const near = (iso: string): string =>
    new Date(iso).toDateString() === new Date(nowMs).toDateString() ? time(iso) : dateTime(iso);
  switch (headline.kind) {
    case 'coming':
      return restsUntil === null ? t('headline.coming') : t('headline.restsFirst', { at: time(restsUntil) });
    case 'delivered':
      if (headline.byHand || headline.ms === null) {
        return t('headline.deliveredByHand', { at: dateTime(headline.at) });
      }
      return t(headline.tries === 1 ? 'headline.deliveredFirst' : 'headline.deliveredLater', {
        tries: headline.tries,
        time: duration(headline.ms),
      });
    case 'failing':
      if (headline.how === 'erring') {
        return t('headline.erring', { status: headline.status ?? '', since: near(headline.since) });
      }
      return t(headline.how === 'silent' ? 'headline.silent' : 'headline.held', {
        since: near(headline.since),
      });
    case 'dead':
      return headline.status === null
        ? t('headline.deadSilent', { at: dateTime(headline.at) })
        : t('headline.deadAnswered', { at: dateTime(headline.at), status: headline.status });
    case 'cancelled':
      return t('headline.cancelled', { at: dateTime(headline.at) });
  }
}

/** When the schedule goes on; after its end, that it does not. */
function useNextWords(
  { state, nextAttemptAt, attempts }: DeliveryLog,
  restsUntil: string | null,
): string | null {
  const { t } = useTranslation('deliveries');
  const { language, time, dateTime } = useFormat();
  const nowMs = useNow();
  if (nextAttemptAt === null && state === 'dead') return t('headline.noMore');
  // Resent in vain before its first attempt of the schedule, which is still to come.
  const isFirstToCome = nextAttemptAt === null && state === 'waiting' && attempts > 0;
  if (nextAttemptAt === null && !isFirstToCome) return null;
  if (restsUntil !== null) return t('headline.rests', { at: time(restsUntil) });
  if (nextAttemptAt === null || Date.parse(nextAttemptAt) <= nowMs) return t('headline.nextDue');
  const relative = formatRelative(nextAttemptAt, language, nowMs);
  return relative === null
    ? t('headline.nextAtDate', { at: dateTime(nextAttemptAt) })
    : t('headline.next', { relative, at: time(nextAttemptAt) });
}
