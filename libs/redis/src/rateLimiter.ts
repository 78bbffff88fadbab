import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { limitPrefix } from './keys.js';
import type { RedisConnection } from './redis.js';

/** What a limit says to one taker. */
export interface RateVerdict {
  isAllowed: boolean;
  /** Points of a whole window. */
  limit: number;
  remaining: number;
  /** Until the window ends. */
  resetMs: number;
}

export interface RateLimiterOptions {
  redis: RedisConnection;
  /** A word for its keys. */
  name: string;
  points: number;
  windowMs: number;
  /** Points of this process alone, while Redis is away; by default a fifth. */
  insurancePoints?: number;
}

/** Counts in windows, over all processes. */
export interface RateLimiter {
  /** Takes points, and says whether they were there. Never throws: without Redis this process counts alone, and more strictly. */
  take(key: string, points?: number): Promise<RateVerdict>;
  /** Gives points back that turned out not to count. */
  giveBack(key: string, points?: number): Promise<void>;
  /** Forgets what was counted. */
  reset(key: string): Promise<void>;
}

/** Creates a limit in Redis with a smaller one in memory behind it: losing Redis opens no door. */
export function createRateLimiter({
  redis,
  name,
  points,
  windowMs,
  insurancePoints = Math.max(1, Math.floor(points / 5)),
}: RateLimiterOptions): RateLimiter {
  const keyPrefix = limitPrefix(name);
  const duration = Math.max(1, Math.ceil(windowMs / 1_000)); // the library's windows are whole seconds
  const limiter = new RateLimiterRedis({
    storeClient: redis.client,
    keyPrefix,
    points,
    duration,
    rejectIfRedisNotReady: true,
    insuranceLimiter: new RateLimiterMemory({ keyPrefix, points: insurancePoints, duration }),
  });

  const verdict = (isAllowed: boolean, { remainingPoints, msBeforeNext }: RateLimiterRes): RateVerdict => ({
    isAllowed,
    limit: points,
    remaining: Math.max(0, remainingPoints),
    resetMs: Math.max(0, msBeforeNext),
  });

  return {
    async take(key, taken = 1) {
      try {
        return verdict(true, await limiter.consume(key, taken));
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return verdict(false, refused);
        throw refused;
      }
    },
    async giveBack(key, given = 1) {
      await limiter.reward(key, given);
    },
    async reset(key) {
      await limiter.delete(key);
    },
  };
}
