import type { Clock } from '@kassahook/platform/clock';
import { createRedisGate } from './redisGate.js';
import { claimKey } from './keys.js';
import type { RedisConnection } from './redis.js';

export interface AttemptClaimsOptions {
  redis: RedisConnection;
  clock: Clock;
  /** How long Redis is left alone after it failed. */
  restMs?: number;
}

/**
 * Lets one of several copies of an attempt through, over all workers: the first to claim it goes, the others wait and then meet
 * it in the attempt log. Losing Redis costs no delivery: without it every copy goes, as the guarantee "at least once" allows.
 */
export function createAttemptClaims({ redis, clock, restMs = 1_000 }: AttemptClaimsOptions) {
  const gate = createRedisGate({ redis, clock, restMs });
  return {
    /**
     * @param ttlMs how long the claim holds: longer than the attempt may take
     * @returns false when another copy holds the claim
     */
    async claim(attemptId: string, ttlMs: number): Promise<boolean> {
      if (!gate.isOpen()) return true;
      try {
        return (await redis.client.set(claimKey(attemptId), '1', 'PX', ttlMs, 'NX')) === 'OK';
      } catch (error) {
        gate.failed(error);
        return true;
      }
    },
  };
}
