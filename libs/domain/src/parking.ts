import { assertNever } from './eventType.js';

/** Where a parked attempt waits: the delays of the parking queues in ms. A queue's delay is part of its name. */
export const PARK_DELAYS_MS: readonly number[] = [2_000, 10_000, 30_000, 60_000, 120_000, 300_000];

/**
 * How much longer than its endpoint rests an attempt may be parked, ms. With the first queue that was long enough, and nothing else, what was set aside
 * during a rest of four minutes came up to three minutes after it.
 */
const OVERSTAY_MAX_MS = 30_000;

/**
 * Longer than a message takes from queue to log while all is well, shorter than anybody wants to wait, ms: what is due for less counts as
 * on its way.
 */
export const ON_ITS_WAY_MS = 60_000;

/**
 * Creates the question how long an attempt of a webhook may be set aside in all, ms: within its limit it is parked once more, for as long as
 * anything is parked, and where the webhook has a rate it may have waited for a place in it before.
 */
export function createSetAsideLimit(limits: { parkLimitMs: number; rateWaitLimitMs: number }) {
  const parkedMs = limits.parkLimitMs + Math.max(...PARK_DELAYS_MS);
  return ({ maxPerSecond }: { maxPerSecond?: number | null | undefined }): number =>
    typeof maxPerSecond === 'number' ? parkedMs + limits.rateWaitLimitMs : parkedMs;
}

/** Why an attempt is not made now, though it is due. */
export type SetAside =
  /** Its endpoint has no free place. */
  | { kind: 'busy' }
  /** Its endpoint's breaker is open for `waitMs` more. */
  | { kind: 'resting'; waitMs: number }
  /** Another copy of the same attempt is being made. */
  | { kind: 'claimed' };

/**
 * The parking queue, by its delay in ms, for an attempt that is set aside. For a busy endpoint 2 s at first and one step longer each
 * time; for one that rests see `restDelay`; behind a copy of itself the shortest.
 * @param parks see `parksAfter`
 */
export function parkDelay(setAside: SetAside, parks: number): number {
  const longest = PARK_DELAYS_MS.at(-1) ?? 0;
  switch (setAside.kind) {
    case 'busy':
      return PARK_DELAYS_MS[parks] ?? longest;
    case 'resting':
      return restDelay(setAside.waitMs);
    case 'claimed':
      return PARK_DELAYS_MS[0] ?? longest;
    default:
      return assertNever(setAside);
  }
}

/**
 * The first queue that is long enough, where it is not much too long; else the longest that ends before the rest does, after which there is
 * less to wait for. So two or three queues bring an attempt back within half a minute of any rest's end.
 */
function restDelay(waitMs: number): number {
  const enough = PARK_DELAYS_MS.find((delayMs) => delayMs >= waitMs);
  if (enough !== undefined && enough - waitMs <= OVERSTAY_MAX_MS) return enough;
  return PARK_DELAYS_MS.findLast((delayMs) => delayMs <= waitMs) ?? Math.min(...PARK_DELAYS_MS);
}

/**
 * What the message of a parked attempt says of its parkings: 0 when it never was, else how often in a row its endpoint was busy, at least 1.
 * After a rest it begins anew: who waited for that has not been in anybody's way.
 */
export function parksAfter(setAside: SetAside, parks: number): number {
  return setAside.kind === 'busy' ? parks + 1 : 1;
}
