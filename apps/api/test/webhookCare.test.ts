import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { webhookTestAnswerSchema } from '@kassahook/contracts/webhookCare';
import { ENTITY_TYPES } from '@kassahook/domain/eventType';
import { startScriptedReceiver, type ScriptedReceiver } from '@kassahook/testing/scriptedReceiver';
import { Webhook } from 'standardwebhooks';
import { startApi, type ApiHarness, type TestAccount } from './apiHarness.js';

let harness: ApiHarness;
let receiver: ScriptedReceiver;
let account: TestAccount;

beforeAll(async () => {
  receiver = await startScriptedReceiver();
  harness = await startApi();
  account = await harness.createAccount();
});
afterAll(async () => {
  await harness.close();
  await receiver.close();
});

const anything = expect.stringMatching(/\w/);
const anyObject: unknown = expect.any(Object);
const post = (path: string, body?: unknown, token = account.token) =>
  harness.call('POST', path, { token, ...(body !== undefined && { body }) });
const get = (path: string, token = account.token) => harness.call('GET', path, { token });

let webhooks = 0;
async function createWebhook(fields: object = {}): Promise<{ id: string; path: string; url: string }> {
  webhooks += 1;
  const path = `/hook-${webhooks}`;
  const url = receiver.url(path);
  const { body } = await post('/api/webhooks', { url, ...fields });
  return { id: (body as { id: string }).id, path, url };
}
async function test(id: string, body?: unknown) {
  const answer = await post(`/api/webhooks/${id}/test`, body);
  expect(answer.status).toBe(200);
  return webhookTestAnswerSchema.parse(answer.body);
}
const secretOf = async (id: string) =>
  ((await get(`/api/webhooks/${id}/secret`)).body as { secret: string }).secret;

describe('testing a webhook', () => {
  it('when it is tested, then a signed sample is sent at once and the attempt is the answer', async () => {
    const { id, path, url } = await createWebhook({ headers: { 'X-Shop': 'pass' } });
    receiver.script(path, () => ({ status: 202, body: 'taken' }));
    const attempt = await test(id, { type: 'SHIFT', action: 'UPDATE' });
    const [request] = receiver.requests(path);
    expect(request?.headers).toMatchObject({
      'kassahook-test': 'true',
      'webhook-id': attempt.id,
      'x-shop': 'pass',
      'user-agent': expect.stringContaining('kassahook/'),
    });
    expect(
      new Webhook(await secretOf(id)).verify(request?.body ?? '', request?.headers as never),
    ).toMatchObject({
      action: 'UPDATE',
      type: 'SHIFT',
      data: { shiftId: 12 },
    });
    expect(attempt).toMatchObject({
      delivered: true,
      errorClass: null,
      request: { url, body: request?.body, headers: { 'x-shop': '•••', 'kassahook-test': 'true' } },
      response: { status: 202, body: 'taken' },
      remoteAddress: '127.0.0.1',
    });
    expect((await get('/api/deliveries')).body).toEqual([]);
  });

  it('when the receiver refuses or nothing listens, then that is the answer, also while the webhook is off', async () => {
    const { id, path } = await createWebhook({ isActive: false });
    receiver.script(path, () => ({ status: 410 }));
    expect(await test(id)).toMatchObject({ delivered: false, errorClass: 'GONE', response: { status: 410 } });
    const { body } = await post('/api/webhooks', { url: 'http://127.0.0.1:1/nobody' });
    expect(await test((body as { id: string }).id)).toMatchObject({
      delivered: false,
      errorClass: 'CONNECTION_REFUSED',
      response: null,
    });
    expect((await get(`/api/webhooks/${id}`)).body).not.toHaveProperty('disabledReason');
  });

  it('when each kind is asked for, then there is a sample of it', async () => {
    const { id, path } = await createWebhook();
    for (const type of ENTITY_TYPES) await test(id, { type, action: 'CREATE' });
    const bodies = receiver
      .requests(path)
      .map(({ body }) => JSON.parse(body) as { type: string; data: object });
    expect(bodies.map(({ type }) => type)).toEqual([...ENTITY_TYPES]);
    for (const { data } of bodies) expect(Object.keys(data).length).toBeGreaterThan(3);
  });

  it('when it is tested more than ten times a minute, then 429 says when to come again', async () => {
    const { id } = await createWebhook();
    let limited = await post(`/api/webhooks/${id}/test`);
    // Twice the limit: a new minute may begin in between.
    for (let count = 0; count < 20 && limited.status === 200; count += 1) {
      limited = await post(`/api/webhooks/${id}/test`);
    }
    expect(limited.body).toEqual({ status: 429, code: 'RATE_LIMITED', message: anything });
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('when the webhook wants batches, then its sample is an array of one, as everything it gets', async () => {
    const { id, path } = await createWebhook({ batch: { maxEvents: 10, maxWaitMs: 1_000 } });
    const attempt = await test(id);
    const [request] = receiver.requests(path);
    expect(request?.headers).toMatchObject({ 'webhook-id': attempt.id, 'kassahook-batch-size': '1' });
    expect(request?.headers).not.toHaveProperty('kassahook-event-id');
    const verified = new Webhook(await secretOf(id)).verify(request?.body ?? '', request?.headers as never);
    expect(verified).toEqual([
      {
        id: attempt.id,
        eventId: attempt.id,
        occurredAt: attempt.at,
        action: 'CREATE',
        type: 'RECEIPT',
        data: anyObject,
      },
    ]);
  });

  it('when webhooks are made, tested and deleted one after the other, then the account’s own limit ends it', async () => {
    const { token } = await harness.createAccount();
    const statuses: number[] = [];
    // Twice the limit: a new minute may begin in between.
    for (let count = 0; count <= 60 && statuses.at(-1) !== 429; count += 1) {
      const { body } = await post('/api/webhooks', { url: receiver.url('/cannon') }, token);
      const { id } = body as { id: string };
      statuses.push((await post(`/api/webhooks/${id}/test`, undefined, token)).status);
      await harness.call('DELETE', `/api/webhooks/${id}`, { token });
    }
    expect(statuses.length).toBeGreaterThanOrEqual(31);
    expect(statuses.at(-1)).toBe(429);
  });

  it('when receivers hang, then five tests of an account are under way at once, and others’ go on', async () => {
    const { token } = await harness.createAccount();
    receiver.script('/hangs', () => ({ hang: true }));
    const url = receiver.url('/hangs');
    const { body } = await post('/api/webhooks', { url, timeoutMs: 3_000 }, token);
    const run = () => post(`/api/webhooks/${(body as { id: string }).id}/test`, undefined, token);
    const first = Array.from({ length: 5 }, run);
    await receiver.received('/hangs', 5);
    const sixth = await run();
    expect(sixth.status).toBe(429);
    expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(0);
    await test((await createWebhook()).id);
    for (const answer of await Promise.all(first))
      expect(answer.body).toMatchObject({ errorClass: 'TIMEOUT' });
    receiver.script('/hangs', () => ({ status: 204 }));
    expect((await run()).status).toBe(200);
  });

  it('when the body is wrong, or the webhook is another account’s, then nothing is sent', async () => {
    const { id, path } = await createWebhook();
    expect((await post(`/api/webhooks/${id}/test`, { type: 'X', kind: 1 })).body).toMatchObject({
      data: { type: expect.stringContaining('must be one of'), kind: 'unknown field' },
    });
    const other = await harness.createAccount();
    for (const action of ['test', 'secret/rotate', 'enable', 'disable']) {
      expect((await post(`/api/webhooks/${id}/${action}`, undefined, other.token)).status).toBe(404);
    }
    expect(receiver.requests(path)).toEqual([]);
  });
});

describe('rotating the secret', () => {
  it('when it is rotated, then requests carry both signatures and the webhook says until when', async () => {
    const { id, path } = await createWebhook();
    const old = await secretOf(id);
    const answer = await post(`/api/webhooks/${id}/secret/rotate`);
    expect(answer.body).toEqual({ secret: anything, previousSecretValidUntil: anything });
    const { secret, previousSecretValidUntil } = answer.body as Record<string, string>;
    expect(await secretOf(id)).toBe(secret);
    expect((await get(`/api/webhooks/${id}`)).body).toMatchObject({ previousSecretValidUntil });
    expect((Date.parse(previousSecretValidUntil ?? '') - Date.now()) / 3_600_000).toBeCloseTo(24, 1);
    await test(id);
    const [request] = receiver.requests(path);
    for (const one of [old, secret ?? '']) {
      expect(() => new Webhook(one).verify(request?.body ?? '', request?.headers as never)).not.toThrow();
    }

    await post(`/api/webhooks/${id}/secret/rotate`, { overlapHours: 0 });
    expect((await get(`/api/webhooks/${id}`)).body).not.toHaveProperty('previousSecretValidUntil');
    await test(id);
    expect(receiver.requests(path)[1]?.headers['webhook-signature']).not.toContain(' ');
  });

  it('when what was shown is sent back by PATCH, then it is taken', async () => {
    const { id } = await createWebhook();
    await post(`/api/webhooks/${id}/secret/rotate`);
    const { body } = await get(`/api/webhooks/${id}`);
    const answer = await harness.call('PATCH', `/api/webhooks/${id}`, { token: account.token, body });
    expect(answer.status).toBe(200);
  });

  it('when the body is wrong, then each field is named', async () => {
    const { id } = await createWebhook();
    const rotate = async (body: unknown) => (await post(`/api/webhooks/${id}/secret/rotate`, body)).body;
    expect(await rotate({ overlapHours: 169 })).toMatchObject({
      data: { overlapHours: 'must be at most 168' },
    });
    expect(await rotate({ overlapHours: -1 })).toMatchObject({
      data: { overlapHours: 'must be at least 0' },
    });
    expect(await rotate({ secret: 'abc' })).toMatchObject({
      data: { secret: expect.stringContaining('whsec_') },
    });
  });
});

describe('switching', () => {
  it('when it is disabled and enabled, then it is off and on, and a reason of ours is gone', async () => {
    const { id } = await createWebhook();
    expect((await post(`/api/webhooks/${id}/disable`)).body).toMatchObject({ isActive: false });
    expect((await post(`/api/webhooks/${id}/enable`)).body).toMatchObject({ isActive: true });
    const reader = await harness.issue(account.accountId, ['read']);
    expect((await post(`/api/webhooks/${id}/enable`, undefined, reader)).status).toBe(403);
  });

  it('when headers are patched, then the given ones are all there is; absent, they stay', async () => {
    const { id } = await createWebhook({ headers: { A: '1', B: '2' } });
    const patch = async (body: object) =>
      (await harness.call('PATCH', `/api/webhooks/${id}`, { token: account.token, body })).body;
    expect(await patch({ description: 'x' })).toMatchObject({ headers: { A: '1', B: '2' } });
    expect(await patch({ headers: { C: '3' } })).toHaveProperty('headers', { C: '3' });
    expect(await patch({ headers: {} })).toHaveProperty('headers', {});
  });
});
