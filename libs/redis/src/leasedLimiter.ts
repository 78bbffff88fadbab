import { LRUCache } from 'lru-cache';
import type { Clock } from '@kassahook/platform/clock';
import type { RateLimiter, RateVerdict } from './rateLimiter.js';

export interface LeasedLimiterOptions {
  limiter: Pick<RateLimiter, 'take'>;
  /** Points of a window, as the limiter has them; 0: no limit. */
  points: number;
  clock: Clock;
}

/** Counts like its limiter, and asks it once for many requests. */
export interface LeasedLimiter {
  /** At once when this process has points in hand, which is nearly always; null when there is no limit. */
  take(key: string): RateVerdict | Promise<RateVerdict> | null;
  /** True when this process knows that the window is used up. */
  isUsedUp(key: string): boolean;
}

/** Points in hand, of the window that they belong to. */
interface Lease {
  left: number;
  /** What others may still take. */
  remaining: number;
  endsAtMs: number;
}

/**
 * The share of a window that a process takes at once: a request costs a look into a map, and one in 1/50 of the limit a round trip to
 * Redis (with 3,000 a minute: one in 60). The price is exactness: what a process took and does not use is refused to the
 * others, at most this share for each process, until the window ends.
 */
const LEASE_SHARE = 1 / 50;
const KEYS_MAX = 50_000;

export function createLeasedLimiter({ limiter, points, clock }: LeasedLimiterOptions): LeasedLimiter {
  const size = Math.max(1, Math.floor(points * LEASE_SHARE));
  const leases = new LRUCache<string, Lease>({ max: KEYS_MAX });
  const asking = new Map<string, Promise<void>>();

  function lease(key: string): Promise<void> {
    const running = asking.get(key);
    if (running) return running;
    const started = (async () => {
      try {
        const { isAllowed, remaining, resetMs } = await limiter.take(key, size);
        leases.set(key, { left: isAllowed ? size : 0, remaining, endsAtMs: clock.now() + resetMs });
      } finally {
        asking.delete(key);
      }
    })();
    asking.set(key, started);
    return started;
  }

  /** Null: the limiter has to be asked. */
  function fromHand(key: string): RateVerdict | null {
    const inHand = leases.get(key);
    if (!inHand) return null;
    const resetMs = inHand.endsAtMs - clock.now();
    if (resetMs <= 0) return null;
    if (inHand.left === 0) {
      return inHand.remaining > 0 ? null : { isAllowed: false, limit: points, remaining: 0, resetMs };
    }
    inHand.left -= 1;
    return { isAllowed: true, limit: points, remaining: inHand.left + inHand.remaining, resetMs };
  }

  async function taken(key: string): Promise<RateVerdict> {
    for (;;) {
      await lease(key);
      const verdict = fromHand(key);
      if (verdict) return verdict;
    }
  }

  return {
    take: (key) => (points === 0 ? null : (fromHand(key) ?? taken(key))),
    isUsedUp(key) {
      const inHand = leases.get(key);
      return (
        inHand !== undefined && inHand.left === 0 && inHand.remaining === 0 && inHand.endsAtMs > clock.now()
      );
    },
  };
}
