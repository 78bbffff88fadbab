import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@kassahook/platform/clock';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createTestNamespace, type TestNamespace } from '@kassahook/testing/testServices';
import { createLeasedLimiter } from '../src/leasedLimiter.js';
import { createRateLimiter, type RateVerdict } from '../src/rateLimiter.js';
import { createRedis, type RedisConnection } from '../src/redis.js';
import { deadUrl } from './support.js';

const logger = createSilentLogger();
const windowMs = 60_000;
let namespace: TestNamespace;
let redis: RedisConnection;
let otherProcess: RedisConnection;
let dead: RedisConnection;

beforeAll(async () => {
  namespace = await createTestNamespace(['redis']);
  const connection = () =>
    createRedis({
      url: namespace.REDIS_URL,
      prefix: namespace.REDIS_PREFIX,
      logger,
      commandTimeoutMs: 2_000,
    });
  redis = connection();
  otherProcess = connection();
  dead = createRedis({ url: await deadUrl(), prefix: '', logger, commandTimeoutMs: 50 });
  await Promise.all([redis.connect(), otherProcess.connect()]);
});
afterAll(async () => {
  await Promise.all([redis.close(), otherProcess.close(), dead.close()]);
  await namespace.drop();
});

const limiterOf = (connection: RedisConnection, name: string, points: number) =>
  createRateLimiter({ redis: connection, clock: systemClock, name, points, windowMs });
const allowedOf = (verdicts: (RateVerdict | null)[]): number =>
  verdicts.filter((verdict) => verdict?.isAllowed).length;

describe('a limit in Redis', () => {
  it('when two processes take at once, then together they get the limit', async () => {
    const limiters = [limiterOf(redis, 'both', 10), limiterOf(otherProcess, 'both', 10)];
    const verdicts = await Promise.all(
      Array.from({ length: 30 }, (_, index) => limiters[index % 2]!.take('key')),
    );
    expect(allowedOf(verdicts)).toBe(10);
    const refused = verdicts.find(({ isAllowed }) => !isAllowed)!;
    expect(refused).toMatchObject({ limit: 10, remaining: 0 });
    expect(refused.resetMs).toBeGreaterThan(50_000);
    expect((await limiters[0]!.take('another')).isAllowed).toBe(true);
    await limiters[0]!.reset('key');
    expect((await limiters[1]!.take('key')).isAllowed).toBe(true);
  });

  it('when Redis is away, then a fifth is let through, and no more', async () => {
    const limiter = limiterOf(dead, 'away', 10);
    const verdicts: RateVerdict[] = [];
    for (let taken = 0; taken < 10; taken += 1) verdicts.push(await limiter.take('key'));
    expect(allowedOf(verdicts)).toBe(2);
  });
});

describe('a limit by leases', () => {
  it('when many take, then Redis is asked once for many of them, and the limit holds over processes', async () => {
    let asked = 0;
    const leased = [redis, otherProcess].map((connection) => {
      const limiter = limiterOf(connection, 'leased', 200);
      const counting: Pick<typeof limiter, 'take'> = {
        take: (key, points) => {
          asked += 1;
          return limiter.take(key, points);
        },
      };
      return createLeasedLimiter({ limiter: counting, points: 200, clock: systemClock });
    });
    const verdicts: (RateVerdict | null)[] = [];
    for (let taken = 0; taken < 300; taken += 1) verdicts.push(await leased[taken % 2]!.take('key'));
    const allowed = allowedOf(verdicts);
    expect(allowed).toBe(200);
    // 200 points in leases of 4, and one refusal for each process.
    expect(asked).toBeLessThanOrEqual(52);
    expect(leased[0]!.isUsedUp('key')).toBe(true);
    expect(leased[0]!.isUsedUp('another')).toBe(false);
  });

  it('when points are in hand, then the answer is there at once', async () => {
    const leased = createLeasedLimiter({
      limiter: limiterOf(redis, 'at-once', 1_000),
      points: 1_000,
      clock: systemClock,
    });
    expect(await leased.take('key')).toMatchObject({ isAllowed: true, limit: 1_000, remaining: 999 });
    expect(leased.take('key')).not.toBeInstanceOf(Promise);
  });

  it('when the window ends, then another begins', async () => {
    let nowMs = 0;
    const answers: RateVerdict[] = [
      { isAllowed: true, limit: 50, remaining: 0, resetMs: 1_000 },
      { isAllowed: true, limit: 50, remaining: 49, resetMs: 1_000 },
    ];
    const leased = createLeasedLimiter({
      limiter: { take: () => Promise.resolve(answers.shift()!) },
      points: 50,
      clock: { now: () => nowMs },
    });
    expect((await leased.take('key'))?.isAllowed).toBe(true);
    expect(leased.take('key')).toMatchObject({ isAllowed: false, resetMs: 1_000 });
    nowMs = 1_000;
    expect((await leased.take('key'))?.isAllowed).toBe(true);
  });

  it('when there is no limit, then nobody is asked', () => {
    const limiter = { take: () => Promise.reject(new Error('asked')) };
    expect(createLeasedLimiter({ limiter, points: 0, clock: systemClock }).take('key')).toBeNull();
  });
});
