import { LRUCache } from 'lru-cache';
import type { Clock } from '@kassahook/platform/clock';
import type { RateVerdict } from './rateAnswer.js';

interface Window {
  taken: number;
  endsAtMs: number;
}

const KEYS_MAX = 100_000;

/**
 * A limit of this process alone, for what must not cost a round trip. With several processes it is so many times as generous, which
 * is what it is for: it stops a register that has gone mad, and never one that sells.
 * @param options.points of a window; 0: no limit
 */
export function createLocalLimiter({
  points,
  windowMs,
  clock,
}: {
  points: number;
  windowMs: number;
  clock: Clock;
}) {
  const windows = new LRUCache<number, Window>({ max: KEYS_MAX });

  /** @returns null while the key is within its limit */
  return function takeLocally(key: number): RateVerdict | null {
    if (points === 0) return null;
    const now = clock.now();
    const window = windows.get(key);
    if (!window || window.endsAtMs <= now) {
      windows.set(key, { taken: 1, endsAtMs: now + windowMs });
      return null;
    }
    window.taken += 1;
    if (window.taken <= points) return null;
    return { isAllowed: false, limit: points, remaining: 0, resetMs: window.endsAtMs - now };
  };
}
