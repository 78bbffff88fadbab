/** Where a parked attempt waits: the delays of the parking queues in ms. A queue's delay is part of its name. */
export const PARK_DELAYS_MS: readonly number[] = [2_000, 10_000, 30_000, 60_000, 120_000, 300_000];

/**
 * The parking queue for an attempt whose endpoint is busy: 2 s at first, one step longer each time.
 * @param parks how often this attempt was parked before
 */
export function parkDelayWhenBusy(parks: number): number {
  return PARK_DELAYS_MS[Math.min(parks, PARK_DELAYS_MS.length - 1)] ?? 0;
}

/** The parking queue for an attempt whose endpoint rests for `waitMs`: the first that is long enough, else the longest. */
export function parkDelayWhenResting(waitMs: number): number {
  return PARK_DELAYS_MS.find((delayMs) => delayMs >= waitMs) ?? PARK_DELAYS_MS.at(-1) ?? 0;
}
