import type { Attempt } from '@kassahook/contracts/attempt';
import type { DeliveryMessage } from '@kassahook/contracts/messages';
import { deliveryStateOf } from '@kassahook/domain/deliveryState';

/** What of a message tells the next attempt from the first one. */
type NextAttempt = Pick<DeliveryMessage, 'attempt' | 'rung' | 'dueAtMs'>;

/** Where a delivery stands, for somebody who cannot look into the queues. */
export type Standing =
  /** Delivered, dead or cancelled. */
  | { kind: 'settled' }
  /** Its next attempt is due for less than the grace: most likely it is on its way. */
  | { kind: 'young' }
  /** No attempt in the log, and it had time enough. */
  | { kind: 'missing' }
  /** The next attempt is due for longer than the grace and is not in the log. */
  | { kind: 'overdue'; next: NextAttempt }
  /** The next attempt is not due yet. */
  | { kind: 'waiting'; next: NextAttempt };

export interface StandingOptions {
  /** All of the delivery's attempts that are in the log, in any order. */
  attempts: readonly Pick<Attempt, 'attempt' | 'rung' | 'trigger' | 'state' | 'nextAttemptAt' | 'nextRung'>[];
  /** When the event occurred: the first attempt is due from then on. */
  occurredAt: Date;
  /** Unix ms. */
  now: number;
  graceMs: number;
}

/**
 * | the log has | due | standing |
 * |---|---|---|
 * | a delivered attempt, or a last scheduled one that is dead or cancelled | | settled |
 * | no scheduled attempt | when the event occurred | young, then missing |
 * | a last scheduled attempt that waits for the next | at its `nextAttemptAt` | waiting, young, then overdue |
 *
 * Resends that failed say nothing of the schedule.
 */
export function standingOf({ attempts, occurredAt, now, graceMs }: StandingOptions): Standing {
  const scheduled = attempts.filter((attempt) => attempt.trigger === 'schedule');
  const last = scheduled.reduce<(typeof scheduled)[number] | null>(
    (latest, attempt) => (latest && latest.attempt > attempt.attempt ? latest : attempt),
    null,
  );
  if (deliveryStateOf(attempts) === 'delivered') return { kind: 'settled' };
  if (!last) return occurredAt.getTime() + graceMs > now ? { kind: 'young' } : { kind: 'missing' };
  if (last.state !== 'waiting' || !last.nextAttemptAt || last.nextRung === null) return { kind: 'settled' };
  const dueAtMs = last.nextAttemptAt.getTime();
  const next = { attempt: last.attempt + 1, rung: last.nextRung, dueAtMs };
  if (dueAtMs > now) return { kind: 'waiting', next };
  return dueAtMs + graceMs > now ? { kind: 'young' } : { kind: 'overdue', next };
}
