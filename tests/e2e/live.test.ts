import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openStream, type ReadStream } from '@kassahook/testing/eventStream';
import { openShift, sell, subscribe } from './documents.js';
import { createPipeline, type Pipeline } from './pipeline.js';

/*
 * What happens in an account reaches a page that has it open, through all processes, within a second.
 */

let pipeline: Pipeline;
const streams: ReadStream[] = [];

beforeAll(async () => {
  pipeline = await createPipeline({ BREAKER_FAILURES: '1000' });
  await pipeline.start('api', 'notifier', 'deliverer');
}, 60_000);
afterAll(async () => {
  for (const stream of streams) stream.close();
  await pipeline.close();
});

async function open(token: string): Promise<ReadStream> {
  const stream = await openStream(`${pipeline.apiUrl()}/api/stream`, { authorization: `Bearer ${token}` });
  streams.push(stream);
  await stream.next('live');
  return stream;
}

describe('a page that has an account open', () => {
  it('when a receipt is rung up, then the page hears of the event and of its delivery within a second', async () => {
    const account = await pipeline.createAccount();
    const stream = await open(account.token);
    const webhookId = await subscribe(pipeline, account, '/live');
    await stream.next('webhooks');
    await openShift(pipeline, account);
    const soldAtMs = Date.now();
    const entityId = await sell(pipeline, account, 1);
    const isOurs = (data: Record<string, unknown>) => data['entityId'] === entityId;
    const event = await stream.next('event', isOurs);
    expect(event.data).toMatchObject({ type: 'RECEIPT', action: 'CREATE', deliveries: 1 });
    const delivery = await stream.next('delivery', isOurs);
    expect(delivery.data).toMatchObject({
      webhookId,
      eventId: event.data['id'],
      state: 'delivered',
      attempts: 1,
      lastStatus: 204,
      lastErrorClass: null,
      nextAttemptAt: null,
    });
    expect(delivery.at - soldAtMs).toBeLessThan(1_000);
    expect((await stream.next('health')).data).toMatchObject({ webhookId, state: 'healthy' });
  });

  it('when a receiver breaks, answers again and then says that it is gone, then the page hears of each', async () => {
    const account = await pipeline.createAccount();
    const stream = await open(account.token);
    const webhookId = await subscribe(pipeline, account, '/moody');
    await openShift(pipeline, account);
    const health = (state: string) =>
      stream.next('health', (data) => data['webhookId'] === webhookId && data['state'] === state);

    pipeline.receiver.script('/moody', () => ({ status: 500 }));
    await sell(pipeline, account, 1);
    await health('failing');
    const waiting = await stream.next('delivery', ({ state }) => state === 'waiting');
    expect(waiting.data).toMatchObject({ lastStatus: 500, nextAttemptAt: expect.any(String) });

    pipeline.receiver.script('/moody', () => ({ status: 200 }));
    await health('healthy');

    pipeline.receiver.script('/moody', () => ({ status: 410 }));
    await sell(pipeline, account, 2);
    expect((await health('disabled')).data).toMatchObject({ reason: 'GONE' });
    const { data } = await stream.next('notification');
    expect(data).toMatchObject({ kind: 'WEBHOOK_DISABLED', webhookId });
    const list = (await pipeline.call(account.token, 'GET', '/api/notifications')).body as { id: string }[];
    expect(list[0]?.id).toBe(data['id']);
  });

  it('when a job works, then the page hears how far it is and that it is done', async () => {
    const account = await pipeline.createAccount();
    const stream = await open(account.token);
    const webhookId = await subscribe(pipeline, account, '/job');
    const since = new Date(Date.now() - 60_000).toISOString();
    const started = await pipeline.call(account.token, 'POST', `/api/webhooks/${webhookId}/recover`, {
      since,
    });
    const { id } = started.body as { id: string };
    const done = await stream.next('job', ({ state }) => state === 'done');
    expect(done.data).toMatchObject({ id, webhookId, progress: 1, published: 0 });
  });
});
