/**
 * The delays before each attempt, in milliseconds, climbed from left to right; rung 0 is the first attempt.
 * A delivery gets exactly `ladder.length` scheduled attempts; a failure on the last rung makes it dead.
 */
export type Ladder = readonly number[];

/** The five delay tiers of kassahook: at once, 1 minute, 10 minutes, 1 hour, 24 hours. */
export const DEFAULT_LADDER_MS: Ladder = [0, 60_000, 600_000, 3_600_000, 86_400_000];

/** The longest delay that a queue can have: RabbitMQ takes an `x-message-ttl` of 32 bits, 49.7 days. */
const RUNG_MAX_MS = 4_294_967_295;

/** What is wrong with a ladder, or null. It must start at 0 and climb: queues are named after their delay. */
export function ladderProblem(ladder: Ladder): string | null {
  if (ladder.length === 0 || ladder.length > 20) return 'must have 1 to 20 rungs';
  if (ladder[0] !== 0) return 'must start with 0: the first attempt is at once';
  for (const [rung, delayMs] of ladder.entries()) {
    if (!Number.isInteger(delayMs) || delayMs < 0)
      return `rung ${rung} must be a whole number of milliseconds`;
    if (delayMs > RUNG_MAX_MS) return `rung ${rung} must be at most ${RUNG_MAX_MS} ms`;
    if (rung > 0 && delayMs === 0) return `rung ${rung} must be longer than 0 ms`;
    if (rung > 0 && delayMs < (ladder[rung - 1] ?? 0))
      return `rung ${rung} must not be shorter than the one before`;
  }
  return null;
}

/** The next rung after `rung`, or null when that was the last. */
export function nextRung(ladder: Ladder, rung: number): number | null {
  return rung + 1 < ladder.length ? rung + 1 : null;
}

/**
 * The first rung above `rung` whose delay is at least `waitMs` (a receiver's Retry-After); the last rung when none is long
 * enough, so a receiver cannot push a delivery further than the ladder goes. Null when `rung` was the last.
 */
export function rungAtLeast(ladder: Ladder, rung: number, waitMs: number): number | null {
  const next = nextRung(ladder, rung);
  if (next === null) return null;
  for (let candidate = next; candidate < ladder.length; candidate += 1) {
    if ((ladder[candidate] ?? 0) >= waitMs) return candidate;
  }
  return ladder.length - 1;
}
