import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobView } from '@kassahook/contracts/job';
import { waitFor } from '@kassahook/testing/waitFor';
import { deliveriesOf, openShift, sell, subscribe } from './documents.js';
import { createPipeline, type Pipeline, type TestAccount } from './pipeline.js';

let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await createPipeline();
  await pipeline.start('api', 'notifier', 'deliverer');
}, 60_000);
afterAll(() => pipeline.close());

/** Starts a job and waits for its end. */
async function run(account: TestAccount, webhookId: string, kind: JobView['kind'], since: string) {
  const { token } = account;
  const started = await pipeline.call(token, 'POST', `/api/webhooks/${webhookId}/${kind}`, { since });
  expect(started.status).toBe(202);
  const { id } = started.body as JobView;
  return waitFor(
    async () => {
      const job = (await pipeline.call(token, 'GET', `/api/jobs/${id}`)).body as JobView;
      return job.finishedAt !== null && job;
    },
    { what: `the job ${kind} to end` },
  );
}

describe('repairing deliveries', () => {
  it('when receipts were rung up before the webhook existed, then replaying what is missing brings each, once', async () => {
    const account = await pipeline.createAccount();
    const since = new Date(Date.now() - 60_000).toISOString();
    await openShift(pipeline, account);
    const receiptIds = [await sell(pipeline, account, 1), await sell(pipeline, account, 2)];
    await waitFor(async () => {
      const events = await pipeline.call(account.token, 'GET', '/api/events?type=RECEIPT');
      return (events.body as unknown[]).length === 2;
    });
    const webhookId = await subscribe(pipeline, account, '/late');
    expect(await run(account, webhookId, 'replay-missing', since)).toMatchObject({
      state: 'done',
      progress: 1,
      counts: { published: 2 },
    });
    const requests = await pipeline.receiver.received('/late', 2);
    const ids = requests.map(({ body }) => (JSON.parse(body) as { data: { id: string } }).data.id);
    expect(ids.sort()).toEqual([...receiptIds].sort());
    await waitFor(async () => (await deliveriesOf(pipeline, account, webhookId, 'delivered')).length === 2);
    expect((await run(account, webhookId, 'replay-missing', since)).counts.published).toBe(0);
    expect(pipeline.receiver.requests('/late')).toHaveLength(2);
  });

  it('when deliveries have died, then recovering sends each once more, with the same webhook-id', async () => {
    const account = await pipeline.createAccount();
    const since = new Date(Date.now() - 60_000).toISOString();
    const webhookId = await subscribe(pipeline, account, '/mended');
    pipeline.receiver.script('/mended', () => ({ status: 500 }));
    await openShift(pipeline, account);
    await sell(pipeline, account, 1);
    const [dead] = await waitFor(async () => {
      const found = await deliveriesOf(pipeline, account, webhookId, 'dead');
      return found.length > 0 && found;
    });
    pipeline.receiver.script('/mended', () => ({ status: 200 }));
    const failed = pipeline.receiver.requests('/mended').length;
    expect((await run(account, webhookId, 'recover', since)).counts).toMatchObject({ published: 1 });
    const requests = await pipeline.receiver.received('/mended', failed + 1);
    expect(new Set(requests.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    await waitFor(async () => (await deliveriesOf(pipeline, account, webhookId, 'delivered')).length === 1);
    const log = await pipeline.call(account.token, 'GET', `/api/deliveries/${(dead as { id: string }).id}`);
    expect(log.body).toMatchObject({ state: 'delivered', attempts: failed + 1 });
    expect(await run(account, webhookId, 'recover', since)).toMatchObject({ counts: { published: 0 } });
  });
});
