import { afterEach, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { deliverFirstQueue, deadQueue } from '@kassahook/amqp/names';
import { composeDeliverer, DELIVERER_SETTINGS } from '@kassahook/deliverer/compose';
import { composeNotifier, NOTIFIER_SETTINGS } from '@kassahook/notifier/compose';
import { testContext } from '@kassahook/testing/composeContext';
import { createTcpProxy } from '@kassahook/testing/tcpProxy';
import { waitFor } from '@kassahook/testing/waitFor';
import { openShift, sell, subscribe } from '../e2e/documents.js';
import { createPipeline, type Pipeline } from '../e2e/pipeline.js';

let pipeline: Pipeline | undefined;
const extra: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of extra.splice(0)) await one.stop();
  await pipeline?.close();
  pipeline = undefined;
}, 40_000);

function envOf(p: Pipeline, more: Record<string, string> = {}): Record<string, string> {
  const { POSTGRES_URL, MONGO_URL, REDIS_URL, REDIS_PREFIX, RABBITMQ_URL } = p.namespace;
  return { POSTGRES_URL, MONGO_URL, REDIS_URL, REDIS_PREFIX, RABBITMQ_URL, LADDER_MS: '0,150,300,450,600', RELAY_AGE_MS: '5000', ...more };
}

describe('Redis out of the API’s reach', () => {
  it('a webhook that was answered 201 hears every event committed after the answer', async () => {
    pipeline = await createPipeline({ RELAY_AGE_MS: '5000' }); // production's default
    const redisUrl = new URL(pipeline.namespace.REDIS_URL);
    const proxy = await createTcpProxy({ targetPort: Number(redisUrl.port || 6379) });
    redisUrl.host = `127.0.0.1:${proxy.port}`;
    await pipeline.start({ name: 'api', settings: { REDIS_URL: redisUrl.toString() } }, 'notifier', 'deliverer');
    const account = await pipeline.createAccount();
    await openShift(pipeline, account); // fills the cache with the empty list
    await sell(pipeline, account, 1);
    await waitFor(async () => (await pipeline!.events.listSince({ since: new Date(0), limit: 10, accountId: account.accountId })).length >= 2);
    proxy.pause(); // between the API and Redis only
    await subscribe(pipeline, account, '/new'); // 201
    for (let n = 2; n <= 6; n++) await sell(pipeline, account, n);
    proxy.resume();
    await delay(9_000); // the relay has told the caches by now
    await sell(pipeline, account, 7);
    await pipeline.receiver.received('/new', 1);
    await delay(1_000);
    const got = pipeline.receiver.requests('/new').map((r) => JSON.parse(r.body).data.number);
    await proxy.close();
    expect(got.sort()).toEqual([2, 3, 4, 5, 6, 7]);
  }, 60_000);
});

describe('parking', () => {
  it('after an outage longer than PARK_LIMIT_MS a healthy endpoint gets its deliveries, none is dead without a request', async () => {
    pipeline = await createPipeline({ LADDER_MS: '0,150', PARK_LIMIT_MS: '1000', ENDPOINT_CONCURRENCY_MAX: '2' });
    await pipeline.start('api', 'notifier');
    const account = await pipeline.createAccount();
    await subscribe(pipeline, account, '/healthy');
    // healthy: always 204, after 300 ms
    const slow = pipeline.receiver;
    void slow;
    await openShift(pipeline, account);
    for (let n = 1; n <= 30; n++) await sell(pipeline, account, n);
    await waitFor(async () => ((await pipeline!.amqp.depths([deliverFirstQueue]))[deliverFirstQueue] ?? 0) >= 30);
    await delay(1_500); // no deliverer for longer than the parking limit (1 h in production)
    await pipeline.start('deliverer');
    await delay(8_000);
    const attempts = await pipeline.mongo.db().collection('attempts').find({ errorClass: 'PARKED_TOO_LONG' }).toArray();
    console.log('requests', pipeline.receiver.requests('/healthy').length, 'PARKED_TOO_LONG', attempts.length, 'dead', attempts.filter((a) => a['state'] === 'dead').length);
    expect(attempts).toHaveLength(0);
  }, 60_000);
});

describe('two workers', () => {
  it('two copies of a delivery (a hint repeated after a slow confirm) are one POST, and a delivered delivery is not retried', async () => {
    pipeline = await createPipeline();
    await pipeline.start('api', 'notifier');
    const account = await pipeline.createAccount();
    await subscribe(pipeline, account, '/w');
    await openShift(pipeline, account);
    await sell(pipeline, account, 1);
    await waitFor(async () => ((await pipeline!.amqp.depths([deliverFirstQueue]))[deliverFirstQueue] ?? 0) === 1);
    await pipeline.stop('notifier');
    // Take the message and put it back twice: as it was, and as the notifier repeats it (repeat: true).
    const consumer = pipeline.amqp.createConsumer({
      queue: deliverFirstQueue,
      prefetch: 1,
      handle: (m) => { body = m.body.toString(); m.ack(); },
    });
    let body = '';
    await waitFor(() => body !== '');
    await consumer.stop();
    let calls = 0;
    pipeline.receiver.script('/w', () => ({ status: calls++ === 0 ? 200 : 500 }));
    for (const name of ['a', 'b']) {
      const d = composeDeliverer(testContext(name, DELIVERER_SETTINGS, envOf(pipeline)));
      await d.start(new AbortController().signal);
      extra.push(d);
    }
    const publisher = pipeline.amqp.createPublisher();
    const repeat = JSON.stringify({ ...JSON.parse(body), repeat: true });
    await Promise.all([publisher.publish({ queue: deliverFirstQueue, body }), publisher.publish({ queue: deliverFirstQueue, body: repeat })]);
    await delay(6_000);
    const posts = pipeline.receiver.requests('/w').map((r) => r.headers['kassahook-attempt']);
    const log = await pipeline.mongo.db().collection('attempts').find({}).toArray();
    console.log('POSTs of one delivery, by attempt:', posts, 'log:', log.map((a) => `${String(a['attempt'])}:${String(a['state'])}`));
    expect(posts).toEqual(['1']);
  }, 60_000);

  it('a worker killed between “next tier published” and its ack doubles nothing on later tiers', async () => {
    pipeline = await createPipeline({ LADDER_MS: '0,1000,1200,1400' });
    await pipeline.start('api', 'notifier');
    const account = await pipeline.createAccount();
    await subscribe(pipeline, account, '/k');
    await openShift(pipeline, account);
    await sell(pipeline, account, 1);
    await waitFor(async () => ((await pipeline!.amqp.depths([deliverFirstQueue]))[deliverFirstQueue] ?? 0) === 1);
    let body = '';
    const consumer = pipeline.amqp.createConsumer({ queue: deliverFirstQueue, prefetch: 1, handle: (m) => { body = m.body.toString(); m.ack(); } });
    await waitFor(() => body !== '');
    await consumer.stop();
    pipeline.receiver.script('/k', () => ({ status: 500 }));
    for (const name of ['a', 'b']) {
      const d = composeDeliverer(testContext(name, DELIVERER_SETTINGS, envOf(pipeline, { LADDER_MS: '0,1000,1200,1400' })));
      await d.start(new AbortController().signal);
      extra.push(d);
    }
    const publisher = pipeline.amqp.createPublisher();
    await publisher.publish({ queue: deliverFirstQueue, body });
    await waitFor(async () => ((await pipeline!.amqp.depths(['delay.1000']))['delay.1000'] ?? 0) === 1);
    // The ack was lost with the worker: the same message again, after its attempt was logged and the next tier published.
    await publisher.publish({ queue: deliverFirstQueue, body: JSON.stringify({ ...JSON.parse(body), repeat: true }) });
    await delay(8_000);
    const posts = pipeline.receiver.requests('/k').map((r) => r.headers['kassahook-attempt']);
    console.log('POSTs after a kill between publish and ack:', posts);
    expect(posts).toEqual(['1', '2', '3', '4']);
  }, 60_000);
});

describe('two notifiers', () => {
  it('a shift that opens and closes at once is delivered as two events, each once', async () => {
    pipeline = await createPipeline({ RELAY_AGE_MS: '5000' });
    await pipeline.start('api', 'deliverer', 'notifier');
    const second = composeNotifier(testContext('n2', NOTIFIER_SETTINGS, envOf(pipeline)));
    await second.start(new AbortController().signal);
    extra.push(second);
    const d2 = composeDeliverer(testContext('d2', DELIVERER_SETTINGS, envOf(pipeline)));
    await d2.start(new AbortController().signal);
    extra.push(d2);
    const account = await pipeline.createAccount();
    await subscribe(pipeline, account, '/s', { types: { shifts: true } });
    for (let n = 1; n <= 60; n++) {
      await pipeline.call(account.deviceToken, 'POST', '/api/device/shifts', { number: n });
      await pipeline.call(account.deviceToken, 'POST', `/api/device/shifts/${n}/close`, {});
    }
    await delay(5_000);
    const ids = pipeline.receiver.requests('/s').map((r) => r.headers['webhook-id']);
    console.log('events 120, POSTs', ids.length, 'distinct', new Set(ids).size);
    expect(ids.length).toBe(new Set(ids).size);
  }, 60_000);
});

describe('a fault of ours that is not an outage', () => {
  it('a delivery whose secret cannot be opened ends visibly, not in `dead` without a trace', async () => {
    pipeline = await createPipeline();
    await pipeline.start('api', 'notifier', {
      name: 'deliverer',
      settings: { SECRET_KEYS: `k2:${Buffer.alloc(32, 2).toString('base64')}` }, // the old key was taken out too early
    });
    const account = await pipeline.createAccount();
    const webhookId = await subscribe(pipeline, account, '/x');
    await openShift(pipeline, account);
    await sell(pipeline, account, 1);
    const startedAt = Date.now();
    const isDead = async () => ((await pipeline!.amqp.depths([deadQueue]))[deadQueue] ?? 0) > 0;
    await waitFor(isDead, { timeoutMs: 45_000, what: 'a message in dead' });
    const list = await pipeline.call(account.token, 'GET', `/api/deliveries?webhookId=${webhookId}`);
    console.log('in `dead` after', Date.now() - startedAt, 'ms; GET /api/deliveries:', JSON.stringify(list));
    expect((list.body as unknown[]).length).toBe(1);
  }, 60_000);
});
