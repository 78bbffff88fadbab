import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { LiveBatch, LiveFact } from '@kassahook/contracts/live';
import { systemClock } from '@kassahook/platform/clock';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createTestNamespace, type TestNamespace } from '@kassahook/testing/testServices';
import { waitFor } from '@kassahook/testing/waitFor';
import { liveChannel, WATCHED_KEY } from '../src/keys.js';
import { createLiveChannels, type LiveChannels } from '../src/liveChannels.js';
import { createLivePublisher, type LivePublisher } from '../src/livePublisher.js';
import { createRedis, type RedisConnection } from '../src/redis.js';
import { deadUrl, startRedisProxy } from './support.js';

const logger = createSilentLogger();
const fact = (at: string): LiveFact => ({ event: 'webhooks', data: { at } });

let namespace: TestNamespace;
let redis: RedisConnection;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  namespace = await createTestNamespace(['redis']);
  redis = createRedis({
    url: namespace.REDIS_URL,
    prefix: namespace.REDIS_PREFIX,
    logger,
    commandTimeoutMs: 2_000,
  });
  await redis.connect();
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
afterAll(async () => {
  await redis.close();
  await namespace.drop();
});

function publisher(of: RedisConnection = redis): LivePublisher {
  const made = createLivePublisher({ redis: of, clock: systemClock, readMs: 50, gatherMs: 20 });
  closing.push(() => made.close());
  made.start();
  return made;
}

function channels(
  url = namespace.REDIS_URL,
  commandTimeoutMs?: number,
): LiveChannels & { heard: [string, LiveBatch][]; states: boolean[] } {
  const heard: [string, LiveBatch][] = [];
  const states: boolean[] = [];
  const made = createLiveChannels({
    url,
    prefix: namespace.REDIS_PREFIX,
    redis,
    clock: systemClock,
    logger,
    onBatch: (accountId, batch) => void heard.push([accountId, batch]),
    onState: (isUp) => void states.push(isUp),
    beatMs: 50,
    ...(commandTimeoutMs !== undefined && { commandTimeoutMs }),
  });
  closing.push(() => made.stop());
  return { ...made, heard, states };
}

describe('telling those who watch', () => {
  it('when nobody watches an account, then nothing is published for it', async () => {
    const sides = [channels(), publisher()] as const;
    const [listening, worker] = sides;
    listening.open('watched');
    await waitFor(() => worker.isWatched('watched') && listening.isUp());
    expect(worker.isWatched('unwatched')).toBe(false);
    const raw = createRedis({ url: namespace.REDIS_URL, prefix: '', logger });
    closing.push(() => raw.close());
    const all: string[] = [];
    const subscriber = raw.client.duplicate();
    closing.push(() => {
      subscriber.disconnect();
      return Promise.resolve();
    });
    await subscriber.connect().catch(() => undefined);
    await subscriber.subscribe(namespace.REDIS_PREFIX + liveChannel('unwatched'));
    subscriber.on('message', (_channel, text) => void all.push(text));
    worker.tell('unwatched', fact('1'));
    worker.tell('watched', fact('2'));
    worker.tell('watched', fact('3'));
    await waitFor(() => listening.heard.length > 0);
    expect(listening.heard).toEqual([['watched', { v: 1, facts: [fact('2'), fact('3')], more: 0 }]]);
    expect(all).toEqual([]);
  });

  it('when nobody watches any more, then workers stop publishing once the mark has run out', async () => {
    const worker = publisher();
    await redis.client.zadd(WATCHED_KEY, Date.now() + 200, 'leaving');
    await waitFor(() => worker.isWatched('leaving'));
    await waitFor(() => !worker.isWatched('leaving'));
  });

  it('when an account is closed, then nothing of it is heard, and of the others it is', async () => {
    const [listening, worker] = [channels(), publisher()];
    listening.open('one');
    listening.open('two');
    await waitFor(() => worker.isWatched('one') && worker.isWatched('two') && listening.isUp());
    listening.close('one');
    worker.tell('one', fact('1'));
    worker.tell('two', fact('2'));
    await waitFor(() => listening.heard.length > 0);
    expect(listening.heard.map(([accountId]) => accountId)).toEqual(['two']);
  });

  it('when a message is of another version, then it is heard that something was', async () => {
    const listening = channels();
    listening.open('mixed');
    await waitFor(() => listening.isUp());
    await redis.client.publish(`${namespace.REDIS_PREFIX}${liveChannel('mixed')}`, '{"v":2}');
    await waitFor(() => listening.heard.length > 0);
    expect(listening.heard).toEqual([['mixed', { v: 1, facts: [], more: 1 }]]);
  });

  it('when the connection is cut, or hangs, then that is told, and after it everything is heard again', async () => {
    const proxy = await startRedisProxy(namespace.REDIS_URL);
    closing.push(() => proxy.close());
    const [listening, worker] = [channels(proxy.url), publisher()];
    listening.open('tough');
    await waitFor(() => listening.isUp() && worker.isWatched('tough'));
    proxy.cut();
    await waitFor(() => listening.states.includes(false) && listening.isUp());
    proxy.hang();
    await waitFor(() => !listening.isUp(), { what: 'the hanging connection to be noticed' });
    proxy.resume();
    await waitFor(() => listening.isUp());
    expect(listening.states).toEqual([true, false, true, false, true]);
    worker.tell('tough', fact('after'));
    await waitFor(() => listening.heard.length > 0);
  });

  it('when Redis takes longer than a second and may, then what is published arrives', async () => {
    const proxy = await startRedisProxy(namespace.REDIS_URL);
    closing.push(() => proxy.close());
    const listening = channels(proxy.url, 10_000);
    listening.open('slow');
    await waitFor(() => listening.isUp());
    proxy.hang();
    listening.open('slower');
    // Longer than a connection is given by itself.
    const startedMs = performance.now();
    await waitFor(() => performance.now() - startedMs > 1_500);
    proxy.resume();
    const worker = publisher();
    await waitFor(() => worker.isWatched('slower'));
    worker.tell('slower', fact('1'));
    await waitFor(() => listening.heard.length > 0);
    expect(listening.states).toEqual([true]);
  });

  it('when there is no Redis, then telling costs nothing and fails nobody', async () => {
    const dead = createRedis({ url: await deadUrl(), prefix: '', logger, commandTimeoutMs: 50 });
    closing.push(() => dead.close());
    const worker = publisher(dead);
    worker.tell('nobody', fact('1'));
    expect(worker.isWatched('nobody')).toBe(false);
  });
});
