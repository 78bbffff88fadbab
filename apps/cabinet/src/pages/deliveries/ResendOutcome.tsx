import { Alert } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconClock } from '@tabler/icons-react';
import type { components } from '@kassahook/client';
import type { ParseKeys } from 'i18next';
import { useTranslation } from 'react-i18next';
import { OUTCOME_WORDS, outcomeNameOf } from '../../ui/attemptWords.js';
import { useNow } from '../../ui/useNow.js';

/** What came of asking: it is on its way, or why it cannot be. */
export type Resend = { kind: 'asked'; resendId: string; atMs: number } | { kind: 'refused'; code: string };

const REFUSED_WORDS: Readonly<Record<string, ParseKeys<'deliveries'>>> = {
  WEBHOOK_GONE: 'resend.webhookGone',
  WEBHOOK_INACTIVE: 'resend.inactive',
  EVENT_GONE: 'resend.eventGone',
  RESENDS_EXHAUSTED: 'resend.exhausted',
};
/** Longer than a request may take (30 s): what is not answered by then waits its turn. */
const LATE_MS = 35_000;

interface ResendOutcomeProps {
  resend: Resend;
  attemptLog: readonly components['schemas']['Attempt'][];
}

/** The answer to a resend, in place: first that it is awaited, then what it was. */
export function ResendOutcome({ resend, attemptLog }: ResendOutcomeProps) {
  const { t } = useTranslation('deliveries');
  const { t: attempts } = useTranslation('attempts');
  const nowMs = useNow();
  if (resend.kind === 'refused') {
    return (
      <Alert color="yellow" variant="light" role="alert" icon={<IconAlertTriangle aria-hidden />}>
        {t(REFUSED_WORDS[resend.code] ?? 'resend.inactive')}
      </Alert>
    );
  }
  const attempt = attemptLog.find(({ resendId }) => resendId === resend.resendId);
  if (!attempt) {
    return (
      <Alert color="blue" variant="light" role="status" icon={<IconClock aria-hidden />}>
        {t(nowMs - resend.atMs > LATE_MS ? 'resend.late' : 'resend.waiting')}
      </Alert>
    );
  }
  const outcome = outcomeNameOf(attempt.errorClass);
  const word = attempts(OUTCOME_WORDS[outcome]);
  const status = attempt.response?.status;
  const isDelivered = outcome === 'delivered';
  return (
    <Alert
      color={isDelivered ? 'green' : 'red'}
      variant="light"
      role="status"
      icon={isDelivered ? <IconCircleCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
    >
      {status === undefined
        ? t('resend.answered', { result: word })
        : t('resend.answeredWith', { result: word, status })}
    </Alert>
  );
}
