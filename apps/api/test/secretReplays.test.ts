import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createIdempotencyStore } from '@kassahook/postgres/idempotencyStore';
import { createSecretBox } from '@kassahook/platform/secretBox';
import { startApi, type ApiHarness, type TestAccount } from './apiHarness.js';

const MINUTE_MS = 60_000;
let harness: ApiHarness;
let account: TestAccount;
let nowMs = Date.now();
const clock = { now: () => nowMs };
let maker: string;
let other: string;

beforeAll(async () => {
  harness = await startApi({}, { clock });
});
afterAll(async () => {
  await harness.close();
});
beforeEach(async () => {
  account = await harness.createAccount();
  const scopes = ['read', 'write', 'account'] as const;
  [maker, other] = [
    await harness.issue(account.accountId, scopes),
    await harness.issue(account.accountId, scopes),
  ];
});

const redirectUris = ['https://shop.example/callback'];
/** What shows a secret once: where, with what, and which field is the secret. */
const requests = (): [string, unknown, string][] => [
  ['/api/tokens', { name: 'Склад', scopes: ['read'] }, 'token'],
  ['/api/devices', { name: 'Касса', groupId: account.shopId }, 'deviceToken'],
  [`/api/devices/${account.deviceId}/token`, {}, 'deviceToken'],
  ['/api/oauth2/apps', { name: 'Учёт', redirectUris }, 'clientSecret'],
  ['/api/invitations', { email: `${randomUUID()}@example.com`, role: 'viewer' }, 'link'],
];
const send = async (token: string, path: string, body: unknown, key: string) => {
  const answer = await harness.call('POST', path, { token, body, headers: { 'Idempotency-Key': key } });
  const isReplayed = answer.headers.get('idempotent-replayed') === 'true';
  return { status: answer.status, body: answer.body as Record<string, unknown>, isReplayed };
};

describe('an answer that shows a secret once', () => {
  it('when it was lost, then its maker gets it again, without a second secret', async () => {
    for (const [path, body, field] of requests()) {
      const key = randomUUID();
      const first = await send(maker, path, body, key);
      const again = await send(maker, path, body, key);
      expect([path, first.status, first.body[field]]).toEqual([path, 201, expect.any(String)]);
      expect([path, again]).toEqual([path, { ...first, isReplayed: true }]);
    }
  });

  it('when another token of the account comes with the same key, then it does not see the secret', async () => {
    for (const [path, body, field] of requests()) {
      const key = randomUUID();
      const first = await send(maker, path, body, key);
      const theirs = await send(other, path, body, key);
      expect([path, theirs.isReplayed]).toEqual([path, false]);
      expect(theirs.body[field]).not.toBe(first.body[field]);
    }
  });

  it('when ten minutes are over, then nobody sees it: a repeat is told that it was done, and makes no second one', async () => {
    for (const [path, body] of requests()) {
      const key = randomUUID();
      await send(maker, path, body, key);
      nowMs += 10 * MINUTE_MS;
      const late = await send(maker, path, body, key);
      expect([path, late.status, late.body['code']]).toEqual([path, 409, 'IDEMPOTENCY_SECRET_FORGOTTEN']);
    }
    const tokens = (await harness.call('GET', '/api/tokens', { token: maker })).body as { name: string }[];
    expect(tokens.filter(({ name }) => name === 'Склад')).toHaveLength(1);
  });

  it('when ten minutes are over, then it is not kept either, though nobody asked', async () => {
    const key = randomUUID();
    const [path, body] = requests()[0]!;
    await send(maker, path, body, key);
    await send(maker, '/api/webhooks', { url: 'https://shop.example/hook' }, key);
    const secretBox = createSecretBox({ k1: Buffer.alloc(32, 7).toString('base64') });
    const store = createIdempotencyStore(harness.postgres, { secretBox, clock });
    const kept = async () => {
      const where = { accountId: account.accountId, key };
      const rows = await harness.postgres.models.idempotencyKey.findAll({ where, order: [['route', 'ASC']] });
      return rows.map(({ status, sealedAnswer }) => [status, sealedAnswer !== null]);
    };
    const before = await kept();
    nowMs += 10 * MINUTE_MS;
    await store.forgetSecrets({ limit: 1_000 });
    expect(await kept()).toEqual(before.map(([status], index) => [status, index !== 0]));
  });

  it('when it was refused, then the refusal is replayed for a day, as any other', async () => {
    const key = randomUUID();
    const first = await send(maker, '/api/tokens', { name: '' }, key);
    nowMs += 60 * MINUTE_MS;
    const again = await send(maker, '/api/tokens', { name: '' }, key);
    expect([first.status, again.status, again.isReplayed]).toEqual([400, 400, true]);
  });
});
