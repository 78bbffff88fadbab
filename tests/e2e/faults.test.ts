import { afterEach, describe, expect, it } from '@jest/globals';
import { deliverFirstQueue } from '@kassahook/amqp/names';
import { startScriptedReceiver } from '@kassahook/testing/scriptedReceiver';
import { firstAttemptsSchema } from '@kassahook/contracts/messages';
import { createTcpProxy } from '@kassahook/testing/tcpProxy';
import { waitFor } from '@kassahook/testing/waitFor';
import { deliveriesOf, openShift, sell, subscribe } from './documents.js';
import { createPipeline, type Pipeline, type TestAccount } from './pipeline.js';

/*
 * Faults that a reviewer proved once, each with its story. They were all silent: every test of the parts was green.
 */

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
}, 60_000);

async function pipelineWith(settings: Record<string, string> = {}): Promise<Pipeline> {
  const pipeline = await createPipeline(settings);
  open.push(pipeline);
  return pipeline;
}

async function storedReceipts(pipeline: Pipeline, { accountId }: TestAccount): Promise<number> {
  const events = await pipeline.events.listSince({ since: new Date(0), limit: 100, accountId });
  return events.filter((event) => event.type === 'RECEIPT').length;
}

/** Takes the one message of first attempts that waits for a deliverer. */
async function takeDelivery(pipeline: Pipeline): Promise<string> {
  let taken = '';
  const consumer = pipeline.amqp.createConsumer({
    queue: deliverFirstQueue,
    prefetch: 1,
    handle: (message) => {
      taken = message.body.toString('utf8');
      message.ack();
    },
  });
  await waitFor(() => taken !== '', { what: 'a delivery in the queue' });
  await consumer.stop();
  return taken;
}

describe('a cache that was not told', () => {
  it('when a webhook was answered 201 while the API cannot reach Redis, then it hears every event committed after the answer', async () => {
    // The notifier believed its cached (empty) list until the relay had told it, and events stored meanwhile had no receiver.
    const pipeline = await pipelineWith({ RELAY_AGE_MS: '60000' });
    const redisUrl = new URL(pipeline.namespace.REDIS_URL);
    const proxy = await createTcpProxy({ targetPort: Number(redisUrl.port || 6379) });
    open.push(proxy);
    redisUrl.host = `127.0.0.1:${proxy.port}`;
    await pipeline.start(
      { name: 'api', settings: { REDIS_URL: redisUrl.toString() } },
      'notifier',
      'deliverer',
    );
    const account = await pipeline.createAccount();
    await openShift(pipeline, account);
    await sell(pipeline, account, 1);
    await waitFor(async () => (await storedReceipts(pipeline, account)) === 1);
    proxy.pause();
    await subscribe(pipeline, account, '/new');
    for (let number = 2; number <= 4; number += 1) await sell(pipeline, account, number);
    const requests = await pipeline.receiver.received('/new', 3);
    const numbers = requests.map(
      ({ body }) => (JSON.parse(body) as { data: { number: number } }).data.number,
    );
    expect(numbers.sort()).toEqual([2, 3, 4]);
    proxy.resume();
  }, 60_000);
});

describe('copies of an attempt', () => {
  it('when a worker died between “next tier published” and its ack, then nothing is doubled on later tiers', async () => {
    const pipeline = await pipelineWith({ LADDER_MS: '0,1000,1200' });
    await pipeline.start('api', 'notifier');
    const account = await pipeline.createAccount();
    const webhookId = await subscribe(pipeline, account, '/copies');
    pipeline.receiver.script('/copies', () => ({ status: 500 }));
    await openShift(pipeline, account);
    await sell(pipeline, account, 1);
    const body = await takeDelivery(pipeline);
    await pipeline.start('deliverer');
    const publisher = pipeline.amqp.createPublisher();
    await publisher.publish({ queue: deliverFirstQueue, body });
    await waitFor(async () => (await pipeline.amqp.depths(['delay.1000']))['delay.1000'] === 1);
    const first = firstAttemptsSchema.parse(JSON.parse(body));
    const events = first.events.map((event) => ({ ...event, repeat: true }));
    await publisher.publish({ queue: deliverFirstQueue, body: JSON.stringify({ ...first, events }) });
    await waitFor(async () => (await deliveriesOf(pipeline, account, webhookId, 'dead')).length === 1);
    const attempts = pipeline.receiver
      .requests('/copies')
      .map((request) => request.headers['kassahook-attempt']);
    expect(attempts).toEqual(['1', '2', '3']);
  }, 60_000);
});

describe('neighbours', () => {
  it('when an account is full of hanging webhooks, then another account is not delayed', async () => {
    // Twelve endpoints with twenty requests each held the whole prefetch for the 30 s of their deadlines.
    const pipeline = await pipelineWith();
    await pipeline.start('api', 'notifier', 'deliverer');
    const [noisy, quiet] = [await pipeline.createAccount(), await pipeline.createAccount()];
    const hanging = await startScriptedReceiver();
    open.push(hanging);
    for (let index = 0; index < 12; index += 1) {
      hanging.script(`/h${index}`, () => ({ hang: true }));
      await subscribe(
        pipeline,
        noisy,
        `/h${index}`,
        { types: { receipts: true }, timeoutMs: 30_000 },
        hanging,
      );
    }
    await subscribe(pipeline, quiet, '/quiet');
    await openShift(pipeline, noisy);
    await openShift(pipeline, quiet);
    await Promise.all(Array.from({ length: 20 }, (_, index) => sell(pipeline, noisy, index + 1)));
    await waitFor(() => hanging.requests().length >= 12, { what: 'every hanging endpoint to be asked' });
    await sell(pipeline, quiet, 1);
    await pipeline.receiver.received('/quiet', 1, 10_000);
  }, 90_000);
});

describe('time in a queue', () => {
  it('when no deliverer ran for longer than the parking limit, then nothing counts as parked too long', async () => {
    const pipeline = await pipelineWith({
      LADDER_MS: '0',
      PARK_LIMIT_MS: '2500',
      ENDPOINT_CONCURRENCY_MAX: '1',
    });
    await pipeline.start('api', 'notifier');
    const account = await pipeline.createAccount();
    const webhookId = await subscribe(pipeline, account, '/waited');
    await openShift(pipeline, account);
    for (let number = 1; number <= 10; number += 1) await sell(pipeline, account, number);
    const since = Date.now();
    await waitFor(async () => (await storedReceipts(pipeline, account)) === 10);
    await waitFor(
      async () => ((await pipeline.amqp.depths([deliverFirstQueue]))[deliverFirstQueue] ?? 0) > 0,
    );
    await waitFor(() => Date.now() - since > 2_600, { what: 'the parking limit to be over' });
    await pipeline.start('deliverer');
    await waitFor(async () => (await deliveriesOf(pipeline, account, webhookId, 'delivered')).length === 10);
    expect(await deliveriesOf(pipeline, account, webhookId, 'dead')).toEqual([]);
  }, 60_000);
});

describe('what we cannot send', () => {
  it('when the key of a webhook’s secret is gone, then its delivery fails visibly and its receiver is not blamed', async () => {
    const pipeline = await pipelineWith();
    const otherKey = `other1:${Buffer.alloc(32, 9).toString('base64')}`;
    await pipeline.start('api', 'notifier', { name: 'deliverer', settings: { SECRET_KEYS: otherKey } });
    const account = await pipeline.createAccount();
    const webhookId = await subscribe(pipeline, account, '/sealed');
    await openShift(pipeline, account);
    await sell(pipeline, account, 1);
    const [dead] = await waitFor(async () => {
      const list = await deliveriesOf(pipeline, account, webhookId, 'dead');
      return list.length > 0 && list;
    });
    expect(dead).toMatchObject({ attempts: 5, lastErrorClass: 'UNSENDABLE' });
    expect(pipeline.receiver.requests('/sealed')).toEqual([]);
  }, 60_000);
});
