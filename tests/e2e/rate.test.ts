import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deliverFirstQueue, deliverPacedQueue } from '@kassahook/amqp/names';
import { firstAttempt } from '@kassahook/notifier/firstAttempts';
import { CATCH_UP_MS } from '@kassahook/redis/rateLine';
import { waitFor } from '@kassahook/testing/waitFor';
import { deliveriesOf, openShift, sell, subscribe } from './documents.js';
import { createPipeline, type Pipeline, type TestAccount } from './pipeline.js';

const PER_SECOND = 20;
const INTERVAL_MS = 1_000 / PER_SECOND;
/** What a line may catch up with (rateLine.ts), as requests: they may follow each other at once, and so change places on their way. */
const CAUGHT_UP = Math.floor(CATCH_UP_MS / INTERVAL_MS);

let pipeline: Pipeline;
beforeAll(async () => {
  // What waits for its rate here waits for longer than anything may be parked.
  pipeline = await createPipeline({ PARK_LIMIT_MS: '1000' });
  await pipeline.start('api', 'notifier', 'deliverer');
}, 60_000);
afterAll(() => pipeline.close());

async function sellMany(account: TestAccount, count: number): Promise<string[]> {
  await openShift(pipeline, account);
  const ids: string[] = [];
  for (let number = 1; number <= count; number += 1) ids.push(await sell(pipeline, account, number));
  return ids;
}
const idsAt = (path: string) =>
  pipeline.receiver.requests(path).map(({ body }) => (JSON.parse(body) as { data: { id: string } }).data.id);

/** Sells while no deliverer runs, until all of it is in the queue: everything is there before the first one goes. */
async function backlog(account: TestAccount, count: number): Promise<string[]> {
  await pipeline.stop('deliverer');
  const ids = await sellMany(account, count);
  await waitFor(async () => {
    const { accountId } = account;
    const events = await pipeline.events.listSince({ since: new Date(0), limit: 100, accountId });
    return events.filter(({ type }) => type === 'RECEIPT').length === count;
  });
  return ids;
}

/** What left when, in ms, in order: how long a request was on its way to the receiver is not the rate's business. */
async function departures(path: string, count: number): Promise<{ id: string; atMs: number }[]> {
  const requests = await pipeline.receiver.received(path, count);
  const deliveryIds = requests.map(({ headers }) => String(headers['webhook-id']));
  const attempts = await waitFor(async () => {
    const found = await pipeline.attempts.byDelivery(deliveryIds);
    return found.size === count && [...found.values()].flat();
  });
  const left = attempts.map(({ entityId, at }) => ({ id: entityId, atMs: at.getTime() }));
  return left.sort((a, b) => a.atMs - b.atMs);
}
type Departures = Awaited<ReturnType<typeof departures>>;

/** Nobody is passed by more than those that may leave at once. */
function expectOrder(left: Departures, ids: readonly string[]): void {
  const order = left.map(({ id }) => ids.indexOf(id));
  expect(order.filter((index, place) => Math.abs(index - place) > CAUGHT_UP)).toEqual([]);
}

/** The rate, what is caught up with, one for both ends of the second, and as much again for an answer that a busy worker reads late. */
function expectRate(left: Departures): void {
  const times = left.map(({ atMs }) => atMs);
  for (const atMs of times) {
    const within = times.filter((other) => other >= atMs && other < atMs + 1_000).length;
    expect(within).toBeLessThanOrEqual(PER_SECOND + 2 * CAUGHT_UP + 1);
  }
  const tookMs = times.at(-1)! - times[0]!;
  expect(tookMs).toBeGreaterThan((times.length - 1 - 2 * CAUGHT_UP) * INTERVAL_MS);
}

describe('a webhook with a rate', () => {
  it('when more comes than it takes, then it gets that many a second, in order, at the cost of no attempt', async () => {
    const account = await pipeline.createAccount();
    const options = { types: { receipts: true }, maxPerSecond: PER_SECOND };
    const webhookId = await subscribe(pipeline, account, '/paced', options);
    await subscribe(pipeline, account, '/free');
    const count = 70;
    const ids = await backlog(account, count);
    await pipeline.start('deliverer');

    const left = await departures('/paced', count);
    expectRate(left);
    expectOrder(left, ids);
    const free = await pipeline.receiver.received('/free', count);
    // Of those that owe nothing to a rate some may be parked; they do not wait for this one's turns.
    expect(free[count / 2]!.atMs).toBeLessThan(pipeline.receiver.requests('/paced')[count - CAUGHT_UP]!.atMs);
    const delivered = await waitFor(async () => {
      const list = await deliveriesOf(pipeline, account, webhookId, 'delivered');
      return list.length >= 50 && list;
    });
    expect(new Set(delivered.map(({ attempts }) => attempts))).toEqual(new Set([1]));
  });

  it('when two workers share it, then rate and order are those of both together', async () => {
    await pipeline.start('deliverer');
    const account = await pipeline.createAccount();
    await subscribe(pipeline, account, '/shared', { types: { receipts: true }, maxPerSecond: PER_SECOND });
    const ids = await sellMany(account, 40);
    const left = await departures('/shared', 40);
    expectRate(left);
    expectOrder(left, ids);
  });

  it('when no worker was there for their turns, then those who waited go first, in order, at the rate', async () => {
    const account = await pipeline.createAccount();
    const options = { types: { receipts: true }, maxPerSecond: PER_SECOND };
    await subscribe(pipeline, account, '/away', options);
    const ids = await backlog(account, 60);
    await pipeline.start('deliverer');
    await pipeline.receiver.received('/away', 3);
    await pipeline.stop('deliverer');
    const missing = () => 60 - pipeline.receiver.requests('/away').length;
    expect(missing()).toBeGreaterThan(10);
    // Their turns have passed when the last of them is out of its queue.
    const waiting = [deliverPacedQueue, deliverFirstQueue];
    await waitFor(async () => {
      const depths = await pipeline.amqp.depths(waiting);
      return waiting.reduce((sum, queue) => sum + (depths[queue] ?? 0), 0) === missing();
    });
    const gone = 60 - missing();
    for (let number = 61; number <= 70; number += 1) ids.push(await sell(pipeline, account, number));
    await pipeline.start('deliverer', 'deliverer');
    const left = await departures('/away', 70);
    expectRate(left.slice(gone));
    expectOrder(left, ids);
  });

  it('when a replay takes what waits for lost and publishes it again, then nobody gets it twice or waits for the copies', async () => {
    const account = await pipeline.createAccount();
    const options = { types: { receipts: true }, maxPerSecond: 4 };
    const webhookId = await subscribe(pipeline, account, '/replayed', options);
    const count = 16;
    await backlog(account, count);
    await pipeline.start('deliverer');
    await pipeline.receiver.received('/replayed', 1);
    const { accountId } = account;
    const events = await pipeline.events.listSince({ since: new Date(0), limit: 100, accountId });
    const publisher = pipeline.amqp.createPublisher();
    const copies = events
      .filter(({ type }) => type === 'RECEIPT')
      .map((event) => firstAttempt(event, { webhookId, repeat: true, now: Date.now() }));
    await Promise.all(
      copies.map((message) => publisher.publish({ queue: deliverFirstQueue, body: JSON.stringify(message) })),
    );
    const last = await sell(pipeline, account, count + 1);
    const requests = await pipeline.receiver.received('/replayed', count + 1);
    expect(idsAt('/replayed').at(-1)).toBe(last);
    expect(new Set(idsAt('/replayed')).size).toBe(count + 1);
    // Each copy's turn would be a quarter of a second: they are as many as the originals.
    const tookMs = requests.at(-1)!.atMs - requests[0]!.atMs;
    expect(tookMs).toBeLessThan(count * 250 * 1.7);
  });

  it('when somebody resends by hand, then that goes at once, past those that wait', async () => {
    const account = await pipeline.createAccount();
    const options = { types: { receipts: true }, maxPerSecond: 1 };
    const webhookId = await subscribe(pipeline, account, '/by-hand', options);
    await sellMany(account, 4);
    const [delivery] = await waitFor(async () => {
      const list = await deliveriesOf(pipeline, account, webhookId, 'delivered');
      return list.length > 0 && list;
    });
    await pipeline.call(account.token, 'POST', `/api/deliveries/${delivery!.id}/resend`);
    await waitFor(() => idsAt('/by-hand').filter((id) => id === delivery!.entityId).length === 2);
    expect(new Set(idsAt('/by-hand')).size).toBeLessThan(4);
    // The limit is taken away: what has its slot keeps it, and comes.
    await pipeline.call(account.token, 'PATCH', `/api/webhooks/${webhookId}`, { maxPerSecond: null });
    await pipeline.receiver.received('/by-hand', 5);
  });
});
