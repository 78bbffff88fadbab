import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@kassahook/platform/clock';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createRateSlots } from '@kassahook/redis/rateSlots';
import { createRedis } from '@kassahook/redis/redis';
import { createTestNamespace, type TestNamespace } from '@kassahook/testing/testServices';

let namespace: TestNamespace;
beforeAll(async () => {
  namespace = await createTestNamespace(['redis']);
});
afterAll(() => namespace.drop());

const connectionTo = (url: string) =>
  createRedis({ url, prefix: namespace.REDIS_PREFIX, logger: createSilentLogger() });
const day = 86_400_000;

describe('rate slots', () => {
  it('when two workers reserve at once, then the slots are one interval apart, over both', async () => {
    const connections = [connectionTo(namespace.REDIS_URL), connectionTo(namespace.REDIS_URL)];
    await Promise.all(connections.map((redis) => redis.connect()));
    const workers = connections.map((redis) =>
      createRateSlots({ redis, clock: systemClock, workersExpected: 2 }),
    );
    const startedMs = performance.now();
    const request = { webhookId: 'w1', maxPerSecond: 2, waitMaxMs: day };
    const waits = await Promise.all(
      Array.from({ length: 40 }, (_, index) => workers[index % 2]!.reserve(request)),
    );
    const tookMs = performance.now() - startedMs;
    const sorted = waits.map((wait) => wait ?? -1).sort((a, b) => a - b);
    sorted.forEach((wait, place) => {
      expect(wait).toBeLessThanOrEqual(place * 500);
      expect(wait).toBeGreaterThanOrEqual(place * 500 - tookMs - 1);
    });
    // Another rate is another line, and another webhook too.
    expect(await workers[0]!.reserve({ ...request, maxPerSecond: 1 })).toBe(0);
    expect(await workers[0]!.reserve({ ...request, webhookId: 'w2' })).toBe(0);
    await Promise.all(connections.map((redis) => redis.close()));
  });

  it('when the line is longer than the limit, then nothing is reserved, and what leaves room is', async () => {
    const redis = connectionTo(namespace.REDIS_URL);
    await redis.connect();
    const slots = createRateSlots({ redis, clock: systemClock, workersExpected: 2 });
    const request = { webhookId: 'w3', maxPerSecond: 1, waitMaxMs: 1_500 };
    const waits = [];
    for (let count = 0; count < 4; count += 1) waits.push(await slots.reserve(request));
    expect(waits.map((wait) => wait !== null)).toEqual([true, true, false, false]);
    expect(await slots.reserve({ ...request, waitMaxMs: day })).toBeLessThanOrEqual(2_000);
    await redis.close();
  });

  it('when Redis is not there, then a worker keeps to its share of the rate', async () => {
    const redis = connectionTo('redis://127.0.0.1:9');
    let now = 1_000_000;
    const slots = createRateSlots({ redis, clock: { now: () => now }, workersExpected: 4 });
    const request = { webhookId: 'w4', maxPerSecond: 10, waitMaxMs: 1_000 };
    const waits = [];
    for (let count = 0; count < 4; count += 1) waits.push(await slots.reserve(request));
    expect(waits).toEqual([0, 400, 800, null]);
    now += 1_300;
    expect(await slots.reserve(request)).toBe(0);
    await redis.close();
  });
});
