import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { delayQueueName, deliverFirstQueue, paceQueueName, parkQueueName } from '@kassahook/amqp/names';
import { waitFor } from '@kassahook/testing/waitFor';
import { deliveriesOf, openShift, sell, subscribe, type ListedDelivery } from './documents.js';
import { createPipeline, type Pipeline, type TestAccount } from './pipeline.js';

/*
 * A webhook that is switched off or deleted while deliveries are on their way: whatever station they are at, they end, and are shown.
 */

/** A receiver that holds every request until it is told what to answer. */
async function startHoldingReceiver() {
  const held: ServerResponse[] = [];
  let taken = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      taken += 1;
      held.push(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/held`,
    taken: () => taken,
    /** Answers the request that is held. */
    answer(status: number): void {
      held.shift()?.writeHead(status).end();
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

let pipeline: Pipeline;
let account: TestAccount;

async function all(webhookId: string): Promise<ListedDelivery[]> {
  const { status, body } = await pipeline.call(
    account.token,
    'GET',
    `/api/deliveries?webhookId=${webhookId}&limit=200`,
  );
  expect(status).toBe(200);
  return body as ListedDelivery[];
}
const statesOf = async (webhookId: string) => (await all(webhookId)).map(({ state }) => state).sort();
const change = async (method: string, path: string) => {
  const { status } = await pipeline.call(account.token, method, path);
  expect(status).toBeLessThan(300);
};

describe('a webhook that changes while its receiver holds a request', () => {
  const holding: Awaited<ReturnType<typeof startHoldingReceiver>>[] = [];
  beforeAll(async () => {
    pipeline = await createPipeline();
    await pipeline.start('api', 'notifier', 'deliverer');
  }, 60_000);
  afterEach(async () => {
    for (const receiver of holding.splice(0)) await receiver.close();
  });
  afterAll(() => pipeline.close());

  /** A webhook whose first request is held. */
  async function heldDelivery() {
    const receiver = await startHoldingReceiver();
    holding.push(receiver);
    account = await pipeline.createAccount();
    const { body } = await pipeline.call(account.token, 'POST', '/api/webhooks', {
      url: receiver.url,
      types: { receipts: true },
    });
    const { id: webhookId } = body as { id: string };
    await openShift(pipeline, account);
    await sell(pipeline, account, 1);
    await waitFor(() => receiver.taken() === 1, { what: 'the request to be held' });
    return { receiver, webhookId };
  }

  it.each([
    ['disabled', (id: string) => change('POST', `/api/webhooks/${id}/disable`), 200],
    ['deleted', (id: string) => change('DELETE', `/api/webhooks/${id}`), 404],
  ] as const)(
    'when it is %s and the receiver says yes afterwards, then the delivery is delivered and the webhook stays as it is',
    async (_change, apply, status) => {
      const { receiver, webhookId } = await heldDelivery();
      await apply(webhookId);
      receiver.answer(200);
      await waitFor(async () => (await statesOf(webhookId)).includes('delivered'));
      expect(await all(webhookId)).toMatchObject([{ state: 'delivered', attempts: 1, lastErrorClass: null }]);
      const webhook = await pipeline.call(account.token, 'GET', `/api/webhooks/${webhookId}`);
      expect(webhook.status).toBe(status);
      if (status === 200) expect(webhook.body).toMatchObject({ isActive: false });
      expect(receiver.taken()).toBe(1);
    },
    60_000,
  );

  it.each([
    ['disabled', (id: string) => change('POST', `/api/webhooks/${id}/disable`), 'WEBHOOK_DISABLED', 200],
    ['deleted', (id: string) => change('DELETE', `/api/webhooks/${id}`), 'WEBHOOK_DELETED', 404],
  ] as const)(
    'when it is %s and the receiver says no afterwards, then that is in the log, nothing is sent again and the delivery is cancelled',
    async (_change, apply, lastErrorClass, status) => {
      const { receiver, webhookId } = await heldDelivery();
      await apply(webhookId);
      receiver.answer(500);
      await waitFor(async () => (await statesOf(webhookId)).includes('cancelled'));
      const [delivery] = await all(webhookId);
      expect(delivery).toMatchObject({ state: 'cancelled', attempts: 2, lastErrorClass });
      const log = await pipeline.call(account.token, 'GET', `/api/deliveries/${delivery?.id}`);
      expect(log.body).toMatchObject({
        attemptLog: [
          { state: 'waiting', errorClass: 'SERVER_ERROR', response: { status: 500 } },
          { state: 'cancelled', errorClass: lastErrorClass, request: null },
        ],
      });
      const webhook = await pipeline.call(account.token, 'GET', `/api/webhooks/${webhookId}`);
      expect(webhook.status).toBe(status);
      if (status === 200) expect(webhook.body).toMatchObject({ isActive: false });
      expect(receiver.taken()).toBe(1);
    },
    60_000,
  );
});

describe('a webhook that is deleted while deliveries wait', () => {
  beforeAll(async () => {
    pipeline = await createPipeline({ LADDER_MS: '0,2000' });
    await pipeline.start('api', 'notifier');
  }, 60_000);
  afterAll(() => pipeline.close());

  const COUNT = 5;
  async function sold(path: string, fields: object = {}): Promise<string> {
    account = await pipeline.createAccount();
    const webhookId = await subscribe(pipeline, account, path, { types: { receipts: true }, ...fields });
    await openShift(pipeline, account);
    for (let number = 1; number <= COUNT; number += 1) await sell(pipeline, account, number);
    return webhookId;
  }
  const waitsIn = (queue: string) =>
    waitFor(async () => ((await pipeline.amqp.depths([queue]))[queue] ?? 0) > 0, {
      what: `a delivery in ${queue}`,
    });
  /** Waits until all have ended; answers with how many were sent at all. */
  async function ended(webhookId: string): Promise<number> {
    const deliveries = await waitFor(async () => {
      const list = await all(webhookId);
      return list.length === COUNT && list.every(({ state }) => state !== 'waiting') && list;
    });
    const cancelled = deliveries.filter(({ state }) => state === 'cancelled');
    for (const one of cancelled) expect(one.lastErrorClass).toBe('WEBHOOK_DELETED');
    expect(await deliveriesOf(pipeline, account, webhookId, 'cancelled')).toHaveLength(cancelled.length);
    return COUNT - cancelled.length;
  }

  it('when they lie in the queue of first attempts, then all are cancelled and nothing is sent', async () => {
    const webhookId = await sold('/queued');
    await waitsIn(deliverFirstQueue);
    await change('DELETE', `/api/webhooks/${webhookId}`);
    await pipeline.start('deliverer');
    expect(await ended(webhookId)).toBe(0);
    expect(pipeline.receiver.requests('/queued')).toEqual([]);
  }, 60_000);

  it('when they wait for their tier, then all are cancelled and nothing is sent again', async () => {
    pipeline.receiver.script('/tier', () => ({ status: 500 }));
    const webhookId = await sold('/tier');
    await waitsIn(delayQueueName(2_000));
    await change('DELETE', `/api/webhooks/${webhookId}`);
    expect(await ended(webhookId)).toBe(0);
    const ids = pipeline.receiver.requests('/tier').map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(ids.length);
  }, 60_000);

  it('when they are parked because their endpoint hangs, then all are cancelled and nothing more is sent', async () => {
    pipeline.receiver.script('/parked', () => ({ hang: true }));
    const webhookId = await sold('/parked', { timeoutMs: 3_000 });
    await waitsIn(parkQueueName(2_000));
    await change('DELETE', `/api/webhooks/${webhookId}`);
    expect(await ended(webhookId)).toBe(0);
    expect(pipeline.receiver.requests('/parked')).toHaveLength(1);
  }, 60_000);

  it('when they wait for their turn at the webhook’s rate, then what has not gone yet is cancelled', async () => {
    const webhookId = await sold('/paced', { maxPerSecond: 1 });
    await waitsIn(paceQueueName(2_000));
    await change('DELETE', `/api/webhooks/${webhookId}`);
    const sent = await ended(webhookId);
    expect(sent).toBeLessThan(COUNT);
    expect(pipeline.receiver.requests('/paced')).toHaveLength(sent);
  }, 60_000);
});
