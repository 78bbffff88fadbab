import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApi, type ApiHarness } from './apiHarness.js';
import { OPEN_DOORS, signUp, type Member } from './browser.js';
import { codeFor, createApp, credentials, post, REDIRECT, type TestApp } from './oauthClient.js';

let harness: ApiHarness;
let owner: Member;
let app: TestApp;
let shopId: number;

beforeAll(async () => {
  harness = await startApi({ ...OPEN_DOORS, RATE_LIMIT_ADDRESS_PER_MINUTE: '0' });
  owner = await signUp(harness);
  app = await createApp(await signUp(harness));
  const shop = await owner.browser.call('POST', '/api/shops', { body: { name: 'Магазин' } });
  shopId = Number(shop.body['id']);
});
afterAll(async () => {
  await harness.close();
});

/** Access that the owner gives now. */
async function granted(): Promise<Record<string, unknown>> {
  const code = await codeFor(owner.browser, app, { scope: 'read write' });
  const fields = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT };
  return (await post(harness, 'access_token', { ...credentials(app), ...fields })).body;
}

async function refreshed(given: Record<string, unknown>): Promise<Record<string, unknown>> {
  const fields = { grant_type: 'refresh_token', refresh_token: String(given['refresh_token']) };
  return (await post(harness, 'access_token', { ...credentials(app), ...fields })).body;
}

/** Registers a register, which shows a secret once. */
const register = (given: Record<string, unknown>, key: string) =>
  harness.call('POST', '/api/devices', {
    token: String(given['access_token']),
    body: { name: 'Касса', groupId: shopId },
    headers: { 'Idempotency-Key': key },
  });

it('when an application refreshed its token before it repeats a request, then it gets the same secret, not a second one', async () => {
  const given = await granted();
  const key = randomUUID();
  const first = await register(given, key);
  expect(first.status).toBe(201);
  const again = await register(await refreshed(given), key);
  expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
  expect(again.body).toEqual(first.body);
});

it('when another grant of the same application comes with the same key, then it does not see the secret', async () => {
  const key = randomUUID();
  const first = await register(await granted(), key);
  const theirs = await register(await granted(), key);
  expect(theirs.headers.get('idempotent-replayed')).toBeNull();
  expect(theirs.body).not.toEqual(first.body);
});
