import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Attempt } from '@kassahook/contracts/attempt';
import { deliveryIdOf } from '@kassahook/platform/ids';
import { waitFor } from '@kassahook/testing/waitFor';
import { startScriptedReceiver, type ReceiverAnswer } from '@kassahook/testing/scriptedReceiver';
import { deliveriesOf, openShift, sell, subscribe } from './documents.js';
import { createPipeline, type Pipeline, type TestAccount } from './pipeline.js';

let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await createPipeline();
  await pipeline.start('api', 'notifier', 'deliverer');
}, 60_000);
afterAll(() => pipeline.close());

/** An account with one webhook to receipts, an open shift and one sale. */
async function saleTo(path: string, fields: object = {}) {
  const account = await pipeline.createAccount();
  const webhookId = await subscribe(pipeline, account, path, { types: { receipts: true }, ...fields });
  await openShift(pipeline, account);
  const receiptId = await sell(pipeline, account, 1);
  return { account, webhookId, receiptId };
}

async function attemptsOf(account: TestAccount, webhookId: string, state: string): Promise<Attempt[]> {
  const [delivery] = await waitFor(
    async () => {
      const list = await deliveriesOf(pipeline, account, webhookId, state);
      return list.length > 0 && list;
    },
    { what: `a delivery that is ${state}` },
  );
  const attempts = (await pipeline.attempts.byDelivery([delivery!.id])).get(delivery!.id) ?? [];
  return attempts.sort((a, b) => a.at.getTime() - b.at.getTime());
}

describe('the ladder', () => {
  it('when a receiver fails twice, then the delivery climbs two tiers and arrives with the same webhook-id', async () => {
    pipeline.receiver.script('/twice', (_, earlier) => ({ status: earlier < 2 ? 500 : 200 }));
    const { account, webhookId } = await saleTo('/twice');
    const attempts = await attemptsOf(account, webhookId, 'delivered');
    expect(
      attempts.map(({ attempt, rung, state, errorClass }) => ({ attempt, rung, state, errorClass })),
    ).toEqual([
      { attempt: 1, rung: 0, state: 'waiting', errorClass: 'SERVER_ERROR' },
      { attempt: 2, rung: 1, state: 'waiting', errorClass: 'SERVER_ERROR' },
      { attempt: 3, rung: 2, state: 'delivered', errorClass: null },
    ]);
    const requests = pipeline.receiver.requests('/twice');
    expect(new Set(requests.map((request) => request.headers['webhook-id'])).size).toBe(1);
    expect(requests[1]!.atMs - requests[0]!.atMs).toBeGreaterThanOrEqual(140);
    expect(requests[2]!.atMs - requests[1]!.atMs).toBeGreaterThanOrEqual(290);
  });

  it('when every tier fails, then the delivery is dead, is listed, and a resend delivers it', async () => {
    let broken = true;
    pipeline.receiver.script('/dead', () => ({ status: broken ? 503 : 204 }));
    const { account, webhookId } = await saleTo('/dead');
    const attempts = await attemptsOf(account, webhookId, 'dead');
    expect(attempts.map((attempt) => attempt.rung)).toEqual([0, 1, 2, 3, 4]);
    expect(attempts.at(-1)).toMatchObject({ state: 'dead', errorClass: 'UNAVAILABLE', nextAttemptAt: null });

    broken = false;
    const { deliveryId } = attempts[0]!;
    const resent = await pipeline.call(account.token, 'POST', `/api/deliveries/${deliveryId}/resend`);
    expect(resent.status).toBe(202);
    await attemptsOf(account, webhookId, 'delivered');
    expect(await deliveriesOf(pipeline, account, webhookId, 'dead')).toEqual([]);
    expect(
      new Set(pipeline.receiver.requests('/dead').map((request) => request.headers['webhook-id'])).size,
    ).toBe(1);
  });

  it('when 429 asks to wait longer than the next tier, then the first tier that is late enough is taken', async () => {
    pipeline.receiver.script('/later', (_, earlier) =>
      earlier === 0 ? { status: 429, headers: { 'retry-after': '1' } } : { status: 200 },
    );
    const { account, webhookId } = await saleTo('/later');
    const attempts = await attemptsOf(account, webhookId, 'delivered');
    // A second is more than any rung of the test's ladder has: the last one is taken.
    expect(attempts.map(({ rung, errorClass }) => [rung, errorClass])).toEqual([
      [0, 'RATE_LIMITED'],
      [4, null],
    ]);
  });
});

describe('what a receiver can do', () => {
  it.each<[string, string, ReceiverAnswer]>([
    ['redirects', 'REDIRECT', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }],
    ['refuses', 'CLIENT_ERROR', { status: 404 }],
    ['resets', 'CONNECTION_RESET', { reset: true }],
    ['answers too much', 'RESPONSE_TOO_LARGE', { status: 200, body: 'x'.repeat(20_000) }],
    ['hangs', 'TIMEOUT', { hang: true }],
  ])('when it %s, then the attempt says %s and the next one delivers', async (_, errorClass, answer) => {
    // A receiver of its own: on a connection that was kept alive, one reset is repeated at once and costs no attempt.
    const receiver = await startScriptedReceiver();
    receiver.script('/answers', (_request, earlier) => (earlier === 0 ? answer : { status: 200 }));
    const account = await pipeline.createAccount();
    const fields = { types: { receipts: true }, timeoutMs: 1_000 };
    const webhookId = await subscribe(pipeline, account, '/answers', fields, receiver);
    await openShift(pipeline, account);
    await sell(pipeline, account, 1);
    const attempts = await attemptsOf(account, webhookId, 'delivered');
    expect(attempts.map((attempt) => attempt.errorClass)).toEqual([errorClass, null]);
    await receiver.close();
  });

  it('when nobody listens, then the attempt says so and the delivery waits in the next tier', async () => {
    const account = await pipeline.createAccount();
    const { body } = await pipeline.call(account.token, 'POST', '/api/webhooks', {
      url: 'http://127.0.0.1:9/nobody',
      types: { receipts: true },
    });
    await openShift(pipeline, account);
    await sell(pipeline, account, 1);
    const attempts = await attemptsOf(account, (body as { id: string }).id, 'dead');
    expect(attempts[0]).toMatchObject({ errorClass: 'CONNECTION_REFUSED', response: null, state: 'waiting' });
  });

  it('when it answers, then the attempt keeps the request as sent, secrets masked, and the head of the answer', async () => {
    pipeline.receiver.script('/kept', () => ({
      status: 200,
      headers: { 'x-request-id': 'r-7', 'set-cookie': 'never=kept' },
      body: 'a'.repeat(6_000),
    }));
    const { account, webhookId } = await saleTo('/kept', { headers: { 'X-Shop-Key': 'top-secret' } });
    const [attempt] = await attemptsOf(account, webhookId, 'delivered');
    expect(pipeline.receiver.requests('/kept')[0]!.headers['x-shop-key']).toBe('top-secret');
    expect(JSON.stringify(attempt)).not.toContain('top-secret');
    expect(JSON.stringify(attempt)).not.toContain('never=kept');
    expect(attempt!.response).toMatchObject({ status: 200, headers: { 'x-request-id': 'r-7' } });
    expect(attempt!.response!.body).toHaveLength(4_096);
    expect(attempt!.request!.headers).toMatchObject({ 'webhook-id': attempt!.deliveryId });
    expect(attempt!.timings!.totalMs).toBeGreaterThan(0);
    expect(attempt!.remoteAddress).toContain('127.0.0.1');
  });
});

describe('webhooks that go', () => {
  it('when a receiver says 410 Gone, then the webhook is switched off and the delivery ends', async () => {
    pipeline.receiver.script('/gone', () => ({ status: 410 }));
    const { account, webhookId } = await saleTo('/gone');
    await attemptsOf(account, webhookId, 'dead');
    const shown = await waitFor(async () => {
      const { body } = await pipeline.call(account.token, 'GET', `/api/webhooks/${webhookId}`);
      return (body as { isActive: boolean }).isActive ? null : (body as object);
    });
    expect(shown).toMatchObject({ isActive: false, disabledReason: 'GONE' });
    await sell(pipeline, account, 2);
    await waitFor(async () => {
      const events = await pipeline.events.listSince({
        since: new Date(0),
        limit: 50,
        accountId: account.accountId,
      });
      return events.filter((event) => event.type === 'RECEIPT').length === 2;
    });
    expect(pipeline.receiver.requests('/gone')).toHaveLength(1);
  });

  it.each(['disabled', 'deleted'])(
    'when a webhook is %s between two attempts, then its delivery ends as cancelled',
    async (how) => {
      const path = `/${how}`;
      let failed: () => void = () => undefined;
      const firstFailed = new Promise<void>((resolve) => (failed = resolve));
      pipeline.receiver.script(path, () => {
        failed();
        return { status: 503, headers: { 'retry-after': '1' } };
      });
      const { account, webhookId } = await saleTo(path);
      await firstFailed;
      const target = `/api/webhooks/${webhookId}`;
      if (how === 'disabled') await pipeline.call(account.token, 'PATCH', target, { isActive: false });
      else await pipeline.call(account.token, 'DELETE', target);
      const [event] = await waitFor(async () => {
        const events = await pipeline.events.listSince({
          since: new Date(0),
          limit: 50,
          accountId: account.accountId,
        });
        const receipts = events.filter((one) => one.type === 'RECEIPT');
        return receipts.length > 0 && receipts;
      });
      const deliveryId = deliveryIdOf(event!.id, webhookId);
      const attempts = await waitFor(async () => {
        const list = (await pipeline.attempts.byDelivery([deliveryId])).get(deliveryId) ?? [];
        return list.some((attempt) => attempt.state === 'cancelled') && list;
      });
      expect(attempts.find((attempt) => attempt.state === 'cancelled')).toMatchObject({
        errorClass: how === 'disabled' ? 'WEBHOOK_DISABLED' : 'WEBHOOK_DELETED',
        request: null,
      });
      expect(pipeline.receiver.requests(path)).toHaveLength(1);
    },
  );
});
