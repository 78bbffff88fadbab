import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditView } from '@kassahook/contracts/audit';
import { startApi, type ApiHarness } from './apiHarness.js';
import { OPEN_DOORS, PASSWORD, signUp, type Member } from './browser.js';
import { codeFor, createApp, credentials, post } from './oauthClient.js';

let harness: ApiHarness;
let owner: Member;

beforeAll(async () => {
  harness = await startApi({ ...OPEN_DOORS, SECRET_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}` });
  owner = await signUp(harness);
});
afterAll(async () => {
  await harness.close();
});

async function log(member: Member, query = ''): Promise<{ data: AuditView[]; next: string | null }> {
  const { status, body } = await member.browser.call('GET', `/api/audit${query}`);
  expect(status).toBe(200);
  return body as unknown as { data: AuditView[]; next: string | null };
}

const actionsOf = (entries: AuditView[]): string[] => entries.map(({ action }) => action);

describe('the audit log', () => {
  it('when a webhook is changed, then it says who changed what, and no secret', async () => {
    const member = await signUp(harness);
    const headers = { 'x-request-id': 'change-1' };
    const made = await member.browser.call('POST', '/api/webhooks', {
      body: { url: 'https://shop.example/hook?key=hush', types: { receipts: true } },
    });
    const id = String(made.body['id']);
    await member.browser.call('PATCH', `/api/webhooks/${id}`, {
      body: { isActive: false, headers: { 'X-Key': 'hush' }, timeoutMs: 9_000 },
      headers,
    });
    await member.browser.call('PATCH', `/api/webhooks/${id}`, { body: { isActive: false } });
    await member.browser.call('DELETE', `/api/webhooks/${id}`);
    const { data } = await log(member, `?targetType=webhook&targetId=${id}`);
    expect(actionsOf(data)).toEqual(['webhook.deleted', 'webhook.changed', 'webhook.created']);
    expect(data[1]).toEqual({
      id: expect.any(String),
      at: expect.any(String),
      action: 'webhook.changed',
      target: { type: 'webhook', id },
      actor: { userId: member.userId, email: member.email, tokenId: null, tokenName: null },
      address: expect.stringMatching(/127\.0\.0\.1$/),
      requestId: 'change-1',
      details: {
        changed: ['isActive', 'timeoutMs', 'headers'],
        isActive: { from: true, to: false },
        timeoutMs: { from: 5_000, to: 9_000 },
        url: 'https://shop.example/hook?…',
      },
    });
    expect(data[2]?.details).toEqual({ url: 'https://shop.example/hook?…' });
    expect(JSON.stringify(data)).not.toContain('hush');
  });

  it('when a token changes something, then it is named; what the house does has no actor', async () => {
    const member = await signUp(harness);
    const made = await member.browser.call('POST', '/api/tokens', {
      body: { name: 'Склад', scopes: ['read', 'webhooks'] },
    });
    const { id: tokenId, token } = made.body as { id: string; token: string };
    const hook = await harness.call('POST', '/api/webhooks', { token, body: { url: 'https://a.example/' } });
    const { id } = hook.body as { id: string };
    const row = await harness.postgres.models.webhook.findByPk(id);
    await harness.postgres.transaction(async (transaction) => {
      await row?.update({ isActive: false, disabledReason: 'gone' }, { transaction });
    });
    // What it is called later is not what it was called.
    await member.browser.call('PATCH', `/api/tokens/${tokenId}`, { body: { name: 'Сайт' } });
    const { data } = await log(member, `?targetId=${id}`);
    expect(data.map(({ actor }) => actor)).toEqual([
      null,
      { userId: member.userId, email: member.email, tokenId, tokenName: 'Склад' },
    ]);
  });

  it('when a register is made or its token replaced, then both are there, without the token', async () => {
    const member = await signUp(harness);
    const shop = await member.browser.call('POST', '/api/shops', { body: { name: 'Лавка' } });
    const made = await member.browser.call('POST', '/api/devices', {
      body: { name: 'Касса 1', groupId: shop.body['id'] },
    });
    const id = String(made.body['id']);
    const token = await member.browser.call('POST', `/api/devices/${id}/token`);
    expect(token.status).toBe(201);
    // What was refused is not there.
    expect((await member.browser.call('POST', '/api/devices/999999/token')).status).toBe(404);
    const { data } = await log(member, '?targetType=device');
    expect(data).toMatchObject([
      {
        action: 'device.token_replaced',
        target: { type: 'device', id },
        actor: { userId: member.userId },
        details: { name: 'Касса 1', revoked: 1 },
      },
      { action: 'device.registered', target: { type: 'device', id }, details: { name: 'Касса 1' } },
    ]);
    expect(data).toHaveLength(2);
    const text = JSON.stringify(data);
    expect(text).not.toContain(String(made.body['deviceToken']));
    expect(text).not.toContain(String(token.body['deviceToken']));
  });

  it('when access is given and taken, then each step is there, without secrets', async () => {
    const member = await signUp(harness);
    const { browser } = member;
    const app = await createApp(member);
    const code = await codeFor(browser, app);
    const given = await post(harness, 'access_token', { ...credentials(app), code });
    const [grant] = (await browser.call('GET', '/api/oauth2/grants')).body as unknown as { id: string }[];
    await browser.call('DELETE', `/api/oauth2/grants/${String(grant?.id)}`);
    await browser.call('POST', `/api/oauth2/apps/${app.id}/secret`);
    await browser.call('DELETE', `/api/oauth2/apps/${app.id}`);
    const token = (await browser.call('POST', '/api/tokens', { body: { name: 'x', scopes: ['read'] } })).body;
    await browser.call('PATCH', `/api/tokens/${String(token['id'])}`, { body: { name: 'y' } });
    await browser.call('DELETE', `/api/tokens/${String(token['id'])}`);
    const invited = await browser.call('POST', '/api/invitations', {
      body: { email: 'someone@example.com', role: 'viewer' },
    });
    await browser.call('DELETE', `/api/invitations/${String(invited.body['id'])}`);
    await browser.call('POST', '/api/auth/password', {
      body: { currentPassword: PASSWORD, newPassword: 'another long word' },
    });
    const { data } = await log(member);
    expect(actionsOf(data).reverse()).toEqual([
      'account.created',
      'session.opened',
      'app.created',
      'consent.given',
      'grant.revoked',
      'app.secret_rotated',
      'app.deleted',
      'token.created',
      'token.renamed',
      'token.revoked',
      'member.invited',
      'invitation.revoked',
      'password.changed',
      'session.opened',
    ]);
    const named = data.filter(({ action }) => ['consent.given', 'grant.revoked'].includes(action));
    expect(named.map(({ details }) => details['app'])).toEqual(['Учёт', 'Учёт']);
    const text = JSON.stringify(data);
    for (const secret of [
      app.secret,
      code,
      given.body['access_token'],
      token['token'],
      String(invited.body['link']).split('=')[1],
      PASSWORD,
      'another long word',
      browser.cookie()?.split('=')[1],
    ]) {
      expect(secret).toEqual(expect.any(String));
      expect(text).not.toContain(secret);
    }
  });

  it('when a change fails, then nothing is written down', async () => {
    const member = await signUp(harness);
    await member.browser.call('PATCH', `/api/members/${member.userId}`, { body: { role: 'viewer' } });
    expect(actionsOf((await log(member)).data)).toEqual(['session.opened', 'account.created']);
  });

  it('when it is long, then it is paged by key, also while more comes', async () => {
    for (let index = 0; index < 5; index += 1) {
      await owner.browser.call('POST', '/api/tokens', { body: { name: `t${index}`, scopes: ['read'] } });
    }
    const seen: string[] = [];
    let next: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof log>> = await log(
        owner,
        `?action=token.created&limit=2${next === null ? '' : `&before=${next}`}`,
      );
      seen.push(...page.data.map(({ details }) => String(details['name'])));
      next = page.next;
      await owner.browser.call('POST', '/api/tokens', { body: { name: 'late', scopes: ['read'] } });
    } while (next !== null);
    expect(seen).toEqual(['t4', 't3', 't2', 't1', 't0']);
    const none = await log(owner, `?to=2020-01-01T00:00:00Z&userId=${owner.userId}`);
    expect(none).toEqual({ data: [], next: null });
    const wrong = await owner.browser.call('GET', '/api/audit?limit=0&before=x&from=yesterday');
    expect(Object.keys(wrong.body['data'] as object)).toEqual(['limit', 'before', 'from']);
  });

  it('when another account asks, then it sees its own entries only', async () => {
    const stranger = await signUp(harness);
    const { data } = await log(stranger);
    expect(data.every(({ actor }) => actor?.email === stranger.email)).toBe(true);
  });
});
