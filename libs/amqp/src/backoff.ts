import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_MS = 100;
/** Short enough that a broker that is back is used at once, long enough that an outage of hours costs nothing. */
const LONGEST_MS = 5_000;
/** What lived this long was sound: the next failure starts from the first pause again. */
export const STABLE_AFTER_MS = 10_000;

/** The pause before try number `attempt` (0 first): doubling, capped, with ±20 % so that processes do not come in step. */
export function backoffMs(attempt: number, random: () => number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 16)) * (0.8 + 0.4 * random());
}

/** Waits, or returns early when the signal fires. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
