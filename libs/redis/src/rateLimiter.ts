import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Clock } from '@kassahook/platform/clock';
import { limitPrefix } from './keys.js';
import { createRedisGate } from './redisGate.js';
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
  clock: Clock;
  /** A word for its keys. */
  name: string;
  points: number;
  windowMs: number;
  /** How long Redis is left alone after it failed. */
  restMs?: number;
}

/** Counts in windows, over all processes. */
export interface RateLimiter {
  /** Takes points, and says whether they were there. Without Redis this process counts alone, and more strictly. */
  take(key: string, points?: number): Promise<RateVerdict>;
  /** Gives points back that turned out not to count. */
  giveBack(key: string, points?: number): Promise<void>;
  /** Forgets what was counted. */
  reset(key: string): Promise<void>;
}

/** What one process may let through while Redis is away: there may be several, and it is no time for guests. */
const INSURED_SHARE = 0.2;

/**
 * Creates a limit in Redis with a smaller one in memory behind it: losing Redis opens no door. (The library's own insurance would
 * ask a Redis that hangs each time, and wait for it.)
 */
export function createRateLimiter({
  redis,
  clock,
  name,
  points,
  windowMs,
  restMs = 1_000,
}: RateLimiterOptions): RateLimiter {
  const gate = createRedisGate({ redis, clock, restMs });
  const keyPrefix = limitPrefix(name);
  const duration = Math.max(1, Math.ceil(windowMs / 1_000)); // the library's windows are whole seconds
  const shared = new RateLimiterRedis({ storeClient: redis.client, keyPrefix, points, duration });
  const own = new RateLimiterMemory({
    keyPrefix,
    points: Math.max(1, Math.floor(points * INSURED_SHARE)),
    duration,
  });

  const verdict = (isAllowed: boolean, { remainingPoints, msBeforeNext }: RateLimiterRes): RateVerdict => ({
    isAllowed,
    limit: points,
    remaining: Math.max(0, remainingPoints),
    resetMs: Math.max(0, msBeforeNext),
  });

  async function consume(from: RateLimiterRedis | RateLimiterMemory, key: string, taken: number) {
    try {
      return verdict(true, await from.consume(key, taken));
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return verdict(false, refused);
      throw refused;
    }
  }

  /** Redis first; when it fails, or has just failed, the own memory. */
  async function ask<T>(work: (limiter: RateLimiterRedis | RateLimiterMemory) => Promise<T>): Promise<T> {
    if (gate.isOpen()) {
      try {
        return await work(shared);
      } catch (error) {
        gate.failed(error);
      }
    }
    return work(own);
  }

  return {
    take: (key, taken = 1) => ask((limiter) => consume(limiter, key, taken)),
    async giveBack(key, given = 1) {
      await ask((limiter) => limiter.reward(key, given));
    },
    async reset(key) {
      await own.delete(key);
      await ask((limiter) => limiter.delete(key));
    },
  };
}
