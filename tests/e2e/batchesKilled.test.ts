import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { deadQueue, deliverBatchQueue } from '@kassahook/amqp/names';
import { deliveryIdOf } from '@kassahook/platform/ids';
import { waitFor } from '@kassahook/testing/waitFor';
import { deliveriesOf, openShift, sell, subscribe } from './documents.js';
import { startOwnProcess, type OwnProcess } from './ownProcess.js';
import { createPipeline, type Pipeline } from './pipeline.js';

/*
 * A deliverer that is killed with batches in hand: what gathers is held unacked, in memory, for up to a minute. A connection that breaks
 * leaves the process to tidy up; SIGKILL does not.
 */

const LONG_MS = 60_000;

let pipeline: Pipeline;
const processes: OwnProcess[] = [];

beforeAll(async () => {
  pipeline = await createPipeline();
  await pipeline.start('api', 'notifier');
}, 60_000);
afterEach(async () => {
  for (const one of processes.splice(0)) await one.kill();
  await pipeline.stop('deliverer');
});
afterAll(() => pipeline.close());

async function startDeliverer(): Promise<OwnProcess> {
  const deliverer = await startOwnProcess('deliverer', pipeline.environment);
  processes.push(deliverer);
  return deliverer;
}

/** An account with a webhook that wants batches, and receipts of it. */
async function shopWith(path: string, batch: { maxEvents: number; maxWaitMs: number }, receipts: number) {
  const account = await pipeline.createAccount();
  const options = { types: { receipts: true }, timeoutMs: 30_000, batch };
  const webhookId = await subscribe(pipeline, account, path, options);
  await openShift(pipeline, account);
  for (let number = 1; number <= receipts; number += 1) await sell(pipeline, account, number);
  const { accountId } = account;
  const deliveryIds = await waitFor(async () => {
    const events = await pipeline.events.listSince({ since: new Date(0), limit: 100, accountId });
    const own = events.filter(({ type }) => type === 'RECEIPT');
    return own.length === receipts && own.map(({ id }) => deliveryIdOf(id, webhookId)).sort();
  });
  return { account, webhookId, deliveryIds };
}
type Shop = Awaited<ReturnType<typeof shopWith>>;

const depthOf = async (queue: string) => (await pipeline.amqp.depths([queue]))[queue];

/** Every delivery is delivered, with one attempt in the log, and nothing is left in a queue or given up. */
async function expectAllDelivered({ account, webhookId, deliveryIds }: Shop): Promise<void> {
  const delivered = await waitFor(
    async () => {
      const list = await deliveriesOf(pipeline, account, webhookId, 'delivered');
      return list.length === deliveryIds.length && list;
    },
    { timeoutMs: 30_000, what: 'the deliveries of the killed one' },
  );
  expect(delivered.map(({ id }) => id).sort()).toEqual(deliveryIds);
  const logs = await pipeline.attempts.byDelivery(deliveryIds);
  expect([...logs.values()].map((log) => log.map(({ attempt, state }) => [attempt, state]))).toEqual(
    deliveryIds.map(() => [[1, 'delivered']]),
  );
  expect([await depthOf(deliverBatchQueue), await depthOf(deadQueue)]).toEqual([0, 0]);
}

const sentTo = (path: string) =>
  pipeline.receiver.requests(path).map(({ headers, body }) => ({
    batchId: headers['webhook-id'],
    ids: (JSON.parse(body) as { id: string }[]).map(({ id }) => id).sort(),
  }));

describe('a deliverer that is killed with batches in hand', () => {
  it('when they still gather, then another one gathers them anew, and each delivery is sent once', async () => {
    const killed = await startDeliverer();
    const shop = await shopWith('/gathering', { maxEvents: 4, maxWaitMs: LONG_MS }, 3);
    const isHeld = async () => (await killed.metric('kassahook_deliveries_in_flight')) > 0;
    await waitFor(async () => (await isHeld()) && (await depthOf(deliverBatchQueue)) === 0);
    await killed.kill();
    expect(pipeline.receiver.requests('/gathering')).toHaveLength(0);
    await waitFor(async () => (await depthOf(deliverBatchQueue))! > 0, { what: 'their return' });
    await pipeline.start('deliverer');
    // The fourth makes the batch full.
    await sell(pipeline, shop.account, 4);
    await pipeline.receiver.received('/gathering', 1);
    const [sent] = sentTo('/gathering');
    expect(sent!.ids).toEqual(expect.arrayContaining(shop.deliveryIds));
    await expectAllDelivered({ ...shop, deliveryIds: sent!.ids });
    expect(sentTo('/gathering')).toHaveLength(1);
  }, 90_000);

  it('when one was on its way, then it is sent again as the same batch, and each delivery ends delivered', async () => {
    let asked = 0;
    pipeline.receiver.script('/sending', () => (++asked === 1 ? { hang: true } : { status: 204 }));
    const killed = await startDeliverer();
    const shop = await shopWith('/sending', { maxEvents: 3, maxWaitMs: LONG_MS }, 3);
    await pipeline.receiver.received('/sending', 1);
    await killed.kill();
    await pipeline.start('deliverer');
    await expectAllDelivered(shop);
    const [first, again, ...more] = sentTo('/sending');
    expect(again).toEqual(first);
    expect(first!.ids).toEqual(shop.deliveryIds);
    expect(more).toEqual([]);
  }, 90_000);
});
