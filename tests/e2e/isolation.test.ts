import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@kassahook/testing/waitFor';
import { deliveriesOf, openShift, sell, subscribe } from './documents.js';
import { createPipeline, type Pipeline } from './pipeline.js';

let pipeline: Pipeline | undefined;
afterAll(() => pipeline?.close());

describe('isolation', () => {
  let running: Pipeline;
  beforeAll(async () => {
    running = pipeline = await createPipeline({
      ENDPOINT_CONCURRENCY_MAX: '3',
      DELIVERER_PREFETCH_FIRST: '10',
      DELIVERER_CONCURRENCY_MAX: '10',
    });
    await running.start('api', 'notifier', 'deliverer');
  }, 60_000);
  afterAll(async () => {
    await running.close();
    pipeline = undefined;
  });

  it('when one endpoint hangs, then its overflow is parked and a healthy one of the same account is not delayed', async () => {
    const account = await running.createAccount();
    running.receiver.script('/hangs', () => ({ hang: true }));
    await subscribe(running, account, '/hangs', { types: { receipts: true }, timeoutMs: 30_000 });
    await subscribe(running, account, '/healthy');
    await openShift(running, account);
    for (let number = 1; number <= 30; number += 1) await sell(running, account, number);
    // Ten at once: were the hanging ones to keep it, nothing would arrive before their 30 s are over.
    const requests = await running.receiver.received('/healthy', 30, 20_000);
    expect(new Set(requests.map((request) => request.headers['webhook-id'])).size).toBe(30);
    expect(running.receiver.requests('/hangs')).toHaveLength(1);
    // Resets what hangs, so that the deliverer need not wait for it.
    await running.receiver.close();
  }, 60_000);
});

describe('resends by hand', () => {
  it('when one endpoint hangs and its delivery is resent again and again, then a healthy webhook is not delayed', async () => {
    // Each resend held a place of the prefetch for the 30 s of its deadline.
    pipeline = await createPipeline({ DELIVERER_PREFETCH_FIRST: '10', DELIVERER_PREFETCH_RETRY: '10' });
    await pipeline.start('api', 'notifier', 'deliverer');
    const account = await pipeline.createAccount();
    const { receiver } = pipeline;
    const webhookId = await subscribe(pipeline, account, '/resent', {
      types: { receipts: true },
      timeoutMs: 30_000,
    });
    await subscribe(pipeline, account, '/neighbour');
    await openShift(pipeline, account);
    await sell(pipeline, account, 1);
    const [delivered] = await waitFor(async () => {
      const list = await deliveriesOf(pipeline!, account, webhookId, 'delivered');
      return list.length > 0 && list;
    });
    receiver.script('/resent', () => ({ hang: true }));
    for (let count = 0; count < 25; count += 1) {
      const answer = await pipeline.call(account.token, 'POST', `/api/deliveries/${delivered?.id}/resend`);
      expect(answer.status).toBe(202);
    }
    await receiver.received('/resent', 3);
    for (let number = 2; number <= 6; number += 1) await sell(pipeline, account, number);
    await receiver.received('/neighbour', 6, 10_000);
    // The delivered one, and two that were resent; the others, and what is sold, wait for them.
    expect(receiver.requests('/resent').length).toBeLessThanOrEqual(4);
    await receiver.close();
    await pipeline.close();
    pipeline = undefined;
  }, 60_000);
});

describe('an endpoint that rests', () => {
  it('when a webhook’s endpoint has failed so often that it rests, then its health says until when, what is parked is counted, and at another URL the next delivery goes at once', async () => {
    pipeline = await createPipeline({ BREAKER_FAILURES: '3' });
    await pipeline.start('api', 'notifier', 'deliverer');
    const account = await pipeline.createAccount();
    const { receiver } = pipeline;
    const webhookId = await subscribe(pipeline, account, '/broken');
    const get = async (what: string) =>
      (await pipeline!.call(account.token, 'GET', `/api/webhooks/${webhookId}/${what}`)).body as Record<
        string,
        unknown
      >;
    receiver.script('/broken', () => ({ status: 500 }));
    await openShift(pipeline, account);
    expect(await get('health')).toMatchObject({ restsUntil: null });
    await sell(pipeline, account, 1);
    await sell(pipeline, account, 2);
    await receiver.received('/broken', 3);
    const { restsUntil } = await waitFor(async () => {
      const health = await get('health');
      return health['restsUntil'] !== null && health;
    });
    expect(Date.parse(String(restsUntil))).toBeGreaterThan(Date.now() + 20_000);
    await waitFor(async () => (await get('pending'))['parked'] === 2);
    expect(await get('pending')).toMatchObject({ restsUntil, waiting: 0 });

    const moved = { url: receiver.url('/mended') };
    await pipeline.call(account.token, 'PATCH', `/api/webhooks/${webhookId}`, moved);
    expect(await get('health')).toMatchObject({ restsUntil: null });
    await sell(pipeline, account, 3);
    await receiver.received('/mended', 1, 5_000);
    await pipeline.close();
    pipeline = undefined;
  }, 60_000);
});

describe('without Redis', () => {
  it('when Redis is not there at all, then deliveries go on from the database', async () => {
    pipeline = await createPipeline({ REDIS_URL: 'redis://127.0.0.1:9' });
    await pipeline.start('api', 'notifier', 'deliverer');
    const account = await pipeline.createAccount();
    const webhookId = await subscribe(pipeline, account, '/no-redis');
    await openShift(pipeline, account);
    for (let number = 1; number <= 5; number += 1) await sell(pipeline, account, number);
    await pipeline.receiver.received('/no-redis', 5);
    await pipeline.call(account.token, 'PATCH', `/api/webhooks/${webhookId}`, { isActive: false });
    await sell(pipeline, account, 6);
    await waitFor(async () => {
      const events = await pipeline!.events.listSince({
        since: new Date(0),
        limit: 50,
        accountId: account.accountId,
      });
      return events.filter((event) => event.type === 'RECEIPT').length === 6;
    });
    expect(pipeline.receiver.requests('/no-redis')).toHaveLength(5);
    await pipeline.close();
    pipeline = undefined;
  }, 60_000);
});

describe('without an open range', () => {
  it('when the deliverer may not reach private addresses, then a webhook that points at one is refused and no packet leaves', async () => {
    pipeline = await createPipeline();
    await pipeline.start('api', 'notifier');
    const account = await pipeline.createAccount();
    const webhookId = await subscribe(pipeline, account, '/private');
    await pipeline.start('deliverer');
    await openShift(pipeline, account);
    await sell(pipeline, account, 1);
    await pipeline.receiver.received('/private', 1);
    await pipeline.stop('deliverer');
    await pipeline.start({ name: 'deliverer', settings: { OUTGOING_ALLOWED_CIDRS: '' } });
    await sell(pipeline, account, 2);
    const [dead] = await waitFor(async () => {
      const list = await deliveriesOf(pipeline!, account, webhookId, 'dead');
      return list.length > 0 && list;
    });
    expect(dead).toMatchObject({ lastErrorClass: 'BLOCKED_ADDRESS', attempts: 5 });
    expect(pipeline.receiver.requests('/private')).toHaveLength(1);
    await pipeline.close();
    pipeline = undefined;
  }, 60_000);
});
