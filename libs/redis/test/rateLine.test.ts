import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@kassahook/platform/clock';
import { newId } from '@kassahook/platform/ids';
import { createSilentLogger } from '@kassahook/platform/logger';
import { rateKey } from '@kassahook/redis/keys';
import { CATCH_UP_MS, createRateLine, PATIENCE_MS, type RateLine } from '@kassahook/redis/rateLine';
import { createRedis, type RedisConnection } from '@kassahook/redis/redis';
import { createTestNamespace, type TestNamespace } from '@kassahook/testing/testServices';
import { waitFor } from '@kassahook/testing/waitFor';
import { startRedisProxy } from './support.js';

const DAY_MS = 86_400_000;

let namespace: TestNamespace;
let connections: RedisConnection[];
let workers: RateLine[];
beforeAll(async () => {
  namespace = await createTestNamespace(['redis']);
  connections = [connectionTo(namespace.REDIS_URL), connectionTo(namespace.REDIS_URL)];
  await Promise.all(connections.map(up));
  workers = connections.map((redis) => createRateLine({ redis, clock: systemClock, workersExpected: 2 }));
});
afterAll(async () => {
  await Promise.all(connections.map((redis) => redis.close()));
  await namespace.drop();
});

const connectionTo = (url: string, commandTimeoutMs = 2_000) =>
  createRedis({
    url,
    prefix: namespace.REDIS_PREFIX,
    logger: createSilentLogger(),
    commandTimeoutMs,
  });

/** Another attempt, and how long it may wait. */
const aWhile = (waitMaxMs = DAY_MS) => ({ attemptId: newId(), waitMaxMs });

/** However busy the machine is. */
const up = (redis: RedisConnection) => waitFor(() => redis.connect().then(() => true), { what: 'Redis' });

/** Places in a webhook's line, after one that goes at once. */
async function placesIn(webhook: { webhookId: string; maxPerSecond: number }, count: number) {
  // In one go to Redis: no turn comes meanwhile.
  const takes = Array.from({ length: 1 + count }, () => workers[0]!.take({ ...webhook, ...aWhile() }));
  const [first, ...others] = await Promise.all(takes);
  expect(first).toBeNull();
  return others.map((taken) => taken!.place);
}

/** Asks until the place has its turn. @returns ms that it took */
async function untilTurn(webhook: { webhookId: string; maxPerSecond: number }, place: number, worker = 0) {
  const startedMs = performance.now();
  const isGranted = async () => (await workers[worker]!.ask(webhook, [place])).granted === 1;
  await waitFor(isGranted, { intervalMs: 2, what: `the turn of ${place}` });
  return performance.now() - startedMs;
}

describe('the line of a webhook with a rate', () => {
  it('when two workers ask at once for all that they hold, then turns come in the order of arrival, at the rate', async () => {
    const webhook = { webhookId: 'w1', maxPerSecond: 50 };
    const places = await placesIn(webhook, 40);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    const gone: { place: number; atMs: number }[] = [];
    const serve = async (worker: number) => {
      let mine = places.filter((_place, index) => index % 2 === worker);
      await waitFor(
        async () => {
          const { granted } = await workers[worker]!.ask(webhook, mine);
          for (const place of mine.slice(0, granted)) gone.push({ place, atMs: performance.now() });
          mine = mine.slice(granted);
          return mine.length === 0;
        },
        { intervalMs: 1 },
      );
    };
    await Promise.all([serve(0), serve(1)]);
    const order = gone.map(({ place }) => places.indexOf(place));
    // Two answers may overtake each other on their way to this process, no more.
    order.forEach((index, turn) => expect(Math.abs(index - turn)).toBeLessThanOrEqual(1));
    const tookMs = gone.at(-1)!.atMs - gone[0]!.atMs;
    expect(tookMs).toBeGreaterThan(39 * 20 - CATCH_UP_MS - 10);
  });

  it('when somebody is late for its turn, then it is waited for, and those behind it keep their order', async () => {
    const webhook = { webhookId: 'late', maxPerSecond: 100 };
    const [first, second] = await placesIn(webhook, 2);
    await waitFor(async () => (await workers[1]!.ask(webhook, [second!])).isHeadMissing, { intervalMs: 2 });
    expect((await workers[1]!.ask(webhook, [second!])).granted).toBe(0);
    expect(await untilTurn(webhook, first!)).toBeLessThan(PATIENCE_MS / 2);
    expect(await untilTurn(webhook, second!, 1)).toBeLessThan(PATIENCE_MS / 2);
  });

  it('when it is so late that others went, then it is the next to go when it comes', async () => {
    const webhook = { webhookId: 'very-late', maxPerSecond: 10 };
    const [late, second, third] = await placesIn(webhook, 3);
    expect(await untilTurn(webhook, second!)).toBeGreaterThan(PATIENCE_MS - CATCH_UP_MS);
    // Both ask, and the one that was passed by goes first.
    const turns: number[] = [];
    await waitFor(
      async () => {
        const left = [late!, third!].filter((place) => !turns.includes(place));
        const { granted } = await workers[0]!.ask(webhook, left);
        turns.push(...left.slice(0, granted));
        return turns.length === 2;
      },
      { intervalMs: 2 },
    );
    expect(turns).toEqual([late, third]);
  });

  it('when two workers wait for one that does not come, then the first of theirs goes', async () => {
    const webhook = { webhookId: 'gone', maxPerSecond: 2 };
    const [, second, third] = await placesIn(webhook, 3);
    const order: string[] = [];
    await Promise.all([
      untilTurn(webhook, third!, 1).then(() => order.push('third')),
      untilTurn(webhook, second!, 0).then(() => order.push('second')),
    ]);
    expect(order).toEqual(['second', 'third']);
  });

  it('when every other place is lost with a worker, then that costs patience once, not for each', async () => {
    const webhook = { webhookId: 'killed', maxPerSecond: 50 };
    const places = await placesIn(webhook, 40);
    const startedMs = performance.now();
    for (const place of places.filter((_place, index) => index % 2 === 1)) await untilTurn(webhook, place);
    // The first patience, then as much for each lost place as the one before it took.
    expect(performance.now() - startedMs).toBeLessThan(PATIENCE_MS + 20 * 20 * 2 + 500);
  });

  it('when an attempt comes again because its worker or the answer was lost, then it has the place that it had', async () => {
    const webhook = { webhookId: 'again', maxPerSecond: 5 };
    const mine = aWhile();
    const takes = [aWhile(), mine, aWhile()].map((one) => workers[0]!.take({ ...webhook, ...one }));
    const [, first, second] = await Promise.all(takes);
    expect((await workers[1]!.take({ ...webhook, ...mine }))!.place).toBe(first!.place);
    await untilTurn(webhook, first!.place);
    // Its turn was used or was not: nobody knows, so it is the next to go.
    expect(await workers[1]!.take({ ...webhook, ...mine })).toEqual({ place: first!.place, waitMs: 0 });
    expect((await workers[1]!.take({ ...webhook, ...aWhile() }))!.place).toBeGreaterThan(second!.place);
  });

  it('when a place is given up, then nobody waits for it', async () => {
    const webhook = { webhookId: 'given-up', maxPerSecond: 100 };
    const [first, second, third] = await placesIn(webhook, 3);
    await workers[0]!.giveUp(webhook.webhookId, second!);
    await workers[0]!.giveUp(webhook.webhookId, first!);
    expect(await untilTurn(webhook, third!)).toBeLessThan(PATIENCE_MS / 2);
    // The line is empty: the next one just goes.
    await waitFor(async () => (await workers[0]!.take({ ...webhook, ...aWhile(0) })) === null, {
      intervalMs: 2,
    });
  });

  it('when the rate changes, then the line is the same, at another speed', async () => {
    const slow = { webhookId: 'changed', maxPerSecond: 1 };
    const [first, second] = await placesIn(slow, 2);
    const fast = { ...slow, maxPerSecond: 100 };
    const next = await workers[0]!.take({ ...fast, ...aWhile() });
    expect(next!.place).toBeGreaterThan(second!);
    await untilTurn(fast, first!);
    expect(await untilTurn(fast, second!)).toBeLessThan(500);
    expect(await untilTurn(fast, next!.place)).toBeLessThan(500);
  });

  it('when Redis has lost the line, then who has a place of it goes before those who come now', async () => {
    const webhook = { webhookId: 'lost', maxPerSecond: 5 };
    const [old] = await placesIn(webhook, 1);
    await connections[0]!.client.del(rateKey(webhook.webhookId));
    const [fresh] = await placesIn(webhook, 1);
    expect(fresh).toBeGreaterThan(old!);
    const turns: number[] = [];
    await waitFor(async () => {
      const left = [old!, fresh!].filter((place) => !turns.includes(place));
      turns.push(...left.slice(0, (await workers[0]!.ask(webhook, left)).granted));
      return turns.length === 2;
    });
    expect(turns).toEqual([old, fresh]);
  });

  it('when the wait would be longer than the limit, then no place is taken, and what leaves room is', async () => {
    const request = { webhookId: 'long', maxPerSecond: 1 };
    const answers = [];
    for (let count = 0; count < 4; count += 1) {
      answers.push(await workers[0]!.take({ ...request, ...aWhile(1_500) }));
    }
    expect(answers[0]).toBeNull();
    expect(answers[1]!.waitMs).toBeLessThanOrEqual(1_000);
    expect(answers.slice(2)).toEqual([undefined, undefined]);
    expect((await workers[0]!.take({ ...request, ...aWhile() }))!.waitMs).toBeLessThanOrEqual(2_000);
  });

  it('when Redis is not there, then a worker keeps to its share of the rate, in the order of arrival', async () => {
    const redis = connectionTo('redis://127.0.0.1:9');
    let now = 1_000_000;
    const line = createRateLine({ redis, clock: { now: () => now }, workersExpected: 4 });
    const webhook = { webhookId: 'w4', maxPerSecond: 10 };
    const taken = [];
    for (let count = 0; count < 4; count += 1) {
      taken.push(await line.take({ ...webhook, ...aWhile(1_000) }));
    }
    expect(taken).toEqual([
      null,
      { place: 1_000_000_000, waitMs: 400 },
      { place: 1_000_000_001, waitMs: 800 },
      undefined,
    ]);
    const places = [1_000_000_000, 1_000_000_001];
    expect(await line.ask(webhook, places)).toMatchObject({ granted: 0, freeInMs: 400, line: null });
    now += 400;
    expect(await line.ask(webhook, places)).toMatchObject({ granted: 1, freeInMs: 400 });
    now += 1_300;
    expect(await line.ask(webhook, places.slice(1))).toMatchObject({ granted: 1 });
    await redis.close();
  });

  it('when Redis hangs for a moment, then it is asked again; when it goes on, then the worker helps itself', async () => {
    const proxy = await startRedisProxy(namespace.REDIS_URL);
    const redis = connectionTo(proxy.url, 200);
    await up(redis);
    const line = createRateLine({ redis, clock: systemClock, workersExpected: 1 });
    const webhook = { webhookId: 'hangs', maxPerSecond: 100 };
    const takes = [1, 2].map(() => line.take({ ...webhook, ...aWhile() }));
    const place = (await Promise.all(takes))[1]!.place;
    proxy.hang();
    const startedMs = performance.now();
    expect(await line.ask(webhook, [place])).toMatchObject({ granted: 0, isHeadMissing: true });
    await waitFor(async () => (await line.ask(webhook, [place])).granted === 1);
    expect(performance.now() - startedMs).toBeGreaterThan(1_000);
    proxy.resume();
    await redis.close();
    await proxy.close();
  });
});
