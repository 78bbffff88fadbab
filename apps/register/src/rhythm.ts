import type { Random } from '@kassahook/platform/randomness';

/** How far the shop's wall clock is ahead of UTC: Moscow, without summer time. */
export const SHOP_OFFSET_MS = 3 * 3_600_000;

/**
 * How busy the shop is in each hour of its day, compared with the mean of a day, which is 1: quiet nights, breakfast, lunch, and
 * the way home. Never near 0: somebody who looks at a demo at night must see receipts within a minute.
 */
const FACTOR_BY_HOUR = [
  0.35, 0.3, 0.25, 0.25, 0.25, 0.3, 0.45, 0.75, 1.0, 1.05, 1.05, 1.15, 1.4, 1.45, 1.2, 1.1, 1.2, 1.5, 1.9,
  1.95, 1.65, 1.2, 0.8, 0.5,
];
const MEAN = FACTOR_BY_HOUR.reduce((sum, factor) => sum + factor, 0) / FACTOR_BY_HOUR.length;

export type Rhythm = 'daily' | 'flat';

/** The factor on the mean rate at that moment. */
export function rhythmFactor(rhythm: Rhythm, atMs: number): number {
  if (rhythm === 'flat') return 1;
  const hour = Math.floor(((atMs + SHOP_OFFSET_MS) % 86_400_000) / 3_600_000);
  return (FACTOR_BY_HOUR[hour] ?? 1) / MEAN;
}

/** The shop's wall clock as text, without an offset, as registers print it. */
export function localDate(atMs: number): string {
  return new Date(atMs + SHOP_OFFSET_MS).toISOString().slice(0, -1);
}

/** Debt of time that is made up for by selling faster, in ms; more is forgiven: an outage is not followed by a flood. */
const CATCH_UP_LIMIT_MS = 1_000;

export interface PaceOptions {
  perMinute: number;
  rhythm: Rhythm;
  random: Random;
}

/** When the next customer comes. Customers come independently of each other, so the gaps are exponential (a Poisson process). */
export function createPace({ perMinute, rhythm, random }: PaceOptions): (nowMs: number) => number {
  let dueMs: number | null = null;
  return (nowMs) => {
    if (dueMs === null)
      dueMs = nowMs; // the first one waits at the door
    else {
      const meanGapMs = 60_000 / (perMinute * rhythmFactor(rhythm, nowMs));
      dueMs = Math.max(dueMs, nowMs - CATCH_UP_LIMIT_MS) - Math.log(1 - random()) * meanGapMs;
    }
    return dueMs;
  };
}
