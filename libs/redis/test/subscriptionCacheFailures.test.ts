import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createTestNamespace, type TestNamespace } from '@kassahook/testing/testServices';
import { waitFor } from '@kassahook/testing/waitFor';
import { createRedis, type RedisConnection } from '../src/redis.js';
import { createSubscriptionCache, type CacheResult } from '../src/subscriptionCache.js';
import { createScriptedDatabase, deadUrl, startRedisProxy, startTcpServer, versionOf } from './support.js';

/** Generous: a busy test machine must not look like a hanging server. */
const COMMAND_TIMEOUT_MS = 500;
const ACCOUNT = 'account';

describe('a cache whose Redis fails', () => {
  let namespace: TestNamespace;
  let database: ReturnType<typeof createScriptedDatabase>;
  let results: CacheResult[];
  let closing: (() => Promise<void>)[];

  beforeAll(async () => {
    namespace = await createTestNamespace(['redis']);
  });
  afterAll(() => namespace.drop());
  beforeEach(() => {
    database = createScriptedDatabase();
    results = [];
    closing = [];
  });
  afterEach(async () => {
    for (const close of closing.reverse()) await close();
    await namespace.drop();
  });

  function connectionTo(url: string): RedisConnection {
    const redis = createRedis({
      url,
      prefix: namespace.REDIS_PREFIX,
      logger: createSilentLogger(),
      commandTimeoutMs: COMMAND_TIMEOUT_MS,
    });
    closing.push(() => redis.close());
    return redis;
  }

  function cacheOn(redis: RedisConnection) {
    return createSubscriptionCache({
      redis,
      load: database.load,
      clock: { now: () => Date.now() },
      random: Math.random,
      logger: createSilentLogger(),
      onResult: (result) => results.push(result),
    });
  }

  async function startProxy() {
    const proxy = await startRedisProxy(namespace.REDIS_URL);
    closing.push(() => proxy.close());
    return proxy;
  }

  const bypassed = () => results.every((result) => result === 'bypass');

  it('when nothing listens, then every list is fresh from the database and invalidate says no', async () => {
    const cache = cacheOn(connectionTo(await deadUrl()));
    for (let version = 1; version <= 20; version += 1) {
      database.write(ACCOUNT, version);
      expect(versionOf(await cache.get(ACCOUNT))).toBe(version);
    }
    expect(bypassed()).toBe(true);
    await expect(cache.invalidate(ACCOUNT)).rejects.toMatchObject({ code: 'REDIS_DOWN', retryable: true });
  });

  it('when the server accepts and says nothing, then no call waits for it', async () => {
    const silent = await startTcpServer(() => undefined);
    closing.push(() => silent.close());
    const cache = cacheOn(connectionTo(silent.url));
    const started = performance.now();
    for (let version = 1; version <= 50; version += 1) {
      database.write(ACCOUNT, version);
      expect(versionOf(await cache.get(ACCOUNT))).toBe(version);
    }
    expect(performance.now() - started).toBeLessThan(50 * COMMAND_TIMEOUT_MS * 0.2);
    expect(bypassed()).toBe(true);
    await expect(cache.invalidate(ACCOUNT)).rejects.toMatchObject({ code: 'REDIS_DOWN' });
  });

  it('when it hangs in the middle, then that costs one timeout and not one per call, and it is used again later', async () => {
    const proxy = await startProxy();
    const redis = connectionTo(proxy.url);
    await redis.ping();
    const cache = cacheOn(redis);
    database.write(ACCOUNT, 1);
    await cache.get(ACCOUNT);
    await cache.get(ACCOUNT);
    expect(results).toEqual(['miss', 'hit']);

    proxy.hang();
    results.length = 0;
    const started = performance.now();
    for (let version = 2; version <= 30; version += 1) {
      database.write(ACCOUNT, version); // and nobody could be told
      expect(versionOf(await cache.get(ACCOUNT))).toBe(version);
    }
    expect(performance.now() - started).toBeLessThan(3 * COMMAND_TIMEOUT_MS);
    expect(bypassed()).toBe(true);
    await expect(cache.invalidate(ACCOUNT)).rejects.toMatchObject({ code: 'REDIS_DOWN' });

    proxy.resume();
    await waitFor(
      () =>
        cache.invalidate(ACCOUNT).then(
          () => true,
          () => false,
        ),
      { what: 'an invalidation that arrives' },
    );
    await waitFor(
      async () => {
        expect(versionOf(await cache.get(ACCOUNT))).toBe(30);
        return results.at(-1) === 'hit';
      },
      { what: 'hits again' },
    );
  });

  it('when 100 callers meet the hang at once, then they share one load', async () => {
    const proxy = await startProxy();
    const redis = connectionTo(proxy.url);
    await redis.ping();
    const cache = cacheOn(redis);
    proxy.hang();
    await Promise.all(Array.from({ length: 100 }, () => cache.get(ACCOUNT)));
    expect(database.loads).toBe(1);
    proxy.resume();
  });

  it('when Redis is down, then a caller never joins a load that began before its call', async () => {
    const cache = cacheOn(connectionTo(await deadUrl()));
    database.write(ACCOUNT, 1);
    database.hold();
    const early = cache.get(ACCOUNT);
    await waitFor(() => database.waiting() === 1, { what: 'the first load' });
    database.write(ACCOUNT, 2);
    const late = [cache.get(ACCOUNT), cache.get(ACCOUNT), cache.get(ACCOUNT)];
    database.release();
    expect(versionOf(await early)).toBe(1);
    expect((await Promise.all(late)).map(versionOf)).toEqual([2, 2, 2]);
    expect(database.loads).toBe(2);
  });

  it('when Redis is down, then at most four ask the database at once', async () => {
    const cache = cacheOn(connectionTo(await deadUrl()));
    await Promise.all(Array.from({ length: 60 }, (_, index) => cache.get(`account-${index}`)));
    expect(database.runningMax).toBe(4);
    database.fail(new Error('the database is down too'));
    await expect(cache.get(ACCOUNT)).rejects.toThrow('the database is down too');
    database.fail(null);
    expect(await cache.get(ACCOUNT)).toEqual([]);
  });

  it('when the connection is cut in mid-flight, then the call is answered from the database', async () => {
    const proxy = await startProxy();
    const redis = connectionTo(proxy.url);
    await redis.ping();
    const cache = cacheOn(redis);
    database.write(ACCOUNT, 1);
    await cache.get(ACCOUNT);
    database.write(ACCOUNT, 2);
    proxy.hang();
    const cut = cache.get(ACCOUNT);
    await new Promise((resolve) => setImmediate(resolve));
    proxy.cut();
    expect(versionOf(await cut)).toBe(2);
    proxy.resume();
    await waitFor(() => redis.isUp(), { what: 'the connection' });
  });

  it('when a killed server comes back from an old snapshot, then its old lists stay dead', async () => {
    const proxy = await startProxy();
    const redis = connectionTo(proxy.url);
    await redis.ping();
    const [cache, other] = [cacheOn(redis), cacheOn(redis)];
    database.write(ACCOUNT, 1);
    await cache.get(ACCOUNT);
    const direct = connectionTo(namespace.REDIS_URL);
    await direct.connect();
    const keysNow = async () =>
      (await direct.client.keys(`${namespace.REDIS_PREFIX}*`)).map((key) =>
        key.slice(namespace.REDIS_PREFIX.length),
      );
    const keys = await waitFor(async () => {
      const found = await keysNow();
      return found.length === 2 && found;
    });
    const snapshot = await Promise.all(
      keys.map(async (key) => [key, (await direct.client.get(key)) ?? ''] as const),
    );

    database.write(ACCOUNT, 2);
    await cache.invalidate(ACCOUNT);
    expect(versionOf(await other.get(ACCOUNT))).toBe(2);

    // SIGKILL, and up again with what was saved before: the old generation and, with time left, the old list.
    for (const [key, value] of snapshot) await direct.client.set(key, value, 'PX', 300_000);
    proxy.restartAs('f'.repeat(40));
    await waitFor(() => redis.serverId() === 'f'.repeat(12), { what: 'the other run' });
    results.length = 0;
    expect(versionOf(await cache.get(ACCOUNT))).toBe(2);
    expect(versionOf(await cacheOn(redis).get(ACCOUNT))).toBe(2);
    expect(bypassed()).toBe(false);
  });
});
