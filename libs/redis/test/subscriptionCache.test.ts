import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createTestNamespace, type TestNamespace } from '@kassahook/testing/testServices';
import { waitFor } from '@kassahook/testing/waitFor';
import { createRedis, type RedisConnection } from '../src/redis.js';
import {
  createSubscriptionCache,
  type CacheResult,
  type SubscriptionCacheOptions,
} from '../src/subscriptionCache.js';
import { createScriptedDatabase, subscription, versionOf } from './support.js';

describe('createSubscriptionCache', () => {
  let namespace: TestNamespace;
  let redis: RedisConnection;
  let accounts = 0;
  let account: string;
  let database: ReturnType<typeof createScriptedDatabase>;
  let results: CacheResult[];

  beforeAll(async () => {
    namespace = await createTestNamespace(['redis']);
    redis = createRedis({
      url: namespace.REDIS_URL,
      prefix: namespace.REDIS_PREFIX,
      logger: createSilentLogger(),
      commandTimeoutMs: 2_000, // these tests are about lists, not about slow machines
    });
    await redis.ping();
  });
  afterAll(async () => {
    await redis.close();
    await namespace.drop();
  });
  beforeEach(() => {
    accounts += 1;
    account = `account-${accounts}`;
    database = createScriptedDatabase();
    results = [];
  });

  /** A cache as one process has it: several of them stand for several processes. */
  function cacheOf(options: Partial<SubscriptionCacheOptions> = {}) {
    return createSubscriptionCache({
      redis,
      load: database.load,
      clock: { now: () => Date.now() },
      random: Math.random,
      logger: createSilentLogger(),
      onResult: (result) => results.push(result),
      ...options,
    });
  }

  async function keysOf(part: string): Promise<string[]> {
    const keys = await redis.client.keys(`${namespace.REDIS_PREFIX}subs:${account}:${part}`);
    return keys.map((key) => key.slice(namespace.REDIS_PREFIX.length));
  }

  const listInRedis = () => waitFor(async () => (await keysOf('g*')).find((key) => !key.includes(':gen:')));

  it('when a secret of the list ends, then the list is read anew from then on, in every process', async () => {
    let now = Date.now();
    const options = {
      clock: { now: () => now },
      load: async (accountId: string) => {
        const [webhook] = await database.load(accountId);
        return [{ ...webhook!, secretEndsAtMs: now + 700 }];
      },
    };
    database.write(account, 1);
    const cache = cacheOf(options);
    await cache.get(account);
    const key = await listInRedis();
    expect(await redis.client.pttl(key)).toBeLessThanOrEqual(700);
    now += 699;
    await cache.get(account);
    expect(database.loads).toBe(1);
    now += 1;
    await waitFor(async () => (await redis.client.exists(key)) === 0, { what: 'the list to expire' });
    await cache.get(account);
    expect(database.loads).toBe(2);
  });

  it('when a list was read once, then this process and others have it without the database', async () => {
    database.write(account, 1);
    const cache = cacheOf();
    expect(await cache.get(account)).toEqual([subscription(account, 1)]);
    expect(await cache.get(account)).toEqual([subscription(account, 1)]);
    await listInRedis();
    expect(await cacheOf().get(account)).toEqual([subscription(account, 1)]);
    expect(database.loads).toBe(1);
    expect(results).toEqual(['miss', 'hit', 'hit']);
  });

  it('when an account has no webhooks, then the empty list is cached too', async () => {
    const cache = cacheOf();
    expect(await cache.get(account)).toEqual([]);
    expect(await cache.get(account)).toEqual([]);
    await listInRedis();
    expect(await cacheOf().get(account)).toEqual([]);
    expect(database.loads).toBe(1);
    expect(results).toEqual(['miss', 'empty_hit', 'empty_hit']);
  });

  it('when a webhook changed, then every process reads the new list, each time', async () => {
    const [writer, reader] = [cacheOf(), cacheOf()];
    for (let version = 1; version <= 5; version += 1) {
      database.write(account, version);
      await writer.invalidate(account);
      expect(versionOf(await writer.get(account))).toBe(version);
      expect(versionOf(await reader.get(account))).toBe(version);
    }
    database.write(account, 0);
    await writer.invalidate(account);
    expect(await reader.get(account)).toEqual([]);
  });

  it('when a list was read before a write and filled after its invalidation, then nobody ever sees it', async () => {
    database.write(account, 1);
    const [slow, other] = [cacheOf(), cacheOf()];
    database.hold();
    const old = slow.get(account); // reads version 1 and stands still
    await waitFor(() => database.waiting() === 1, { what: 'the load that reads the old list' });
    database.write(account, 2);
    await other.invalidate(account);
    database.release();
    expect(versionOf(await old)).toBe(1); // it asked before the change was told
    await listInRedis(); // the old list has been written back
    expect(versionOf(await other.get(account))).toBe(2);
    expect(versionOf(await slow.get(account))).toBe(2);
    expect(versionOf(await cacheOf().get(account))).toBe(2);
  });

  it('when somebody asks after an invalidation, then they do not join a load that began before it', async () => {
    database.write(account, 1);
    const cache = cacheOf();
    database.hold();
    const old = cache.get(account);
    await waitFor(() => database.waiting() === 1, { what: 'the old load' });
    database.write(account, 2);
    await cache.invalidate(account);
    const fresh = cache.get(account);
    await waitFor(() => database.waiting() === 2, { what: 'a load of its own' });
    database.release();
    expect([versionOf(await old), versionOf(await fresh)]).toEqual([1, 2]);
    expect(versionOf(await cache.get(account))).toBe(2);
  });

  it('when the keys vanish in mid-flight, then a list of before is not raised from the dead', async () => {
    database.write(account, 1);
    const [cache, other] = [cacheOf(), cacheOf()];
    await cache.get(account);
    const [generation] = await keysOf('gen:*');
    await redis.client.del(generation ?? ''); // wiped or evicted
    database.hold();
    const inFlight = cache.get(account);
    await waitFor(() => database.waiting() === 1, { what: 'a load under a new generation' });
    await redis.client.del(generation ?? '');
    database.write(account, 2);
    await other.invalidate(account);
    database.release();
    await inFlight;
    expect(versionOf(await cache.get(account))).toBe(2);
    expect(versionOf(await other.get(account))).toBe(2);
  });

  it('when the counter is wiped with a clock that stands still, then its new numbers are still new', async () => {
    const cache = cacheOf({ clock: { now: () => 1_700_000_000_000 }, random: () => 0 });
    for (let version = 1; version <= 3; version += 1) {
      database.write(account, version);
      await redis.client.del(...(await keysOf('gen:*')), 'none');
      expect(versionOf(await cache.get(account))).toBe(version);
    }
  });

  it('when the counter is garbage, then lists are right and it heals', async () => {
    const cache = cacheOf();
    await cache.get(account);
    const [generation = ''] = await keysOf('gen:*');
    for (const spoil of [
      () => redis.client.set(generation, 'garbage'),
      () => redis.client.set(generation, '-5'),
      () => redis.client.set(generation, '99999999999999999999999'),
      async () => {
        await redis.client.del(generation);
        await redis.client.lpush(generation, 'a list');
      },
    ]) {
      await spoil();
      database.write(account, 1);
      await cache.invalidate(account); // INCR cannot count this
      expect(versionOf(await cache.get(account))).toBe(1);
      await spoil();
      database.write(account, 2);
      expect(versionOf(await cache.get(account))).toBe(2);
      expect(await redis.client.get(generation)).toMatch(/^\d+$/);
    }
  });

  it('when a stored list is garbage, then it is a miss and written anew', async () => {
    database.write(account, 1);
    await cacheOf().get(account);
    const key = await listInRedis();
    for (const garbage of ['{', '[{"id":1}]', '"text"', 'null']) {
      const loads = database.loads;
      await redis.client.set(key, garbage, 'PX', 60_000);
      expect(versionOf(await cacheOf().get(account))).toBe(1);
      expect(database.loads).toBe(loads + 1);
      await waitFor(async () => (await redis.client.get(key)) !== garbage, { what: 'the healed list' });
    }
    await redis.client.del(key);
    await redis.client.lpush(key, 'not a string');
    expect(versionOf(await cacheOf().get(account))).toBe(1);
  });

  it('when 100 callers miss at once, then the database is asked once', async () => {
    database.write(account, 1);
    const cache = cacheOf();
    const lists = await Promise.all(Array.from({ length: 100 }, () => cache.get(account)));
    expect(lists.map(versionOf)).toEqual(Array(100).fill(1));
    expect(database.loads).toBe(1);
  });

  it('when many accounts miss at once, then at most four ask the database at the same time', async () => {
    const cache = cacheOf();
    await Promise.all(Array.from({ length: 50 }, (_, index) => cache.get(`${account}-${index}`)));
    expect(database.loads).toBe(50);
    expect(database.runningMax).toBe(4);
  });

  it('when gets come in one turn, then one small read serves them all', async () => {
    const mget = jest.spyOn(redis.client, 'mget');
    const cache = cacheOf();
    const getAll = () =>
      Promise.all(Array.from({ length: 100 }, (_, index) => cache.get(`${account}-${index % 10}`)));
    await getAll();
    mget.mockClear();
    await getAll();
    expect(mget.mock.calls).toHaveLength(1);
    expect(mget.mock.calls[0]?.[0]).toHaveLength(10);
    mget.mockRestore();
  });

  it('when chance is at its ends, then a TTL is within 10 % of its middle', async () => {
    for (const [chance, listTtlMs, emptyTtlMs] of [
      [0, 540_000, 54_000],
      [0.5, 600_000, 60_000],
      [0.999_999, 660_000, 66_000],
    ] as const) {
      const cache = cacheOf({ random: () => chance });
      for (const [version, ttlMs] of [
        [1, listTtlMs],
        [0, emptyTtlMs],
      ] as const) {
        await redis.client.del(...(await keysOf('*')), 'none');
        database.write(account, version);
        await cache.invalidate(account);
        await cache.get(account);
        const left = await redis.client.pttl(await listInRedis());
        expect(left).toBeLessThanOrEqual(ttlMs);
        expect(left).toBeGreaterThan(ttlMs - 5_000);
      }
    }
  });

  it('when its time is over, then a parsed list is read again, also when nobody told of a change', async () => {
    let nowMs = Date.now();
    const cache = cacheOf({ clock: { now: () => nowMs }, ttlMs: 600_000, random: () => 0.5 });
    database.write(account, 1);
    await cache.get(account);
    database.write(account, 2);
    await redis.client.del(await listInRedis());
    nowMs += 599_999;
    expect(versionOf(await cache.get(account))).toBe(1);
    nowMs += 1;
    expect(versionOf(await cache.get(account))).toBe(2);
  });

  it('when a list comes from Redis, then it is kept no longer than it had left there', async () => {
    let nowMs = Date.now();
    database.write(account, 1);
    await cacheOf().get(account);
    const key = await listInRedis();
    await redis.client.pexpire(key, 30_000);
    const cache = cacheOf({ clock: { now: () => nowMs } });
    await cache.get(account);
    await redis.client.del(key);
    database.write(account, 2);
    nowMs += 30_001;
    expect(versionOf(await cache.get(account))).toBe(2);
  });

  it('when the database fails, then the caller is told and nothing is kept', async () => {
    database.write(account, 1);
    const cache = cacheOf();
    database.fail(new Error('the database is down'));
    await expect(cache.get(account)).rejects.toThrow('the database is down');
    database.fail(null);
    expect(versionOf(await cache.get(account))).toBe(1);
  });

  it('when a caller changes a list, then it fails instead of spoiling it for others', async () => {
    database.write(account, 1);
    const list = await cacheOf().get(account);
    expect(() => list.push(subscription(account, 9))).toThrow(TypeError);
  });
});
