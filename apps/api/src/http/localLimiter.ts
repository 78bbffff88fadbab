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
 * is what it is for: it stops a register that has gone mad, and never one that sells. It says nothing until half of the window's points
 * are used: three headers would cost a request more than the limit does, and whoever is far from it has no use for them.
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

  /** @returns null while the key has more than half of its points */
  return function takeLocally(key: number): RateVerdict | null {
    if (points === 0) return null;
    const now = clock.now();
    const window = windows.get(key);
    if (!window || window.endsAtMs <= now) {
      windows.set(key, { taken: 1, endsAtMs: now + windowMs });
      return null;
    }
    window.taken += 1;
    if (window.taken <= points / 2) return null;
    const remaining = Math.max(0, points - window.taken);
    return { isAllowed: window.taken <= points, limit: points, remaining, resetMs: window.endsAtMs - now };
  };
}
