import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createCallQuota } from '@kassahook/redis/callQuota';
import { createRedis } from '@kassahook/redis/redis';
import { createTestNamespace, type TestNamespace } from '@kassahook/testing/testServices';

let namespace: TestNamespace;
beforeAll(async () => {
  namespace = await createTestNamespace(['redis']);
});
afterAll(() => namespace.drop());

let now = 1_000_000_000_000;
const connectionTo = (url: string, commandTimeoutMs = 2_000) =>
  createRedis({ url, prefix: namespace.REDIS_PREFIX, logger: createSilentLogger(), commandTimeoutMs });
const quotaOf = (redis: ReturnType<typeof connectionTo>) =>
  createCallQuota({ redis, name: 'test', max: 2, windowMs: 60_000, clock: { now: () => now } });

describe('call quota', () => {
  it('when two processes call, then the limit is theirs together, per subject and window', async () => {
    const [first, second] = [connectionTo(namespace.REDIS_URL), connectionTo(namespace.REDIS_URL)];
    await Promise.all([first.connect(), second.connect()]);
    const [a, b] = [quotaOf(first), quotaOf(second)];
    expect([await a.take('w'), await b.take('w')]).toEqual([0, 0]);
    const leftMs = await a.take('w');
    expect(leftMs).toBe(60_000 - (now % 60_000));
    expect(await b.take('other')).toBe(0);
    now += leftMs;
    expect(await b.take('w')).toBe(0);
    await Promise.all([first.close(), second.close()]);
  });

  it('when Redis is not there, then the process counts by itself', async () => {
    const redis = connectionTo('redis://127.0.0.1:9', 200);
    const quota = quotaOf(redis);
    expect([await quota.take('x'), await quota.take('x')]).toEqual([0, 0]);
    expect(await quota.take('x')).toBeGreaterThan(0);
    await redis.close();
  });
});
