import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { deadQueue, deliverBatchQueue } from '@kassahook/amqp/names';
import { batchIdOf, deliveryIdOf } from '@kassahook/platform/ids';
import type { ReceivedRequest } from '@kassahook/testing/scriptedReceiver';
import { createTcpProxy } from '@kassahook/testing/tcpProxy';
import { waitFor } from '@kassahook/testing/waitFor';
import { deliveriesOf, openShift, sell, subscribe } from './documents.js';
import { createPipeline, type Pipeline, type TestAccount } from './pipeline.js';

const LONG_MS = 60_000;

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await createPipeline();
  await pipeline.start('api', 'notifier', 'deliverer');
}, 60_000);
afterAll(() => pipeline.close());

interface Item {
  id: string;
  eventId: string;
  occurredAt: string;
  action: string;
  type: string;
  data: { id: string };
}
const itemsOf = (request: ReceivedRequest) => JSON.parse(request.body) as Item[];
const typesOf = { types: { receipts: true } };

/** An account with a webhook and an open shift. */
async function shop(path: string, batch: { maxEvents: number; maxWaitMs: number } | null) {
  const account = await pipeline.createAccount();
  const webhookId = await subscribe(pipeline, account, path, { ...typesOf, batch });
  await openShift(pipeline, account);
  return { account, webhookId };
}
async function sellMany(account: TestAccount, count: number, from = 1): Promise<string[]> {
  const ids: string[] = [];
  for (let number = from; number < from + count; number += 1) ids.push(await sell(pipeline, account, number));
  return ids;
}
/** Waits until so many receipts of the account are fanned out. */
async function fannedOut(account: TestAccount, count: number): Promise<void> {
  const { accountId } = account;
  await waitFor(async () => {
    const events = await pipeline.events.listSince({ since: new Date(0), limit: 100, accountId });
    return events.filter(({ type }) => type === 'RECEIPT').length >= count;
  });
}
async function inState(account: TestAccount, webhookId: string, state: string, count: number) {
  return waitFor(async () => {
    const list = await deliveriesOf(pipeline, account, webhookId, state);
    return list.length === count && list;
  });
}

describe('batches', () => {
  it('when enough events are there, then one signed request carries them, and each delivery is acknowledged by it', async () => {
    const { account, webhookId } = await shop('/full', { maxEvents: 5, maxWaitMs: LONG_MS });
    const ids = await sellMany(account, 10);
    const requests = await pipeline.receiver.received('/full', 2);
    expect(requests.map((request) => itemsOf(request).length)).toEqual([5, 5]);
    expect(
      requests
        .flatMap(itemsOf)
        .map(({ data }) => data.id)
        .sort(),
    ).toEqual([...ids].sort());
    const { body } = await pipeline.call(account.token, 'GET', `/api/webhooks/${webhookId}/secret`);
    for (const request of requests) {
      const items = itemsOf(request);
      for (const item of items) {
        expect(item).toMatchObject({
          type: 'RECEIPT',
          action: 'CREATE',
          id: deliveryIdOf(item.eventId, webhookId),
        });
      }
      const { headers } = request;
      expect(headers).toMatchObject({ 'kassahook-batch-size': '5', 'kassahook-attempt': '1' });
      expect(headers['webhook-id']).toBe(
        batchIdOf(
          webhookId,
          items.map(({ id }) => id),
        ),
      );
      new Webhook((body as { secret: string }).secret).verify(
        request.body,
        headers as Record<string, string>,
      );
    }
    const delivered = await inState(account, webhookId, 'delivered', 10);
    const [first] = delivered;
    const shown = await pipeline.call(account.token, 'GET', `/api/deliveries/${first!.id}`);
    expect(shown.body).toMatchObject({ attemptLog: [{ attempt: 1, batchId: expect.any(String) }] });
  });

  it('when too few come, then they go after the longest wait', async () => {
    const { account } = await shop('/few', { maxEvents: 100, maxWaitMs: 500 });
    await sellMany(account, 3);
    await waitFor(() => pipeline.receiver.requests('/few').flatMap(itemsOf).length === 3);
    expect(pipeline.receiver.requests('/few').length).toBeLessThanOrEqual(2);
  });

  it('when a batch fails, then it is retried as a unit: the same id, the same body', async () => {
    pipeline.receiver.script('/fails', (_request, earlier) => ({ status: earlier === 0 ? 500 : 200 }));
    const { account, webhookId } = await shop('/fails', { maxEvents: 4, maxWaitMs: LONG_MS });
    await sellMany(account, 4);
    const [first, second] = await pipeline.receiver.received('/fails', 2);
    expect(second!.body).toBe(first!.body);
    expect(second!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
    expect(second!.headers['kassahook-attempt']).toBe('2');
    const delivered = await inState(account, webhookId, 'delivered', 4);
    expect(delivered.map(({ attempts }) => attempts)).toEqual([2, 2, 2, 2]);
    expect(pipeline.receiver.requests('/fails')).toHaveLength(2);
  });

  it('when a batch is too large to travel with its bodies, then they are read again for the next attempt', async () => {
    pipeline.receiver.script('/large', (_request, earlier) => ({ status: earlier === 0 ? 503 : 200 }));
    const { account } = await shop('/large', { maxEvents: 3, maxWaitMs: LONG_MS });
    // About 30 KB each, and one above what a message carries.
    for (const [index, positions] of [190, 190, 400].entries()) {
      await sell(pipeline, account, index + 1, positions);
    }
    const [first, second] = await pipeline.receiver.received('/large', 2);
    expect(itemsOf(first!)).toHaveLength(3);
    expect(second!.body).toBe(first!.body);
  });

  it('when the webhook is switched off while its events gather, then each delivery ends as cancelled', async () => {
    const { account, webhookId } = await shop('/off', { maxEvents: 100, maxWaitMs: 2_000 });
    await sellMany(account, 3);
    await fannedOut(account, 3);
    await pipeline.call(account.token, 'PATCH', `/api/webhooks/${webhookId}`, { isActive: false });
    await inState(account, webhookId, 'cancelled', 3);
    expect(pipeline.receiver.requests('/off')).toHaveLength(0);
  });

  it('when batches are switched off or on while events are on their way, then every event arrives, in the form of now', async () => {
    const { account, webhookId } = await shop('/switched', { maxEvents: 100, maxWaitMs: 2_000 });
    const path = `/api/webhooks/${webhookId}`;
    await sellMany(account, 3);
    await fannedOut(account, 3);
    await pipeline.call(account.token, 'PATCH', path, { batch: null });
    const alone = await pipeline.receiver.received('/switched', 3);
    expect(alone.map((request) => Array.isArray(JSON.parse(request.body)))).toEqual([false, false, false]);

    await pipeline.stop('deliverer');
    const ids = await sellMany(account, 3, 4);
    await fannedOut(account, 6);
    await pipeline.call(account.token, 'PATCH', path, { batch: { maxEvents: 3, maxWaitMs: LONG_MS } });
    await pipeline.start('deliverer');
    const [together] = (await pipeline.receiver.received('/switched', 4)).slice(3);
    expect(
      itemsOf(together!)
        .map(({ data }) => data.id)
        .sort(),
    ).toEqual(ids.sort());
  });

  it('when the deliverer stops while events gather, then they go first', async () => {
    const { account, webhookId } = await shop('/stopped', { maxEvents: 100, maxWaitMs: LONG_MS });
    await sellMany(account, 3);
    await fannedOut(account, 3);
    await waitFor(async () => (await pipeline.amqp.depths([deliverBatchQueue]))[deliverBatchQueue] === 0);
    await pipeline.stop('deliverer');
    await pipeline.start('deliverer');
    await pipeline.call(account.token, 'PATCH', `/api/webhooks/${webhookId}`, {
      batch: { maxEvents: 100, maxWaitMs: 100 },
    });
    await sell(pipeline, account, 4);
    await inState(account, webhookId, 'delivered', 4);
  });

  it('when the connection breaks while events gather, then their messages come again and nothing is sent twice', async () => {
    const broker = new URL(pipeline.namespace.RABBITMQ_URL);
    const proxy = await createTcpProxy({ targetPort: Number(broker.port), host: broker.hostname });
    broker.port = String(proxy.port);
    broker.hostname = '127.0.0.1';
    await pipeline.stop('deliverer');
    await pipeline.start({ name: 'deliverer', settings: { RABBITMQ_URL: broker.toString() } });
    const { account, webhookId } = await shop('/cut', { maxEvents: 100, maxWaitMs: 3_000 });
    const ids = await sellMany(account, 4);
    await fannedOut(account, 4);
    await waitFor(async () => (await pipeline.amqp.depths([deliverBatchQueue]))[deliverBatchQueue] === 0);
    await proxy.cut();
    await inState(account, webhookId, 'delivered', 4);
    const sent = pipeline.receiver.requests('/cut').flatMap(itemsOf);
    expect(sent.map(({ data }) => data.id).sort()).toEqual(ids.sort());
    await pipeline.stop('deliverer');
    await proxy.close();
    await pipeline.start('deliverer');
    const depths = await pipeline.amqp.depths([deliverBatchQueue, deadQueue]);
    expect(depths[deadQueue]).toBe(0);
  }, 60_000);

  it('when a delivery of a batch is resent by hand, then it goes at once, as an array of one', async () => {
    const { account, webhookId } = await shop('/again', { maxEvents: 2, maxWaitMs: LONG_MS });
    await sellMany(account, 2);
    const [delivery] = await inState(account, webhookId, 'delivered', 2);
    await pipeline.call(account.token, 'POST', `/api/deliveries/${delivery!.id}/resend`);
    const [, resent] = await pipeline.receiver.received('/again', 2);
    expect(itemsOf(resent!).map(({ id }) => id)).toEqual([delivery!.id]);
    expect(resent!.headers['webhook-id']).toBe(delivery!.id);
  });
});
