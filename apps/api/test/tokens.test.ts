import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type ApiHarness } from './apiHarness.js';
import { OPEN_DOORS, signUp, type Member } from './browser.js';

let harness: ApiHarness;
let owner: Member;
let nowMs = Date.now();

beforeAll(async () => {
  harness = await startApi(OPEN_DOORS, { clock: { now: () => nowMs } });
  owner = await signUp(harness);
});
afterAll(async () => {
  await harness.close();
});

const make = (member: Member, body: object) => member.browser.call('POST', '/api/tokens', { body });
const statusWith = async (token: unknown): Promise<number> =>
  (await harness.call('GET', '/api/webhooks', { token: String(token) })).status;

describe('tokens', () => {
  it('when a token is made, then it is shown once, works, is listed, and can be renamed', async () => {
    const { status, body } = await make(owner, { name: 'Склад', scopes: ['read', 'webhooks', 'read'] });
    expect(status).toBe(201);
    const { token, ...shown } = body;
    expect(token).toMatch(/^kh_[\w-]{43}$/);
    expect(shown).toEqual({
      id: expect.any(String),
      name: 'Склад',
      scopes: ['read', 'webhooks'],
      createdAt: expect.any(String),
      expiresAt: null,
      lastUsedAt: null,
      userId: owner.userId,
      deviceId: null,
    });
    expect(await statusWith(token)).toBe(200);
    const path = `/api/tokens/${String(body['id'])}`;
    expect((await owner.browser.call('PATCH', path, { body: { name: 'Учёт' } })).body['name']).toBe('Учёт');
    const list = await owner.browser.call('GET', '/api/tokens');
    expect(list.headers.get('x-total-count')).toBe('1');
    expect(JSON.stringify(list.body)).not.toContain(token);
  });

  it('when a token is revoked, then this process refuses it at once, remembered or not', async () => {
    const { body } = await make(owner, { name: 'x', scopes: ['read'] });
    expect(await statusWith(body['token'])).toBe(200);
    const path = `/api/tokens/${String(body['id'])}`;
    expect((await owner.browser.call('DELETE', path)).status).toBe(204);
    expect(await statusWith(body['token'])).toBe(401);
    expect((await owner.browser.call('GET', path)).status).toBe(404);
    expect((await owner.browser.call('DELETE', path)).status).toBe(404);
  });

  it('when a token has been used, then it says when', async () => {
    const { body } = await make(owner, { name: 'x', scopes: ['read'] });
    await statusWith(body['token']);
    const path = `/api/tokens/${String(body['id'])}`;
    expect((await owner.browser.call('GET', path)).body['lastUsedAt']).toBe(new Date(nowMs).toISOString());
  });

  it('when a token expires, then it stops, also in the cache', async () => {
    const expiresAt = new Date(nowMs + 1_000).toISOString();
    const { body } = await make(owner, { name: 'x', scopes: ['read'], expiresAt });
    expect(await statusWith(body['token'])).toBe(200);
    nowMs += 1_000;
    expect(await statusWith(body['token'])).toBe(401);
  });

  it.each([
    ['no scope', { name: 'x', scopes: [] }, { scopes: 'must name at least one scope' }],
    ['a register’s scope', { name: 'x', scopes: ['device'] }, { 'scopes.0': expect.any(String) }],
    ['no name', { name: ' ', scopes: ['read'] }, { name: 'must have 1 to 256 characters' }],
    [
      'a past expiry',
      { name: 'x', scopes: ['read'], expiresAt: '2020-01-01T00:00:00Z' },
      { expiresAt: 'must be in the future' },
    ],
  ])('when the body has %s, then the field is named', async (_story, body, data) => {
    expect((await make(owner, body)).body).toMatchObject({ status: 400, data });
  });

  it('when another account names the token, then it is 404', async () => {
    const { body } = await make(owner, { name: 'x', scopes: ['read'] });
    const stranger = await signUp(harness);
    const path = `/api/tokens/${String(body['id'])}`;
    for (const method of ['GET', 'PATCH', 'DELETE']) {
      const call = method === 'PATCH' ? { body: { name: 'mine' } } : {};
      expect((await stranger.browser.call(method, path, call)).status).toBe(404);
    }
    expect((await stranger.browser.call('GET', '/api/tokens')).body).toEqual([]);
    expect(await statusWith(body['token'])).toBe(200);
  });
});

describe('tokens made by tokens', () => {
  const byToken = async (token: unknown, body: object) =>
    (await harness.call('POST', '/api/tokens', { token: String(token), body })).status;

  it('when a token makes one, then it may not carry more, nor live longer, nor make others', async () => {
    const expiresAt = new Date(nowMs + 60_000).toISOString();
    const { body } = await make(owner, { name: 'x', scopes: ['read', 'account'], expiresAt });
    const later = new Date(nowMs + 61_000).toISOString();
    expect(await byToken(body['token'], { name: 'y', scopes: ['read', 'write'] })).toBe(403);
    expect(await byToken(body['token'], { name: 'y', scopes: ['account'] })).toBe(403);
    expect(await byToken(body['token'], { name: 'y', scopes: ['read'], expiresAt: later })).toBe(403);
    const made = await harness.call('POST', '/api/tokens', {
      token: String(body['token']),
      body: { name: 'y', scopes: ['read'] },
    });
    expect(made.body).toMatchObject({ expiresAt, userId: owner.userId, scopes: ['read'] });
  });

  it('when a token lacks the scope, then it manages no tokens', async () => {
    const { body } = await make(owner, { name: 'x', scopes: ['read', 'write', 'webhooks'] });
    expect(await byToken(body['token'], { name: 'y', scopes: ['read'] })).toBe(403);
  });
});
