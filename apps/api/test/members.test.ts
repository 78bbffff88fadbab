import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '@kassahook/contracts/role';
import { newToken } from '@kassahook/platform/tokens';
import { startApi, type ApiHarness } from './apiHarness.js';
import { createBrowser, OPEN_DOORS, PASSWORD, signUp, type Browser, type Member } from './browser.js';

let harness: ApiHarness;
let nowMs = Date.now();

beforeAll(async () => {
  harness = await startApi(
    { ...OPEN_DOORS, CABINET_URL: 'https://cabinet.example/' },
    { clock: { now: () => nowMs } },
  );
});
afterAll(async () => {
  await harness.close();
});

const anEmail = (): string => `${newToken().slice(3, 20).toLowerCase()}@example.com`;
const invite = (by: Browser, role: Role, email = anEmail()) =>
  by.call('POST', '/api/invitations', { body: { email, role } });
const tokenOf = (link: unknown): string => String(link).split('#token=')[1]!;

async function accept(link: unknown, browser = createBrowser(harness)) {
  const body = { token: tokenOf(link), name: 'Борис', password: PASSWORD };
  return { browser, answer: await browser.call('POST', '/api/invitations/accept', { body }) };
}

async function join(owner: Member, role: Role): Promise<Member> {
  const { body } = await invite(owner.browser, role);
  const { browser, answer } = await accept(body['link']);
  const { user } = answer.body as { user: { id: number; email: string } };
  return { browser, email: user.email, userId: user.id, accountId: owner.accountId };
}

describe('inviting', () => {
  it('when somebody is invited, then the link shows him what it is, makes him a member, and works once', async () => {
    const owner = await signUp(harness);
    const email = anEmail();
    const { status, body } = await invite(owner.browser, 'viewer', email);
    expect(status).toBe(201);
    expect(body).toMatchObject({ email, role: 'viewer' });
    expect(body['link']).toMatch(/^https:\/\/cabinet\.example\/invitation#token=kh_[\w-]{43}$/);
    const preview = await createBrowser(harness).call('POST', '/api/invitations/preview', {
      body: { token: tokenOf(body['link']) },
    });
    expect(preview.body).toEqual({ email, role: 'viewer', accountName: 'Анна Демидова' });
    const { browser, answer } = await accept(body['link']);
    expect(answer.body).toMatchObject({
      user: { name: 'Борис', email, role: 'viewer' },
      account: { id: owner.accountId },
      scopes: ['read'],
    });
    expect((await browser.call('GET', '/api/auth/session')).status).toBe(200);
    expect((await accept(body['link'])).answer.status).toBe(404);
    expect((await owner.browser.call('GET', '/api/invitations')).body).toEqual([]);
  });

  it('when two accept one invitation at once, then one becomes a member', async () => {
    const owner = await signUp(harness);
    const { body } = await invite(owner.browser, 'viewer');
    const both = await Promise.all([accept(body['link']), accept(body['link'])]);
    expect(both.map(({ answer }) => answer.status).sort()).toEqual([201, 404]);
  });

  it('when an invitation is replaced, revoked or over, then its link is nothing', async () => {
    const owner = await signUp(harness);
    const email = anEmail();
    const first = (await invite(owner.browser, 'viewer', email)).body;
    const second = (await invite(owner.browser, 'viewer', email)).body;
    expect((await accept(first['link'])).answer.status).toBe(404);
    const path = `/api/invitations/${String(second['id'])}`;
    const stranger = await signUp(harness);
    expect((await stranger.browser.call('DELETE', path)).status).toBe(404);
    expect((await owner.browser.call('DELETE', path)).status).toBe(204);
    expect((await accept(second['link'])).answer.status).toBe(404);
    const third = (await invite(owner.browser, 'viewer', email)).body;
    nowMs += 7 * 86_400_000;
    expect((await accept(third['link'])).answer.status).toBe(404);
  });

  it('when the address is a member’s already, or another account’s, then it is 409', async () => {
    const owner = await signUp(harness);
    expect((await invite(owner.browser, 'viewer', owner.email)).status).toBe(409);
    const stranger = await signUp(harness);
    const { body } = await invite(owner.browser, 'viewer', stranger.email);
    expect((await accept(body['link'])).answer.body).toMatchObject({
      status: 409,
      data: { email: 'is taken' },
    });
  });
});

describe('roles', () => {
  it('when a role is taken away, then sessions and tokens lose its rights at once', async () => {
    const owner = await signUp(harness);
    const member = await join(owner, 'administrator');
    const { body } = await member.browser.call('POST', '/api/tokens', {
      body: { name: 'x', scopes: ['read', 'webhooks'] },
    });
    const token = String(body['token']);
    const hook = { url: 'https://shop.example/hook' };
    expect((await harness.call('POST', '/api/webhooks', { token, body: hook })).status).toBe(201);
    const path = `/api/members/${member.userId}`;
    await owner.browser.call('PATCH', path, { body: { role: 'viewer' } });
    expect((await harness.call('POST', '/api/webhooks', { token, body: hook })).status).toBe(403);
    expect((await harness.call('GET', '/api/webhooks', { token })).status).toBe(200);
    expect((await member.browser.call('POST', '/api/webhooks', { body: hook })).status).toBe(403);
    expect((await member.browser.call('GET', '/api/tokens')).status).toBe(403);
    expect((await owner.browser.call('DELETE', path)).status).toBe(204);
    expect((await harness.call('GET', '/api/webhooks', { token })).status).toBe(401);
    expect((await member.browser.call('GET', '/api/webhooks')).status).toBe(401);
  });

  it('when somebody loses his role, then what he offered others is withdrawn', async () => {
    const owner = await signUp(harness);
    const member = await join(owner, 'administrator');
    const { body } = await invite(member.browser, 'administrator');
    await owner.browser.call('PATCH', `/api/members/${member.userId}`, { body: { role: 'viewer' } });
    expect((await accept(body['link'])).answer.status).toBe(404);
  });

  it('when it is the last owner, then he can neither go nor step down, also not two at once', async () => {
    const owner = await signUp(harness);
    const own = `/api/members/${owner.userId}`;
    expect((await owner.browser.call('DELETE', own)).body['code']).toBe('LAST_OWNER');
    const stepDown = await owner.browser.call('PATCH', own, { body: { role: 'viewer' } });
    expect(stepDown.body['code']).toBe('LAST_OWNER');
    const second = await join(owner, 'owner');
    const both = await Promise.all([
      owner.browser.call('DELETE', `/api/members/${second.userId}`),
      second.browser.call('DELETE', `/api/members/${owner.userId}`),
    ]);
    expect(both.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(await harness.postgres.models.user.count({ where: { accountId: owner.accountId } })).toBe(1);
  });

  it('when another account names a member, then it is 404', async () => {
    const owner = await signUp(harness);
    const stranger = await signUp(harness);
    const path = `/api/members/${owner.userId}`;
    expect((await stranger.browser.call('DELETE', path)).status).toBe(404);
    expect((await stranger.browser.call('PATCH', path, { body: { role: 'viewer' } })).status).toBe(404);
    expect((await stranger.browser.call('DELETE', '/api/members/x')).status).toBe(404);
    const list = (await stranger.browser.call('GET', '/api/members')).body as unknown as { id: number }[];
    expect(list.map(({ id }) => id)).toEqual([stranger.userId]);
  });
});

describe('the matrix of roles', () => {
  const hook = { url: 'https://shop.example/hook' };
  const token = { name: 'x', scopes: ['read'] };
  let target: Record<Role, number>;
  let by: Record<Role, Browser>;

  beforeAll(async () => {
    const owner = await signUp(harness);
    const [administrator, viewer] = [await join(owner, 'administrator'), await join(owner, 'viewer')];
    by = { owner: owner.browser, administrator: administrator.browser, viewer: viewer.browser };
    target = { owner: owner.userId, administrator: administrator.userId, viewer: viewer.userId };
  });

  const paths = {
    ownerMember: () => `/api/members/${target.owner}`,
    viewerMember: () => `/api/members/${target.viewer}`,
  };

  it.each<
    [what: string, method: string, path: string | (() => string), body: object | null, statuses: string]
  >([
    // statuses: owner, administrator, viewer
    ['reads webhooks', 'GET', '/api/webhooks', null, '200 200 200'],
    ['reads deliveries', 'GET', '/api/deliveries?webhookId=none', null, '400 400 400'],
    ['makes a webhook', 'POST', '/api/webhooks', hook, '201 201 403'],
    ['lists tokens', 'GET', '/api/tokens', null, '200 200 403'],
    ['makes a token', 'POST', '/api/tokens', token, '201 201 403'],
    ['lists members', 'GET', '/api/members', null, '200 200 403'],
    [
      'invites a viewer',
      'POST',
      '/api/invitations',
      { email: 'v@example.com', role: 'viewer' },
      '201 201 403',
    ],
    [
      'invites an administrator',
      'POST',
      '/api/invitations',
      { email: 'a@example.com', role: 'administrator' },
      '201 201 403',
    ],
    [
      'invites an owner',
      'POST',
      '/api/invitations',
      { email: 'o@example.com', role: 'owner' },
      '201 403 403',
    ],
    ['lists invitations', 'GET', '/api/invitations', null, '200 200 403'],
    ['keeps a viewer a viewer', 'PATCH', paths.viewerMember, { role: 'viewer' }, '200 200 403'],
    ['makes a viewer an owner', 'PATCH', paths.viewerMember, { role: 'owner' }, '- 403 403'],
    ['demotes an owner', 'PATCH', paths.ownerMember, { role: 'viewer' }, '409 403 403'],
    ['removes an owner', 'DELETE', paths.ownerMember, null, '409 403 403'],
    ['reports as a register', 'POST', '/api/device/shifts', { number: 1 }, '403 403 403'],
    ['sees himself', 'GET', '/api/auth/session', null, '200 200 200'],
  ])('when a member %s, then his role decides', async (_what, method, path, body, statuses) => {
    const seen: string[] = [];
    for (const [index, role] of (['owner', 'administrator', 'viewer'] as const).entries()) {
      if (statuses.split(' ')[index] === '-') {
        seen.push('-');
        continue;
      }
      const where = typeof path === 'string' ? path : path();
      const { status } = await by[role].call(method, where, body === null ? {} : { body });
      seen.push(String(status));
    }
    expect(seen.join(' ')).toBe(statuses);
  });
});
