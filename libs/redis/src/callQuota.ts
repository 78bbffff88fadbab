import { LRUCache } from 'lru-cache';
import type { Clock } from '@kassahook/platform/clock';
import { quotaKey } from './keys.js';
import type { RedisConnection } from './redis.js';
import { createRedisGate } from './redisGate.js';

export interface CallQuotaOptions {
  redis: RedisConnection;
  /** What is counted, part of the key. */
  name: string;
  /** Calls per window and subject. */
  max: number;
  windowMs: number;
  clock: Clock;
  /** How long Redis is left alone after it failed. */
  restMs?: number;
}

/** Subjects that this process counts by itself while Redis is down. */
const LOCAL_MAX = 10_000;

/**
 * Counts calls in fixed windows over all processes. Without Redis each process counts by itself: the limit is then looser by the number of
 * processes, never open.
 */
export function createCallQuota({ redis, name, max, windowMs, clock, restMs = 1_000 }: CallQuotaOptions) {
  const gate = createRedisGate({ redis, clock, restMs });
  const local = new LRUCache<string, number>({ max: LOCAL_MAX });

  async function count(key: string): Promise<number> {
    if (gate.isOpen()) {
      try {
        const calls = await redis.client.incr(key);
        if (calls === 1) await redis.client.pexpire(key, 2 * windowMs);
        return calls;
      } catch (error) {
        gate.failed(error);
      }
    }
    const calls = (local.get(key) ?? 0) + 1;
    local.set(key, calls);
    return calls;
  }

  return {
    /** Takes one call. @returns 0, or for how many ms there is none left */
    async take(subject: string): Promise<number> {
      const now = clock.now();
      const window = Math.floor(now / windowMs);
      const calls = await count(quotaKey({ name, subject, window }));
      return calls <= max ? 0 : (window + 1) * windowMs - now;
    },
  };
}
