import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { openShift, sell, subscribe } from './documents.js';
import { createPipeline, type Pipeline } from './pipeline.js';

const ROTATIONS = 8;
/** Requests between two rotations. */
const BETWEEN = 4;

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await createPipeline();
  await pipeline.start('api', 'notifier', 'deliverer', 'deliverer');
}, 60_000);
afterAll(() => pipeline.close());

describe('rotating a secret under a running stream', () => {
  it('when it is rotated again and again, then every request verifies with a secret that its receiver has at that moment', async () => {
    const account = await pipeline.createAccount();
    const webhookId = await subscribe(pipeline, account, '/rotated');
    const { body } = await pipeline.call(account.token, 'GET', `/api/webhooks/${webhookId}/secret`);
    // As a shop has them: the newest, and the one before as long as the overlap lasts.
    const known = [(body as { secret: string }).secret];
    const refused: string[] = [];
    pipeline.receiver.script('/rotated', ({ headers, body: text }) => {
      const isGenuine = known.slice(-2).some((secret) => verifies(secret, text, headers));
      if (isGenuine) return { status: 204 };
      refused.push(`${String(headers['webhook-id'])} after ${known.length - 1} rotations`);
      return { status: 401 };
    });
    await openShift(pipeline, account);
    let isOver = false;
    let sold = 0;
    const selling = (async () => {
      while (!isOver) await sell(pipeline, account, (sold += 1));
    })();
    for (let rotation = 1; rotation <= ROTATIONS; rotation += 1) {
      await pipeline.receiver.received('/rotated', pipeline.receiver.requests('/rotated').length + BETWEEN);
      const path = `/api/webhooks/${webhookId}/secret/rotate`;
      const answer = await pipeline.call(account.token, 'POST', path);
      expect(answer.status).toBe(200);
      known.push((answer.body as { secret: string }).secret);
    }
    await pipeline.receiver.received('/rotated', pipeline.receiver.requests('/rotated').length + BETWEEN);
    isOver = true;
    await selling;
    const requests = await pipeline.receiver.received('/rotated', sold);
    expect(refused).toEqual([]);
    // Each was sent once: none was refused and tried again.
    expect(new Set(requests.map(({ headers }) => headers['webhook-id'])).size).toBe(requests.length);
    // And the stream did move from secret to secret.
    const last = requests.at(-1)!;
    expect(verifies(known.at(-1)!, last.body, last.headers)).toBe(true);
    expect(verifies(known[0]!, last.body, last.headers)).toBe(false);
  }, 90_000);
});

function verifies(secret: string, body: string, headers: object): boolean {
  try {
    new Webhook(secret).verify(body, headers as never);
    return true;
  } catch {
    return false;
  }
}
