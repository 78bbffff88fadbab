/**
 * Where an attempt waits for its webhook's rate: the delays of the pacing queues in ms. The shortest is what a worker waits in memory at
 * most; few others, because a wait is made of several of them: a minute and a half is 60 s, three times 10 s, and the rest in memory.
 */
export const PACE_DELAYS_MS: readonly number[] = [500, 2_000, 10_000, 60_000, 600_000];

/** What a worker waits in memory for a slot at most, ms. */
export const PACE_IN_MEMORY_MS = 500;

/**
 * The pacing queue for what is left of a wait: the longest delay that ends before the slot, so that nobody comes late and the order of
 * the slots is kept; 0 (the queue without a delay) when even the shortest is too long.
 */
export function paceDelay(leftMs: number): number {
  return PACE_DELAYS_MS.findLast((delayMs) => delayMs <= leftMs) ?? 0;
}
