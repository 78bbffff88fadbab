import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type ApiHarness } from './apiHarness.js';
import { createBrowser, OPEN_DOORS, PASSWORD, signUp } from './browser.js';

const CABINET = 'https://cabinet.example';
const SHOP = 'https://shop.example';

let closed: ApiHarness;
let open: ApiHarness;
beforeAll(async () => {
  closed = await startApi({ SIGN_UP_OPEN: 'false' });
  open = await startApi({
    ...OPEN_DOORS,
    SESSION_COOKIE_SECURE: 'true',
    CABINET_URL: CABINET,
    CORS_ORIGINS: `${CABINET},${SHOP}`,
  });
});
afterAll(async () => {
  await closed.close();
  await open.close();
});

const ask = (harness: ApiHarness, origin: string, method = 'GET') =>
  harness.call(method, '/api/webhooks', {
    headers: { origin, ...(method === 'OPTIONS' && { 'access-control-request-method': 'POST' }) },
  });

describe('pages of other origins', () => {
  it('when nothing is set, then no origin may read an answer', async () => {
    for (const method of ['GET', 'OPTIONS']) {
      expect((await ask(closed, SHOP, method)).headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('when origins are set, then they may, errors and headers too; only the cabinet’s with its cookie', async () => {
    const shop = await ask(open, SHOP);
    expect(shop.status).toBe(401);
    expect(shop.headers.get('access-control-allow-origin')).toBe(SHOP);
    expect(shop.headers.get('access-control-allow-credentials')).toBeNull();
    const exposed = shop.headers.get('access-control-expose-headers')?.split(',');
    expect(exposed).toEqual(expect.arrayContaining(['X-Request-Id', 'X-Total-Count', 'X-Next-Before']));
    const preflight = await ask(open, CABINET, 'OPTIONS');
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-credentials')).toBe('true');
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PATCH');
    const other = await ask(open, 'https://evil.example');
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('when the cabinet is on another origin, then its writes are ours; those of other CORS origins are not', async () => {
    const { browser } = await signUp(open);
    const write = (origin: string) =>
      browser.call('POST', '/api/webhooks', {
        body: { url: 'https://shop.example/hook' },
        headers: { origin, 'sec-fetch-site': 'same-site' },
      });
    expect((await write(CABINET)).status).toBe(201);
    expect((await write(SHOP)).status).toBe(403);
  });
});

describe('what every answer carries', () => {
  it('when anything is answered, then nothing may frame, sniff or keep it', async () => {
    const { headers } = await ask(closed, SHOP);
    expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toContain('max-age=');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('when the cookie is for HTTPS, then its name binds it to this host', async () => {
    const { email } = await signUp(open);
    const answer = await createBrowser(open).call('POST', '/api/auth/login', {
      body: { email, password: PASSWORD },
    });
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^__Host-kassahook=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
    );
  });

  it('when signing up is closed, then it is 403', async () => {
    const body = { name: 'x', email: 'x@example.com', password: PASSWORD };
    expect((await createBrowser(closed).call('POST', '/api/auth/sign-up', { body })).status).toBe(403);
  });
});
