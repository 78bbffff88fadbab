import { Tooltip, VisuallyHidden } from '@mantine/core';
import {
  IconArrowForwardUp,
  IconCheck,
  IconClock,
  IconMinus,
  IconPlayerTrackNextFilled,
  IconX,
} from '@tabler/icons-react';
import type { components } from '@kassahook/client';
import { useTranslation } from 'react-i18next';
import { formatUtc } from '../format/dates.js';
import { useFormat } from '../format/useFormat.js';
import { OUTCOME_WORDS, outcomeNameOf } from './attemptWords.js';
import { plannedAt } from './plannedAt.js';
import { formatCountdown, formatTier } from './tierFormat.js';
import { outcomeOf, resendsOf, tierStopsOfLog, type Attempt, type TierStop } from './tierStops.js';
import { useNow } from './useNow.js';
import classes from './TierTimeline.module.css';

type Log = Pick<
  components['schemas']['DeliveryLog'],
  'attemptLog' | 'state' | 'nextAttemptAt' | 'restsUntil' | 'occurredAt'
>;

/** The way of a delivery up the ladder: a stop for each tier, filled by what its attempt came to; the next one counts down. */
export function TierTimeline({ delivery }: { delivery: Log }) {
  const { t } = useTranslation('attempts');
  const stops = tierStopsOfLog(delivery);
  const last = delivery.attemptLog.filter(({ trigger }) => trigger === 'schedule').at(-1);
  const resends = resendsOf(delivery.attemptLog);
  return (
    <div className={classes.timeline}>
      <ol className={classes.stops} aria-label={t('tiers.label')}>
        {stops.map((stop, rung) => (
          <Stop
            key={rung}
            stop={stop}
            isFirst={rung === 0}
            startIso={delivery.occurredAt}
            sinceIso={last?.at ?? delivery.occurredAt}
            dueIso={plannedAt(delivery) ?? delivery.nextAttemptAt}
          />
        ))}
      </ol>
      {resends.length > 0 && (
        <ul className={classes.resends} aria-label={t('tiers.resends')}>
          {resends.map((attempt) => (
            <Resend key={attempt.id} attempt={attempt} startIso={delivery.occurredAt} />
          ))}
        </ul>
      )}
    </div>
  );
}

interface StopProps {
  stop: TierStop;
  isFirst: boolean;
  /** When the event happened: times of another day say which. */
  startIso: string;
  /** From when the wait for the next attempt counts. */
  sinceIso: string;
  dueIso: string | null;
}

function Stop({ stop, isFirst, startIso, sinceIso, dueIso }: StopProps) {
  const { t } = useTranslation('attempts');
  const { language, dateTime, timeAfter } = useFormat();
  const { outcome, delayMs, attempt } = stop;
  const isNext = outcome === 'next';
  const isReached = attempt !== null || outcome === 'skipped';
  const label = isFirst ? t('tiers.now') : formatTier(delayMs, language);
  return (
    <li className={classes.stop} data-outcome={outcome} data-first={isFirst}>
      {!isFirst && (
        <span className={classes.rail} aria-hidden>
          {isReached && <span className={classes.passed} style={{ width: '100%' }} />}
          {isNext && dueIso !== null && <Passed sinceIso={sinceIso} dueIso={dueIso} />}
        </span>
      )}
      <Tooltip
        label={attempt ? `${dateTime(attempt.at)} · ${formatUtc(attempt.at)}` : ''}
        disabled={!attempt}
        withArrow
      >
        <span className={classes.mark} aria-hidden>
          {isNext && dueIso !== null && <Ring sinceIso={sinceIso} dueIso={dueIso} />}
          <Symbol outcome={outcome} />
        </span>
      </Tooltip>
      <span className={classes.label}>{label}</span>
      <span className={classes.caption}>
        {attempt ? (
          <>
            <AttemptResult attempt={attempt} />
            <br />
            {timeAfter(attempt.at, startIso)}
          </>
        ) : isNext ? (
          <Countdown dueIso={dueIso} />
        ) : (
          <>
            {outcome === 'skipped' && t('tiers.skipped')}
            {outcome === 'ahead' && <VisuallyHidden>{t('tiers.ahead')}</VisuallyHidden>}
            {outcome === 'unused' && <VisuallyHidden>{t('tiers.unused')}</VisuallyHidden>}
          </>
        )}
      </span>
    </li>
  );
}

function Symbol({ outcome }: { outcome: TierStop['outcome'] }) {
  switch (outcome) {
    case 'delivered':
      return <IconCheck size={18} stroke={2.6} />;
    case 'failed':
      return <IconX size={17} stroke={2.6} />;
    case 'cancelled':
      return <IconMinus size={18} stroke={2.4} />;
    case 'skipped':
      return <IconPlayerTrackNextFilled size={12} />;
    case 'next':
      return <IconClock size={17} stroke={1.9} />;
    case 'ahead':
    case 'unused':
      return null;
  }
}

/** The status when there was an answer, else a word; who cannot see the mark hears whether it was delivered. */
function AttemptResult({ attempt }: { attempt: Attempt }) {
  const { t } = useTranslation('attempts');
  const word = t(OUTCOME_WORDS[outcomeNameOf(attempt.errorClass)]);
  if (!attempt.response) return word;
  return (
    <>
      <VisuallyHidden>{word} </VisuallyHidden>
      {attempt.response.status}
    </>
  );
}

function Countdown({ dueIso }: { dueIso: string | null }) {
  const { t } = useTranslation('attempts');
  const { dateTime } = useFormat();
  const nowMs = useNow();
  const leftMs = dueIso === null ? 0 : Date.parse(dueIso) - nowMs;
  if (dueIso === null || leftMs <= 0) return t('tiers.due');
  return (
    <>
      <VisuallyHidden>{t('tiers.nextAt', { at: dateTime(dueIso) })}</VisuallyHidden>
      <span aria-hidden>{formatCountdown(leftMs)}</span>
    </>
  );
}

interface Wait {
  sinceIso: string;
  dueIso: string;
}

function useShareOf({ sinceIso, dueIso }: Wait): number {
  const nowMs = useNow();
  const [sinceMs, dueMs] = [Date.parse(sinceIso), Date.parse(dueIso)];
  return Math.min(1, Math.max(0, (nowMs - sinceMs) / Math.max(1, dueMs - sinceMs)));
}

function Passed(wait: Wait) {
  return <span className={classes.passed} style={{ width: `${useShareOf(wait) * 100}%` }} />;
}

const RADIUS = 14.5;
const ROUND = 2 * Math.PI * RADIUS;

function Ring(wait: Wait) {
  const share = useShareOf(wait);
  return (
    <svg className={classes.ring} viewBox="0 0 32 32">
      <circle className={classes.ringWhole} cx={16} cy={16} r={RADIUS} />
      <circle
        className={classes.ringPassed}
        cx={16}
        cy={16}
        r={RADIUS}
        strokeDasharray={ROUND}
        strokeDashoffset={ROUND * (1 - share)}
      />
    </svg>
  );
}

function Resend({ attempt, startIso }: { attempt: Attempt; startIso: string }) {
  const { t } = useTranslation('attempts');
  const { timeAfter } = useFormat();
  return (
    <li className={classes.resend} data-outcome={outcomeOf(attempt)}>
      <IconArrowForwardUp size={16} stroke={2} aria-hidden />
      <span>
        {t('tiers.resentAt', { at: timeAfter(attempt.at, startIso) })} <AttemptResult attempt={attempt} />
      </span>
    </li>
  );
}
