import { assertNever } from './eventType.js';
import { nextRung, rungAtLeast, type Ladder } from './ladder.js';
import { errorClassOf, type AttemptOutcome } from './outcome.js';
import { parkDelay, type SetAside } from './parking.js';

/** What the decision needs to know of the attempt that was made. */
export interface DecidedAttempt {
  /** The rung of the ladder on which the attempt was made. */
  rung: number;
  /** `manual` attempts (a resend) neither climb nor end the schedule. */
  trigger: 'schedule' | 'manual';
}

/** An attempt that is due and cannot be made now. */
export interface NotMade {
  kind: 'notMade';
  because: SetAside;
  /** How often this attempt was parked before. */
  parks: number;
  /** Since it was first parked, ms; 0 when it never was. */
  parkedForMs: number;
  /** The longest that an attempt may be parked in all, ms. */
  parkLimitMs: number;
}

/** The attempt is still to be made, on the same rung: it comes back in `delayMs`. */
export interface Parked {
  state: 'parked';
  delayMs: number;
}

/** What happens to the delivery next, after an attempt. */
export type Decision =
  | { state: 'delivered' }
  /** Publish to the delay queue of `rung`; `dueAtMs` is when that attempt is due (Unix ms). */
  | { state: 'waiting'; rung: number; delayMs: number; dueAtMs: number }
  /** Every rung failed (or the resend did). */
  | { state: 'dead' }
  /** Ended without being delivered, by the owner's will: webhook disabled or deleted. */
  | { state: 'cancelled' }
  /** 410 Gone: the delivery ends and the webhook is switched off. */
  | { state: 'dead'; disableWebhook: 'GONE' };

/**
 * Decides what becomes of a delivery, by what its attempt came to, or by why the attempt cannot be made now. The only place where that is
 * decided.
 * - any 2xx: delivered
 * - 410: dead, and the webhook is disabled at once
 * - 429 and 503 with Retry-After: the first rung that is late enough (at most the last one)
 * - everything else that failed: the next rung; after the last, dead
 * - webhook disabled or deleted: cancelled
 * - a failed manual attempt: dead for itself; the schedule, if one is running, goes on by its own message
 * - not made (endpoint busy or resting, a copy in hand): parked, which costs no attempt; past the limit on parking, as if it had failed
 * @param now Unix milliseconds
 */
export function decide(
  outcome: AttemptOutcome,
  attempt: DecidedAttempt,
  ladder: Ladder,
  now: number,
): Decision;
export function decide(
  notMade: NotMade,
  attempt: DecidedAttempt,
  ladder: Ladder,
  now: number,
): Decision | Parked;
export function decide(
  outcome: AttemptOutcome | NotMade,
  attempt: DecidedAttempt,
  ladder: Ladder,
  now: number,
): Decision | Parked {
  if (outcome.kind !== 'notMade') return decideOutcome(outcome, attempt, ladder, now);
  const { because, parks, parkedForMs, parkLimitMs } = outcome;
  if (parkedForMs <= parkLimitMs) return { state: 'parked', delayMs: parkDelay(because, parks) };
  return decideOutcome({ kind: 'ended', errorClass: 'PARKED_TOO_LONG' }, attempt, ladder, now);
}

function decideOutcome(
  outcome: AttemptOutcome,
  attempt: DecidedAttempt,
  ladder: Ladder,
  now: number,
): Decision {
  const errorClass = errorClassOf(outcome);
  switch (errorClass) {
    case null:
      return { state: 'delivered' };
    case 'GONE':
      return { state: 'dead', disableWebhook: 'GONE' };
    case 'WEBHOOK_DISABLED':
    case 'WEBHOOK_DELETED':
      return { state: 'cancelled' };
    case 'EVENT_LOST':
      return { state: 'dead' };
    case 'RATE_LIMITED':
    case 'UNAVAILABLE':
      return climb(rungAtLeast(ladder, attempt.rung, retryAfterOf(outcome)), attempt, ladder, now);
    case 'REDIRECT':
    case 'CLIENT_ERROR':
    case 'SERVER_ERROR':
    case 'UNEXPECTED_STATUS':
    case 'BLOCKED_ADDRESS':
    case 'BLOCKED_URL':
    case 'DNS':
    case 'CONNECTION_REFUSED':
    case 'CONNECTION_RESET':
    case 'UNREACHABLE':
    case 'CONNECT_TIMEOUT':
    case 'TLS':
    case 'TIMEOUT':
    case 'RESPONSE_TOO_LARGE':
    case 'RESPONSE_MALFORMED':
    case 'UNKNOWN':
    case 'PARKED_TOO_LONG':
    case 'RATE_WAITED_TOO_LONG':
    case 'UNSENDABLE':
      return climb(nextRung(ladder, attempt.rung), attempt, ladder, now);
    default:
      return assertNever(errorClass);
  }
}

function retryAfterOf(outcome: AttemptOutcome): number {
  return outcome.kind === 'answered' ? (outcome.retryAfterMs ?? 0) : 0;
}

function climb(rung: number | null, attempt: DecidedAttempt, ladder: Ladder, now: number): Decision {
  if (rung === null || attempt.trigger === 'manual') return { state: 'dead' };
  const delayMs = ladder[rung] ?? 0;
  return { state: 'waiting', rung, delayMs, dueAtMs: now + delayMs };
}
