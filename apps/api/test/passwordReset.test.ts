import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { hashToken, newToken } from '@kassahook/platform/tokens';
import { createPasswordResetStore, type PasswordResetStore } from '@kassahook/postgres/passwordResetStore';
import { createTcpProxy, type TcpProxy } from '@kassahook/testing/tcpProxy';
import { startApi, type ApiHarness } from './apiHarness.js';
import { createBrowser, OPEN_DOORS, PASSWORD, signUp, type Member } from './browser.js';

const NEW_PASSWORD = 'another long word';
const HOUR_MS = 3_600_000;

let now = Date.parse('2026-03-01T10:00:00.000Z');
const clock = { now: () => now };
let harness: ApiHarness;
let proxy: TcpProxy;
let resets: PasswordResetStore;
let anna: Member;
let log = '';

beforeAll(async () => {
  const { hostname, port } = new URL(process.env['REDIS_URL'] ?? '');
  proxy = await createTcpProxy({ host: hostname, targetPort: Number(port) });
  harness = await startApi(
    {
      ...OPEN_DOORS,
      REDIS_URL: `redis://127.0.0.1:${proxy.port}`,
      LOGIN_ATTEMPTS_PER_ACCOUNT: '3',
      PASSWORD_RESETS_PER_ACCOUNT: '3',
      LOG_LEVEL: 'trace',
    },
    { clock, logTo: (line) => void (log += line) },
  );
  resets = createPasswordResetStore(harness.postgres, { clock });
});
beforeEach(async () => {
  await harness.postgres.sequelize.query('DELETE FROM password_resets');
  anna = await signUp(harness);
});
afterAll(async () => {
  await harness.close();
  await proxy.close();
});

const ask = (email: string) => harness.call('POST', '/api/auth/password-reset', { body: { email } });
const confirm = (token: string, newPassword = NEW_PASSWORD) =>
  harness.call('POST', '/api/auth/password-reset/confirm', { body: { token, newPassword } });
const login = async (password: string) =>
  (await createBrowser(harness).call('POST', '/api/auth/login', { body: { email: anna.email, password } }))
    .status;
const isLoggedIn = async ({ browser }: Member) =>
  (await browser.call('GET', '/api/auth/session')).status === 200;

/** As the notifier answers what was asked: the tokens, of those that are somebody's. */
async function mailedTokens(): Promise<string[]> {
  const tokens: string[] = [];
  for (const { id } of await resets.takeDue({ limit: 10, holdMs: 1_000, maxAgeMs: HOUR_MS })) {
    const token = newToken('khp');
    const to = await resets.issue({ id, tokenHash: hashToken(token), lifetimeMs: HOUR_MS });
    if (to === null) continue;
    tokens.push(token);
    await resets.mailed(id);
  }
  return tokens;
}

async function oneToken(): Promise<string> {
  expect((await ask(anna.email)).status).toBe(202);
  const [token = ''] = await mailedTokens();
  return token;
}

const unusable = { status: 400, code: 'VALIDATION_FAILED', data: { token: 'is unknown, used or over' } };

describe('asking for another password', () => {
  it('when the address is somebody’s or nobody’s, then the answer is the same, and only one gets a token', async () => {
    const [known, unknown] = [await ask(` ${anna.email.toUpperCase()}`), await ask('nobody@example.com')];
    expect([known.status, known.body]).toEqual([202, null]);
    expect([unknown.status, unknown.body]).toEqual([202, null]);
    const names = ({ headers }: { headers: Headers }) => [...headers.keys()];
    expect(names(unknown)).toEqual(names(known));
    expect(await mailedTokens()).toHaveLength(1);
    expect(await mailedTokens()).toEqual([]);
  });

  it('when it is asked for again and again, then an unknown address is refused after as many requests', async () => {
    for (const email of [anna.email, 'somebody.else@example.com']) {
      const statuses: number[] = [];
      for (let count = 0; count < 4; count += 1) statuses.push((await ask(email)).status);
      expect(statuses).toEqual([202, 202, 202, 429]);
    }
    expect(await login(PASSWORD)).toBe(200);
  });

  it('when the body is wrong or another site’s page asks, then it is refused', async () => {
    expect((await ask('anna')).body).toMatchObject({ data: { email: 'must be an e-mail address' } });
    const headers = { 'sec-fetch-site': 'cross-site' };
    const body = { email: anna.email };
    const answer = await createBrowser(harness).call('POST', '/api/auth/password-reset', { body, headers });
    expect(answer).toMatchObject({ status: 403, body: { code: 'CSRF_REFUSED' } });
    const confirmed = await createBrowser(harness).call('POST', '/api/auth/password-reset/confirm', {
      body: { token: 'x', newPassword: 'another long word' },
      headers,
    });
    expect(confirmed).toMatchObject({ status: 403, body: { code: 'CSRF_REFUSED' } });
    expect(await mailedTokens()).toEqual([]);
  });
});

describe('setting another password', () => {
  it('when the token is right, then the password is another, every session is over, and the audit log says so', async () => {
    const elsewhere = createBrowser(harness);
    await elsewhere.call('POST', '/api/auth/login', { body: { email: anna.email, password: PASSWORD } });
    const token = await oneToken();
    expect((await confirm(token)).status).toBe(204);
    expect(await isLoggedIn(anna)).toBe(false);
    expect((await elsewhere.call('GET', '/api/auth/session')).status).toBe(401);
    expect([await login(PASSWORD), await login(NEW_PASSWORD)]).toEqual([401, 200]);

    const auditor = await harness.issue(anna.accountId, ['account']);
    const { body } = await harness.call('GET', '/api/audit?action=password.reset', { token: auditor });
    expect(body).toMatchObject({
      data: [
        {
          target: { type: 'user', id: String(anna.userId) },
          actor: { userId: anna.userId, email: anna.email, tokenId: null },
        },
      ],
    });
    expect(log).toContain('http.request');
    for (const secret of [token, hashToken(token), NEW_PASSWORD]) expect(log).not.toContain(secret);
  });

  it('when it was used, also by two at once, then it works once', async () => {
    const token = await oneToken();
    const answers = await Promise.all([confirm(token), confirm(token, 'yet another word')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 400]);
    expect((await confirm(token)).body).toMatchObject(unusable);
  });

  it('when an hour has passed, then it is over', async () => {
    const token = await oneToken();
    now += HOUR_MS;
    expect((await confirm(token)).body).toMatchObject(unusable);
    expect(await login(PASSWORD)).toBe(200);
  });

  it('when there are several, or the password was changed meanwhile, then the use of one ends them all', async () => {
    await ask(anna.email);
    await ask(anna.email);
    const [first = '', second = ''] = await mailedTokens();
    expect((await confirm(second)).status).toBe(204);
    expect((await confirm(first)).body).toMatchObject(unusable);

    const third = await oneToken();
    expect(await login(NEW_PASSWORD)).toBe(200);
    const { browser } = anna;
    await browser.call('POST', '/api/auth/login', { body: { email: anna.email, password: NEW_PASSWORD } });
    const body = { currentPassword: NEW_PASSWORD, newPassword: PASSWORD };
    expect((await browser.call('POST', '/api/auth/password', { body })).status).toBe(204);
    expect((await confirm(third)).body).toMatchObject(unusable);
  });

  it('when the password is a bad one or the token is none, then the field is named and the token is still good', async () => {
    const token = await oneToken();
    expect((await confirm(token, 'short')).body).toMatchObject({
      data: { newPassword: 'must have at least 10 characters' },
    });
    expect((await confirm(token, anna.email)).body).toMatchObject({
      data: { newPassword: 'is too easy to guess' },
    });
    expect((await confirm('khp_x')).body).toMatchObject(unusable);
    expect((await confirm('')).body).toMatchObject({ data: { token: 'is required' } });
    expect((await confirm(token)).status).toBe(204);
  });

  it('when guesses have kept the owner out, then the new password lets him in at once', async () => {
    const token = await oneToken();
    for (let guess = 0; guess < 3; guess += 1) expect(await login('wrong password')).toBe(401);
    expect(await login(PASSWORD)).toBe(429);
    expect((await confirm(token)).status).toBe(204);
    expect(await login(NEW_PASSWORD)).toBe(200);
  });
});

describe('while Redis is away', () => {
  it('when a token is used, then the password is set and the sessions of the former one are over all the same', async () => {
    const token = await oneToken();
    proxy.refuse();
    await proxy.cut();
    expect((await confirm(token)).status).toBe(204);
    expect(log).toContain('password_reset.leftovers_stay');
    await proxy.accept();
    const { user } = harness.postgres.models;
    expect(await user.findByPk(anna.userId)).toMatchObject({ sessionEpoch: 1 });
  });
});
