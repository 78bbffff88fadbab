import { DEFAULT_LADDER_MS } from '@kassahook/domain/ladder';
import type { components } from '@kassahook/client';

type Delivery = components['schemas']['Delivery'];
type DeliveryLog = components['schemas']['DeliveryLog'];
export type Attempt = components['schemas']['Attempt'];

/**
 * What a stop of the ladder came to. `skipped`: the receiver asked for a longer wait; `next`: the attempt that is waited for; `ahead`: may
 * still come; `unused`: the delivery ended before it.
 */
type StopOutcome = 'delivered' | 'failed' | 'cancelled' | 'skipped' | 'next' | 'ahead' | 'unused';

export interface TierStop {
  /** The wait before this stop's attempt; 0 is at once. */
  delayMs: number;
  outcome: StopOutcome;
  /** The attempt that was made here; null when there was none, or the list does not say. */
  attempt: Attempt | null;
}

const SECOND_MS = 1_000;
/** Ladders for tests and demos have tiers of less than a second. */
const [FINE_MS, COARSE_FROM_MS] = [100, 10_000];
/** A list does not say how long the last attempt took; a request has 30 s at most. */
const REQUEST_MAX_MS = 31_000;

/**
 * The stops of a delivery whose attempts are known. The ladder is a setting of the installation: the waits between attempts tell it, and
 * where they say nothing else it is the default one.
 */
export function tierStopsOfLog({ attemptLog, state, nextAttemptAt }: StopsOfLog): TierStop[] {
  const scheduled = attemptLog.filter(({ trigger }) => trigger === 'schedule');
  const byRung = new Map(scheduled.map((attempt) => [attempt.rung, attempt]));
  const known = knownDelays(scheduled);
  const last = scheduled.at(-1);
  const nextRung = nextAttemptAt === null ? null : nextRungOf(last, known);
  const isWaiting = nextAttemptAt !== null || (scheduled.length === 0 && state === 'waiting');
  const reached = Math.max(last?.rung ?? 0, nextRung ?? 0);
  return ladderOf(known, reached).map((delayMs, rung) => {
    const attempt = byRung.get(rung) ?? null;
    if (attempt) return { delayMs, attempt, outcome: outcomeOf(attempt) };
    if (isWaiting && rung === (nextRung ?? 0)) return { delayMs, attempt, outcome: 'next' };
    if (rung < reached) return { delayMs, attempt, outcome: 'skipped' };
    return { delayMs, attempt, outcome: isWaiting ? 'ahead' : 'unused' };
  });
}
type StopsOfLog = Pick<DeliveryLog, 'attemptLog' | 'state' | 'nextAttemptAt'>;

/**
 * The stops of a delivery as lists have it: how many attempts there were, not which. A sketch: resends are counted as if they had been of
 * the schedule. The wait tells the tier that is next; the tiers before it that had no attempt were skipped for a receiver's `Retry-After`,
 * which ones is not known: the last answer asked for it.
 */
export function tierStopsOfRow(row: StopsOfRow): TierStop[] {
  const { state, attempts, lastAttemptAt, nextAttemptAt } = row;
  const ladder = DEFAULT_LADDER_MS;
  const lastRung = ladder.length - 1;
  const isWaiting = state === 'waiting';
  // Without a wait it is the first attempt that is waited for, however often somebody resent it before.
  let reached = isWaiting && nextAttemptAt === null ? 0 : Math.min(Math.max(attempts - 1, 0), lastRung);
  if (isWaiting && nextAttemptAt !== null && lastAttemptAt !== null) {
    const waitMs = Date.parse(nextAttemptAt) - Date.parse(lastAttemptAt) - REQUEST_MAX_MS;
    const rung = ladder.findIndex((delayMs, place) => place > 0 && delayMs >= waitMs);
    reached = rung === -1 ? lastRung : rung;
  }
  const before = (rung: number): StopOutcome => (rung < attempts ? 'failed' : 'skipped');
  const end: StopOutcome = isWaiting ? 'next' : state === 'dead' ? 'failed' : state;
  return ladder.map((delayMs, rung) => ({
    delayMs,
    attempt: null,
    outcome: rung < reached ? before(rung) : rung === reached ? end : isWaiting ? 'ahead' : 'unused',
  }));
}
type StopsOfRow = Pick<Delivery, 'state' | 'attempts' | 'lastAttemptAt' | 'nextAttemptAt'>;

/** Attempts that somebody asked for, oldest first: they have no place on the ladder. */
export function resendsOf(attemptLog: readonly Attempt[]): Attempt[] {
  return attemptLog.filter(({ trigger }) => trigger === 'manual');
}

/** An attempt for itself: a failed one of the schedule left its delivery waiting or dead. */
export function outcomeOf({ state }: Pick<Attempt, 'state'>): 'delivered' | 'failed' | 'cancelled' {
  return state === 'delivered' || state === 'cancelled' ? state : 'failed';
}

/** Delays by rung, as the attempts' own next times tell them. */
function knownDelays(scheduled: readonly Attempt[]): Map<number, number> {
  const known = new Map([[0, 0]]);
  for (const [place, attempt] of scheduled.entries()) {
    const next = scheduled[place + 1];
    const delayMs = delayAfter(attempt);
    if (next && delayMs !== null) known.set(next.rung, snapped(delayMs, next.rung));
  }
  return known;
}

function delayAfter({ at, nextAttemptAt, timings }: Attempt): number | null {
  if (nextAttemptAt === null) return null;
  const ms = Math.max(0, Date.parse(nextAttemptAt) - Date.parse(at) - (timings?.totalMs ?? 0));
  // A batch or the decision adds some milliseconds: they are not the tier's.
  const gridMs = ms < COARSE_FROM_MS ? FINE_MS : SECOND_MS;
  return Math.max(FINE_MS, Math.round(ms / gridMs) * gridMs);
}

/** The default's delay when it is that one, give or take what passed between the answer and the decision. */
function snapped(delayMs: number, rung: number): number {
  const usual = DEFAULT_LADDER_MS[rung];
  return usual !== undefined && Math.abs(usual - delayMs) <= 2 * SECOND_MS ? usual : delayMs;
}

/** The rung of the attempt to come: the first one above whose usual delay is the wait, else the one above. Notes its delay. */
function nextRungOf(last: Attempt | undefined, known: Map<number, number>): number {
  if (!last) return 0;
  const delayMs = delayAfter(last) ?? 0;
  const usual = DEFAULT_LADDER_MS.findIndex((candidate, rung) => {
    return rung > last.rung && Math.abs(candidate - delayMs) <= 2 * SECOND_MS;
  });
  const rung = usual === -1 ? last.rung + 1 : usual;
  known.set(rung, snapped(delayMs, rung));
  return rung;
}

/** The default ladder while nothing known contradicts it; else what is known, so that no stop is shown that is not there. */
function ladderOf(known: ReadonlyMap<number, number>, reached: number): number[] {
  const isUsual = [...known].every(([rung, delayMs]) => DEFAULT_LADDER_MS[rung] === delayMs);
  if (isUsual) return [...DEFAULT_LADDER_MS];
  return Array.from(
    { length: reached + 1 },
    (_, rung) => known.get(rung) ?? DEFAULT_LADDER_MS[rung] ?? known.get(reached) ?? 0,
  );
}
