import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@kassahook/testing/waitFor';
import { deliveriesOf, openShift, sell, subscribe } from './documents.js';
import { createPipeline, type Pipeline, type TestAccount } from './pipeline.js';

const PER_SECOND = 20;
const INTERVAL_MS = 1_000 / PER_SECOND;
/** A slot may be used so late (turns.ts): a worker that was held up for a moment makes up for it. */
const LATE_MS = 1_000;

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

describe('a webhook with a rate', () => {
  it('when more comes than it takes, then it gets that many a second, in order, at the cost of no attempt', async () => {
    const account = await pipeline.createAccount();
    const options = { types: { receipts: true }, maxPerSecond: PER_SECOND };
    const webhookId = await subscribe(pipeline, account, '/paced', options);
    await subscribe(pipeline, account, '/free');
    const count = 70;
    // Everything is there before the first one goes.
    await pipeline.stop('deliverer');
    const ids = await sellMany(account, count);
    await waitFor(async () => {
      const { accountId } = account;
      const events = await pipeline.events.listSince({ since: new Date(0), limit: 100, accountId });
      return events.filter(({ type }) => type === 'RECEIPT').length === count;
    });
    await pipeline.start('deliverer');

    const requests = await pipeline.receiver.received('/paced', count);
    const times = requests.map(({ atMs }) => atMs);
    expect(times.at(-1)! - times[0]!).toBeGreaterThan((count - 1) * INTERVAL_MS - LATE_MS);
    for (const [place, atMs] of times.entries()) {
      const within = times.filter((other) => other >= atMs && other < atMs + 1_000).length;
      expect([place, within <= PER_SECOND * (1 + LATE_MS / 1_000)]).toEqual([place, true]);
    }
    // The queues bring back in time, not to the millisecond: nobody is passed by one whose slot is more than a late slot later.
    for (const [place, id] of idsAt('/paced').entries()) {
      expect(Math.abs(ids.indexOf(id) - place)).toBeLessThanOrEqual(LATE_MS / INTERVAL_MS);
    }
    const free = await pipeline.receiver.received('/free', count);
    expect(free.at(-1)!.atMs).toBeLessThan(times.at(-1)!);
    const delivered = await waitFor(async () => {
      const list = await deliveriesOf(pipeline, account, webhookId, 'delivered');
      return list.length >= 50 && list;
    });
    expect(new Set(delivered.map(({ attempts }) => attempts))).toEqual(new Set([1]));
  });

  it('when two workers share it, then the rate is that of both together', async () => {
    await pipeline.start('deliverer');
    const account = await pipeline.createAccount();
    await subscribe(pipeline, account, '/shared', { types: { receipts: true }, maxPerSecond: PER_SECOND });
    await sellMany(account, 40);
    const times = (await pipeline.receiver.received('/shared', 40)).map(({ atMs }) => atMs);
    expect(times.at(-1)! - times[0]!).toBeGreaterThan(39 * INTERVAL_MS - LATE_MS);
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
