/**
 * Where an attempt waits for its webhook's rate: the delays of the pacing queues in ms. Few, because a wait is made of several of them: a
 * minute and a half is 60 s, twice 10 s, four times 2 s, and so on.
 */
export const PACE_DELAYS_MS: readonly number[] = [500, 2_000, 10_000, 60_000, 600_000];

/**
 * How long before its turn a queue should have brought an attempt back, ms: what RabbitMQ needs for expiring and handing over when it is
 * busy. One that is later is waited for, and that is a hole in the rate.
 */
const PACE_LEAD_MS = 200;

/**
 * The pacing queue for what is left of a wait: the longest delay that ends in time for the turn; 0 when even the shortest is too long: that
 * is waited for in memory.
 */
export function paceDelay(leftMs: number): number {
  return PACE_DELAYS_MS.findLast((delayMs) => delayMs <= leftMs - PACE_LEAD_MS) ?? 0;
}
