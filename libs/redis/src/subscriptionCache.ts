import { LRUCache } from 'lru-cache';
import type { Subscription } from '@kassahook/contracts/subscription';
import type { Clock } from '@kassahook/platform/clock';
import { errorCodeOf, toError } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';
import { createDatabaseLoads } from './databaseLoads.js';
import { createGenerations } from './generations.js';
import { createRedisGate } from './redisGate.js';
import { createStoredLists } from './storedLists.js';
import type { RedisConnection } from './redis.js';

/** How a call was answered: from the cache, from the cache with an empty list, from the database, from the database because Redis failed. */
export type CacheResult = 'hit' | 'empty_hit' | 'miss' | 'bypass';

export interface SubscriptionCacheOptions {
  redis: RedisConnection;
  /** All webhooks of an account, from the database. */
  load: (accountId: string) => Promise<Subscription[]>;
  clock: Clock;
  /** 0 ≤ random() < 1 */
  random: () => number;
  logger: Logger;
  /** How long a list is kept, before jitter. */
  ttlMs?: number;
  /** Part of a TTL that is left to chance in both directions, so that lists of one moment do not end in one moment. */
  jitter?: number;
  /** How long an empty list is kept. Shorter: most accounts have no webhooks and are asked for at every event. */
  emptyTtlMs?: number;
  databaseConcurrencyMax?: number;
  /** How long Redis is left alone after it failed. */
  restMs?: number;
  /** Subscriptions that this process keeps parsed, over all accounts. */
  memoSizeMax?: number;
  onResult?: (result: CacheResult) => void;
}

/** The webhooks of an account, at the price of one small read. */
export interface SubscriptionCache {
  /**
   * The account's full list. It is never older than the last `invalidate` that had resolved before this call.
   * The list is shared and frozen. Rejects only when the database was needed and failed.
   */
  get(accountId: string): Promise<Subscription[]>;
  /**
   * To be called after each commit that touched a webhook of the account.
   * @throws AppError REDIS_DOWN when it could not be told; the caller must try again until it can
   */
  invalidate(accountId: string): Promise<void>;
}

interface Memo {
  generation: string;
  list: Subscription[];
  expiresAtMs: number;
}

interface Filled {
  list: Subscription[];
  result: CacheResult;
}

/**
 * Creates the cache. A list is stored under the generation that was read **before** the database was, so a list that was read before
 * an invalidation and written after it lands where nobody looks. Three steps, each asked only when the one before has nothing:
 * the parsed list of this process, the list in Redis, the database. All three are believed for the generation that was read in
 * this very call; without one (Redis is down) nothing is believed and nothing is kept: the database is asked.
 *
 * Rejected: deleting the key on a change (a slow reader writes the old list back), and a message to every process (a process that
 * missed it is wrong until the TTL ends).
 */
export function createSubscriptionCache(options: SubscriptionCacheOptions): SubscriptionCache {
  const { redis, load, clock, random, logger } = options;
  const { ttlMs = 600_000, jitter = 0.1, emptyTtlMs = 60_000 } = options;
  const { databaseConcurrencyMax = 4, restMs = 1_000, memoSizeMax = 50_000, onResult } = options;

  const gate = createRedisGate({ redis, clock, restMs });
  const generations = createGenerations({ redis, clock, random });
  const stored = createStoredLists(redis);
  const database = createDatabaseLoads({ load, concurrencyMax: databaseConcurrencyMax });
  const memo = new LRUCache<string, Memo>({
    maxSize: memoSizeMax,
    sizeCalculation: ({ list }) => list.length + 1,
  });
  const fills = new Map<string, Promise<Filled>>();

  function remember(accountId: string, generation: string, list: Subscription[], forMs: number): void {
    for (const subscription of list) Object.freeze(subscription);
    Object.freeze(list);
    memo.set(accountId, { generation, list, expiresAtMs: clock.now() + forMs });
  }

  function redisFailed(error: unknown): void {
    gate.failed(error);
    logger.debug(
      { code: errorCodeOf(error), reason: toError(error).message },
      'subscriptionCache.redisFailed',
    );
  }

  function withJitter(baseMs: number): number {
    return Math.round(baseMs * (1 + jitter * (2 * random() - 1)));
  }

  /** A secret that a rotation has replaced ends by the clock, not by a change: the list must not outlive it. */
  function boundedBySecrets(list: readonly Subscription[], forMs: number): number {
    const leftMs = list.map(({ secretEndsAtMs = Infinity }) => secretEndsAtMs - clock.now());
    return Math.max(1, Math.min(forMs, ...leftMs));
  }

  /** Finds the list of a generation in Redis, else in the database. */
  async function fill(accountId: string, generation: string): Promise<Filled> {
    try {
      const found = await stored.read(accountId, generation);
      if (found) {
        remember(accountId, generation, found.list, found.ttlMs);
        return { list: found.list, result: found.list.length > 0 ? 'hit' : 'empty_hit' };
      }
    } catch (error) {
      redisFailed(error);
      return { list: await database.loadShared(accountId), result: 'bypass' };
    }
    const list = await database.load(accountId);
    const forMs = boundedBySecrets(list, withJitter(list.length > 0 ? ttlMs : emptyTtlMs));
    remember(accountId, generation, list, forMs);
    stored.write(accountId, generation, { list, ttlMs: forMs }).catch(redisFailed); // nobody waits for it
    return { list, result: 'miss' };
  }

  /** One fill per account and generation: whoever read the same generation may share, whoever read another one may not. */
  function fillShared(accountId: string, generation: string): Promise<Filled> {
    const key = `${accountId}:${generation}`;
    const known = fills.get(key);
    if (known) return known;
    const filling = fill(accountId, generation).finally(() => fills.delete(key));
    fills.set(key, filling);
    return filling;
  }

  async function bypass(accountId: string): Promise<Subscription[]> {
    onResult?.('bypass');
    return database.loadShared(accountId);
  }

  return {
    async get(accountId) {
      if (!gate.isOpen()) return bypass(accountId);
      let generation: string;
      try {
        generation = await generations.read(accountId);
      } catch (error) {
        redisFailed(error);
        return bypass(accountId);
      }
      const known = memo.get(accountId);
      if (known?.generation === generation && clock.now() < known.expiresAtMs) {
        onResult?.(known.list.length > 0 ? 'hit' : 'empty_hit');
        return known.list;
      }
      const { list, result } = await fillShared(accountId, generation);
      onResult?.(result);
      return list;
    },
    async invalidate(accountId) {
      memo.delete(accountId);
      await generations.next(accountId);
    },
  };
}
