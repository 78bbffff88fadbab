import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type ApiHarness } from './apiHarness.js';
import { createBrowser, OPEN_DOORS, signUp, type Member } from './browser.js';
import {
  codeFor,
  createApp,
  createPkce,
  credentials,
  decide,
  post,
  REDIRECT,
  redirected,
  type TestApp,
} from './oauthClient.js';

let harness: ApiHarness;
let nowMs = Date.now();
let developer: Member;
let owner: Member;
let app: TestApp;

beforeAll(async () => {
  const settings = { ...OPEN_DOORS, RATE_LIMIT_ADDRESS_PER_MINUTE: '0' };
  harness = await startApi(settings, { clock: { now: () => nowMs } });
  developer = await signUp(harness);
  owner = await signUp(harness);
  app = await createApp(developer);
});
afterAll(async () => {
  await harness.close();
});

const works = async (token: unknown): Promise<number> =>
  (await harness.call('GET', '/api/webhooks', { token: String(token) })).status;
const exchange = (code: string, more: Record<string, string> = {}, by = app) =>
  post(harness, 'access_token', {
    ...credentials(by),
    grant_type: 'authorization_code',
    code,
    redirect_uri: REDIRECT,
    ...more,
  });
const refresh = (token: unknown, more: Record<string, string> = {}, by = app) =>
  post(harness, 'access_token', {
    ...credentials(by),
    grant_type: 'refresh_token',
    refresh_token: String(token),
    ...more,
  });

describe('asking the owner', () => {
  const path = (query: Record<string, string>) =>
    `/api/oauth2/authorize?${new URLSearchParams(query).toString()}`;

  it('when a browser is sent here, then it goes on to the consent page with all that it brought', async () => {
    const query = { client_id: app.id, redirect_uri: REDIRECT, state: 'a b&c' };
    const answer = await createBrowser(harness).call('GET', path(query));
    expect(answer.status).toBe(302);
    const location = new URL(answer.headers.get('location') ?? '');
    expect(location.pathname).toBe('/consent');
    expect(Object.fromEntries(location.searchParams)).toEqual(query);
  });

  it('when the consent page asks, then it learns who asks for what', async () => {
    const query = { client_id: app.id, redirect_uri: REDIRECT, state: 'x', scope: 'webhooks read' };
    const call = { headers: { accept: 'application/json' } };
    const { body } = await owner.browser.call('GET', path(query), call);
    expect(body).toEqual({
      app: { id: app.id, name: 'Учёт', logoUrl: null },
      scopes: ['read', 'webhooks'],
      redirectUri: REDIRECT,
      state: 'x',
      user: { id: owner.userId, email: owner.email },
    });
    expect((await createBrowser(harness).call('GET', path(query), call)).status).toBe(401);
  });

  it.each([
    ['the client is unknown', { client_id: '00000000-0000-4000-8000-000000000000' }, 'invalid_client'],
    ['the client is no id', { client_id: 'x' }, 'invalid_client'],
    ['the redirect has another path', { redirect_uri: `${REDIRECT}2` }, 'invalid_request'],
    ['the redirect has no query', { redirect_uri: 'https://shop.example/callback' }, 'invalid_request'],
    ['the redirect has another case', { redirect_uri: REDIRECT.replace('shop', 'SHOP') }, 'invalid_request'],
    [
      'the redirect is a neighbour',
      { redirect_uri: 'https://shop.example.evil/callback' },
      'invalid_request',
    ],
  ])('when %s, then nobody is sent anywhere', async (_story, wrong, error) => {
    const query = { client_id: app.id, redirect_uri: REDIRECT, ...wrong };
    const answer = await createBrowser(harness).call('GET', path(query));
    expect([answer.status, answer.body]).toEqual([400, { error, error_description: expect.any(String) }]);
    const posted = await decide(owner.browser, query);
    expect([posted.status, posted.body]).toEqual([400, { error, error_description: expect.any(String) }]);
  });

  it.each([
    ['an unknown application', { client_id: '00000000-0000-4000-8000-000000000000' }, 'app'],
    ['an address that is not registered', { redirect_uri: 'https://evil.example/' }, 'address'],
    ['an application without a name', { client_id: undefined }, 'request'],
  ])(
    'when a browser is sent here by %s, then a page of ours says so, in no words of the link',
    async (_story, wrong, refused) => {
      const query = { client_id: app.id, redirect_uri: REDIRECT, state: 'x', ...wrong };
      const given = Object.entries(query).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      );
      // Media types are the same in any case.
      for (const accept of ['text/html,application/xhtml+xml,*/*;q=0.8', 'Text/HTML']) {
        const headers = { accept };
        const answer = await createBrowser(harness).call('GET', path(Object.fromEntries(given)), { headers });
        const location = new URL(answer.headers.get('location') ?? '');
        expect([answer.status, location.origin]).toEqual([302, `http://127.0.0.1:${harness.api.port()}`]);
        expect(`${location.pathname}${location.search}`).toBe(`/consent?refused=${refused}`);
      }
      const program = await createBrowser(harness).call('GET', path(Object.fromEntries(given)));
      expect([program.status, program.body]).toEqual([
        400,
        { error: expect.any(String), error_description: expect.any(String) },
      ]);
    },
  );

  it.each([
    ['another response type', { response_type: 'token' }, 'unsupported_response_type'],
    ['a scope that is no application’s', { scope: 'read account' }, 'invalid_scope'],
    ['no scope', { scope: ' ' }, 'invalid_scope'],
    ['a plain challenge', { code_challenge: 'x'.repeat(43) }, 'invalid_request'],
    ['a short challenge', { code_challenge: 'x', code_challenge_method: 'S256' }, 'invalid_request'],
  ])(
    'when it asks for %s, then its person sees that first, and only then may be sent to it with the error',
    async (_story, wrong, error) => {
      const query = { client_id: app.id, redirect_uri: REDIRECT, state: 's', ...wrong };
      const stranger = createBrowser(harness);
      const answer = await stranger.call('GET', path(query));
      const location = answer.headers.get('location') ?? '';
      expect([answer.status, location]).toEqual([302, expect.stringMatching(/\/consent\?/)]);
      expect(new URL(location).host).toBe(`127.0.0.1:${harness.api.port()}`);
      const call = { headers: { accept: 'application/json' } };
      expect((await stranger.call('GET', path(query), call)).status).toBe(401);
      const shown = await owner.browser.call('GET', path(query), call);
      expect([shown.status, shown.body]).toEqual([400, expect.objectContaining({ error })]);
      const target = new URL(String(shown.body['redirectTo']));
      expect(target.origin).toBe('https://shop.example');
      expect(Object.fromEntries(target.searchParams)).toMatchObject({ error, state: 's', from: 'kassa' });
      expect((await decide(owner.browser, query)).body).toMatchObject({ error });
    },
  );

  it('when the owner says no, then the application hears it with its state', async () => {
    const answer = redirected(await decide(owner.browser, { client_id: app.id }, 'deny'));
    expect(Object.fromEntries(answer)).toMatchObject({ error: 'access_denied', state: 'st at&e' });
    expect(answer.get('code')).toBeNull();
  });

  it('when a refused answer of the owner is repeated with its Idempotency-Key, then the refusal reads the same', async () => {
    const refused = () =>
      owner.browser.call('POST', '/api/oauth2/authorize', {
        body: null,
        headers: { 'Idempotency-Key': 'refused-consent' },
      });
    const [first, repeat] = [await refused(), await refused()];
    expect(first).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
    expect(repeat).toMatchObject({ status: 400, body: first.body });
  });

  it('when the owner says yes in a plain browser, then it is redirected', async () => {
    const body = { client_id: app.id, redirect_uri: REDIRECT, state: 's', decision: 'allow' };
    const answer = await owner.browser.call('POST', '/api/oauth2/authorize', { body });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toMatch(
      /^https:\/\/shop\.example\/callback\?from=kassa&code=khc_/,
    );
  });

  it('when another site posts the owner’s yes, or a token does, then it is refused', async () => {
    const body = { client_id: app.id, redirect_uri: REDIRECT, decision: 'allow' };
    const forged = await owner.browser.call('POST', '/api/oauth2/authorize', {
      body,
      withoutCsrfHeader: true,
    });
    expect(forged.status).toBe(403);
    const made = await owner.browser.call('POST', '/api/tokens', {
      body: { name: 'x', scopes: ['account', 'read'] },
    });
    const token = String(made.body['token']);
    expect((await harness.call('POST', '/api/oauth2/authorize', { token, body })).status).toBe(403);
  });
});

describe('the exchange of a code', () => {
  it('when an old client sends JSON with its credentials and the code, then its token works and goes on', async () => {
    const code = await codeFor(owner.browser, app, { redirect_uri: undefined });
    const { status, headers, body } = await post(
      harness,
      'access_token',
      { ...credentials(app), code },
      { json: true },
    );
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.stringMatching(/^kh_/),
      token_type: 'Bearer',
      scope: 'read write webhooks',
    });
    expect(headers.get('cache-control')).toBe('no-store');
    nowMs += 86_400_000 / 2;
    expect(await works(body['access_token'])).toBe(200);
    const owned = await harness.call('POST', '/api/webhooks', {
      token: String(body['access_token']),
      body: { url: 'https://shop.example/hook' },
    });
    expect(owned.status).toBe(201);
    expect((await owner.browser.call('GET', '/api/webhooks')).body).toHaveLength(1);
    await login();
  });

  /** Half a day is a long time for a session. */
  async function login(): Promise<void> {
    [developer, owner] = [await signUp(harness), await signUp(harness)];
    app = await createApp(developer);
  }

  it('when a client speaks as the standard says, then it gets an hour, and a refresh token', async () => {
    const code = await codeFor(owner.browser, app, { scope: 'read' });
    const fields = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT };
    const { body } = await post(harness, 'access_token', fields, { basic: app });
    expect(body).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      scope: 'read',
      expires_in: 3_600,
      refresh_token: expect.stringMatching(/^khr_/),
    });
    const hook = { url: 'https://shop.example/hook' };
    const token = String(body['access_token']);
    expect((await harness.call('POST', '/api/webhooks', { token, body: hook })).status).toBe(403);
    nowMs += 3_600_000;
    expect(await works(token)).toBe(401);
  });

  it('when a client of the standard leaves out the redirect URI that it asked with, then PKCE must stand in its place', async () => {
    const bare = (code: string, more: Record<string, string> = {}) =>
      post(harness, 'access_token', { ...credentials(app), grant_type: 'authorization_code', code, ...more });
    const code = await codeFor(owner.browser, app);
    const refused = (await bare(code)).body;
    expect(refused['error']).toBe('invalid_grant');
    expect(refused['error_description']).toContain('redirect_uri');
    expect((await exchange(code)).status).toBe(200);
    const { verifier, asked } = createPkce();
    const verified = await codeFor(owner.browser, app, asked);
    expect((await bare(verified, { code_verifier: verifier })).status).toBe(200);
    // It may be left out of both requests when there is one only (RFC 6749, 3.1.2.3 and 4.1.3).
    const without = await codeFor(owner.browser, app, { redirect_uri: undefined });
    expect((await bare(without)).status).toBe(200);
  });

  it.each([
    ['a client that proved who it is names another redirect URI', { isKnown: true, fits: true }, true],
    ['its verifier is wrong as well', { isKnown: true, fits: false }, false],
    ['nobody knows who it is', { isKnown: false, fits: true }, false],
  ])('when %s, then it hears that the redirect URI is wrong only if the rest is right', async (...story) => {
    const [, { isKnown, fits }, isTold] = story;
    const client = await createApp(developer, { isConfidential: isKnown });
    const { verifier, asked } = createPkce();
    const code = await codeFor(owner.browser, client, asked);
    const { body } = await post(harness, 'access_token', {
      ...(isKnown ? credentials(client) : { client_id: client.id }),
      ...{ grant_type: 'authorization_code', code, redirect_uri: 'https://shop.example/x' },
      code_verifier: fits ? verifier : createPkce().verifier,
    });
    expect(body['error']).toBe('invalid_grant');
    expect(String(body['error_description']).includes('redirect_uri')).toBe(isTold);
  });

  it('when an old client is given access for each of its installations, then all their tokens work; of more than ten the oldest ends', async () => {
    const again = async () => {
      const code = await codeFor(owner.browser, app);
      return (await post(harness, 'access_token', { ...credentials(app), code })).body['access_token'];
    };
    const grants = async () =>
      (
        (await owner.browser.call('GET', '/api/oauth2/grants')).body as unknown as { app: { id: string } }[]
      ).filter((grant) => grant.app.id === app.id).length;
    const hour = (await exchange(await codeFor(owner.browser, app))).body;
    const before = await grants();
    const first = await again();
    expect([await works(first), await grants()]).toEqual([200, before + 1]);
    const second = await again();
    expect([await works(first), await works(second), await grants()]).toEqual([200, 200, before + 2]);
    const others: unknown[] = [];
    while (others.length < 9) others.push(await again());
    expect([await works(first), await works(second), await grants()]).toEqual([401, 200, before + 10]);
    expect(await works(others.at(-1))).toBe(200);
    expect(await works(hour['access_token'])).toBe(200);
  });

  it('when twenty installations of an old client come for their access at once, then ten keep it', async () => {
    const client = await createApp(developer);
    const codes = await Promise.all(Array.from({ length: 20 }, () => codeFor(owner.browser, client)));
    const answers = await Promise.all(
      codes.map((code) => post(harness, 'access_token', { ...credentials(client), code })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    const kept = await Promise.all(answers.map(({ body }) => works(body['access_token'])));
    expect(kept.filter((status) => status === 200)).toHaveLength(10);
  });

  it('when a code is used twice at once, then one token is given, and taken back', async () => {
    const code = await codeFor(owner.browser, app);
    const answers = await Promise.all(Array.from({ length: 8 }, () => exchange(code)));
    const given = answers.filter(({ status }) => status === 200);
    expect(given).toHaveLength(1);
    for (const { status, body } of answers.filter((answer) => answer !== given[0])) {
      expect([status, body['error']]).toEqual([400, 'invalid_grant']);
    }
    expect(await works(given[0]!.body['access_token'])).toBe(401);
    expect((await refresh(given[0]!.body['refresh_token'])).status).toBe(400);
  });

  it('when a code is used again later, then what it gave ends at once, remembered or not', async () => {
    const code = await codeFor(owner.browser, app);
    const { body } = await exchange(code);
    expect(await works(body['access_token'])).toBe(200);
    expect((await exchange(code)).body['error']).toBe('invalid_grant');
    expect(await works(body['access_token'])).toBe(401);
  });

  it('when 60 seconds are over, then the code is nothing', async () => {
    const code = await codeFor(owner.browser, app);
    nowMs += 60_000;
    expect((await exchange(code)).body['error']).toBe('invalid_grant');
  });

  it('when another application brings the code, then it gets nothing, and the right one still does', async () => {
    const other = await createApp(developer);
    const code = await codeFor(owner.browser, app);
    expect((await exchange(code, {}, other)).body['error']).toBe('invalid_grant');
    expect((await exchange(code, { redirect_uri: 'https://shop.example/x' })).body['error']).toBe(
      'invalid_grant',
    );
    expect((await exchange(code)).status).toBe(200);
  });

  it.each([
    ['the secret is wrong', () => ({ ...credentials(app), client_secret: 'x' }), 401, 'invalid_client'],
    ['there is no secret', () => ({ client_id: app.id }), 401, 'invalid_client'],
    ['the client is unknown', () => ({ client_id: 'x', client_secret: 'y' }), 401, 'invalid_client'],
    ['there is no client', () => ({ code: 'x' }), 401, 'invalid_client'],
    ['there is no code', () => credentials(app), 400, 'invalid_request'],
    [
      'the grant type is another',
      () => ({ ...credentials(app), grant_type: 'password' }),
      400,
      'unsupported_grant_type',
    ],
    ['the code is invented', () => ({ ...credentials(app), code: 'khc_x' }), 400, 'invalid_grant'],
  ])('when %s, then the error is the standard’s', async (_story, fields, status, error) => {
    const answer = await post(harness, 'access_token', fields());
    expect([answer.status, answer.body]).toEqual([status, { error, error_description: expect.any(String) }]);
    if (status === 401) expect(answer.headers.get('www-authenticate')).toMatch(/^Basic/);
  });

  it('when a client authenticates in two ways, or sends what cannot be read, then it is invalid_request', async () => {
    const twice = await post(harness, 'access_token', { ...credentials(app), code: 'x' }, { basic: app });
    expect(twice.body['error']).toBe('invalid_request');
    const url = `http://127.0.0.1:${harness.api.port()}/api/oauth2/access_token`;
    for (const [type, body] of [
      ['text/plain', 'code=x'],
      ['application/json', '{"code":'],
      ['application/x-www-form-urlencoded', 'client_id=a&client_id=b'],
    ] as const) {
      const answer = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body });
      expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([
        400,
        'invalid_request',
      ]);
    }
  });
});

describe('PKCE', () => {
  it('when an application cannot keep a secret, then it needs PKCE and no secret', async () => {
    const page = await createApp(developer, { isConfidential: false });
    expect(page.secret).toBe('');
    const refused = redirected(await decide(owner.browser, { client_id: page.id }));
    expect(refused.get('error')).toBe('invalid_request');
    const { verifier, asked } = createPkce();
    const code = await codeFor(owner.browser, page, asked);
    const send = (more: Record<string, string>) =>
      post(harness, 'access_token', { client_id: page.id, grant_type: 'authorization_code', code, ...more });
    expect((await send({})).body['error']).toBe('invalid_grant');
    expect((await send({ code_verifier: createPkce().verifier })).body['error']).toBe('invalid_grant');
    const { status, body } = await send({ code_verifier: verifier });
    expect(status).toBe(200);
    const fields = {
      client_id: page.id,
      grant_type: 'refresh_token',
      refresh_token: String(body['refresh_token']),
    };
    expect((await post(harness, 'access_token', fields)).status).toBe(200);
    const question = { client_id: page.id, token: String(body['access_token']) };
    expect(await post(harness, 'introspect', question)).toMatchObject({
      status: 403,
      body: { error: 'unauthorized_client' },
    });
  });

  it('when somebody took the challenge out of the request, then the verifier tells', async () => {
    const code = await codeFor(owner.browser, app);
    expect((await exchange(code, { code_verifier: createPkce().verifier })).body['error']).toBe(
      'invalid_grant',
    );
  });

  it('when an application with a secret uses PKCE as well, then both are asked for', async () => {
    const { verifier, asked } = createPkce();
    const code = await codeFor(owner.browser, app, asked);
    expect((await exchange(code)).body['error']).toBe('invalid_grant');
    expect((await exchange(code, { code_verifier: verifier })).status).toBe(200);
  });
});

describe('refresh tokens', () => {
  it('when one is used, then it is replaced; used again, then everything of the grant ends', async () => {
    const first = (await exchange(await codeFor(owner.browser, app))).body;
    const second = (await refresh(first['refresh_token'])).body;
    expect(await works(second['access_token'])).toBe(200);
    const third = (await refresh(second['refresh_token'])).body;
    expect(await works(third['access_token'])).toBe(200);
    expect((await refresh(second['refresh_token'])).body['error']).toBe('invalid_grant');
    expect(await works(third['access_token'])).toBe(401);
    expect((await refresh(third['refresh_token'])).body['error']).toBe('invalid_grant');
  });

  it('when one is used twice at once, then one answer at most has a token', async () => {
    const { body } = await exchange(await codeFor(owner.browser, app));
    const answers = await Promise.all(Array.from({ length: 6 }, () => refresh(body['refresh_token'])));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.every(({ status }) => status < 500)).toBe(true);
  });

  it('when less is asked for, then less is given; more is refused, and costs nothing', async () => {
    const { body } = await exchange(await codeFor(owner.browser, app, { scope: 'read webhooks' }));
    expect((await refresh(body['refresh_token'], { scope: 'read write' })).body['error']).toBe(
      'invalid_scope',
    );
    expect((await refresh(body['refresh_token'], { scope: 'read' })).body['scope']).toBe('read');
  });

  it('when a month is over, or another application brings it, then it is nothing', async () => {
    const { body } = await exchange(await codeFor(owner.browser, app));
    const other = await createApp(developer);
    expect((await refresh(body['refresh_token'], {}, other)).body['error']).toBe('invalid_grant');
    nowMs += 30 * 86_400_000;
    expect((await refresh(body['refresh_token'])).body['error']).toBe('invalid_grant');
    [developer, owner] = [await signUp(harness), await signUp(harness)];
    app = await createApp(developer);
  });
});

describe('taking access back', () => {
  it('when an application revokes its access token, then that one ends; its refresh token, then the grant', async () => {
    const { body } = await exchange(await codeFor(owner.browser, app));
    const revoke = (token: unknown, by = app) =>
      post(harness, 'revoke', { ...credentials(by), token: String(token) });
    const other = await createApp(developer);
    expect((await revoke(body['access_token'], other)).status).toBe(200);
    expect(await works(body['access_token'])).toBe(200);
    expect((await revoke(body['access_token'])).status).toBe(200);
    expect(await works(body['access_token'])).toBe(401);
    const next = (await refresh(body['refresh_token'])).body;
    expect((await revoke(next['refresh_token'])).status).toBe(200);
    expect(await works(next['access_token'])).toBe(401);
    expect((await revoke('never was')).status).toBe(200);
    expect((await post(harness, 'revoke', { client_id: app.id, token: 'x' })).body['error']).toBe(
      'invalid_client',
    );
  });

  it('when an owner lists what he granted, then he can revoke it; another account cannot', async () => {
    const { body } = await exchange(await codeFor(owner.browser, app, { scope: 'read' }));
    await works(body['access_token']);
    const list = (await owner.browser.call('GET', '/api/oauth2/grants')).body as unknown as { id: string }[];
    expect(list[0]).toEqual({
      id: expect.any(String),
      app: { id: app.id, name: 'Учёт', logoUrl: null },
      scopes: ['read'],
      userId: owner.userId,
      createdAt: expect.any(String),
      lastUsedAt: expect.any(String),
    });
    const path = `/api/oauth2/grants/${list[0]!.id}`;
    expect((await developer.browser.call('GET', '/api/oauth2/grants')).body).toEqual([]);
    expect((await developer.browser.call('DELETE', path)).status).toBe(404);
    const tokens = (await owner.browser.call('GET', '/api/tokens')).body;
    expect(tokens).toEqual([]);
    expect((await owner.browser.call('DELETE', path)).status).toBe(204);
    expect(await works(body['access_token'])).toBe(401);
    expect((await refresh(body['refresh_token'])).body['error']).toBe('invalid_grant');
  });

  it('when the application is deleted, then its access ends everywhere', async () => {
    const doomed = await createApp(developer);
    const { body } = await exchange(await codeFor(owner.browser, doomed), {}, doomed);
    expect(await works(body['access_token'])).toBe(200);
    expect((await owner.browser.call('DELETE', `/api/oauth2/apps/${doomed.id}`)).status).toBe(404);
    expect((await developer.browser.call('DELETE', `/api/oauth2/apps/${doomed.id}`)).status).toBe(204);
    expect(await works(body['access_token'])).toBe(401);
  });
});

describe('introspection', () => {
  it('when a resource server asks, then it learns of tokens of its own account’s applications only', async () => {
    const { body } = await exchange(await codeFor(owner.browser, app, { scope: 'read' }));
    const ask = (by: TestApp, token: unknown) =>
      post(harness, 'introspect', { token: String(token) }, { basic: by });
    const resourceServer = await createApp(developer);
    const iat = Math.floor(nowMs / 1_000);
    const described = (await ask(resourceServer, body['access_token'])).body;
    expect(described).toEqual({
      active: true,
      scope: 'read',
      client_id: app.id,
      username: owner.email,
      token_type: 'Bearer',
      iat: expect.any(Number),
      exp: iat + 3_600,
      sub: String(owner.userId),
    });
    const stranger = await createApp(owner);
    expect((await ask(stranger, body['access_token'])).body).toEqual({ active: false });
    expect((await ask(resourceServer, 'x')).body).toEqual({ active: false });
    expect((await ask(resourceServer, (await harness.createAccount()).token)).body).toEqual({
      active: false,
    });
    expect((await post(harness, 'introspect', { token: 'x' })).status).toBe(401);
    nowMs += 3_600_000;
    expect((await ask(resourceServer, body['access_token'])).body).toEqual({ active: false });
  });
});

describe('applications', () => {
  it('when one is made, then its secret is shown once, and a new one ends the former', async () => {
    const made = await createApp(developer);
    const path = `/api/oauth2/apps/${made.id}`;
    const shown = (await developer.browser.call('GET', path)).body;
    expect(shown).toMatchObject({
      id: made.id,
      clientId: made.id,
      isConfidential: true,
      redirectUris: [REDIRECT],
    });
    expect(JSON.stringify(shown)).not.toContain('khs_');
    const rotated = (await developer.browser.call('POST', `${path}/secret`)).body;
    const ask = (secret: unknown) =>
      post(harness, 'revoke', { client_id: made.id, client_secret: String(secret), token: 'x' });
    expect((await ask(made.secret)).status).toBe(401);
    expect((await ask(rotated['clientSecret'])).status).toBe(200);
    const patched = await developer.browser.call('PATCH', path, {
      body: { name: 'Новое', logoUrl: 'https://shop.example/logo.png' },
    });
    expect(patched.body).toMatchObject({ name: 'Новое', logoUrl: 'https://shop.example/logo.png' });
    for (const [method, where] of [
      ['GET', path],
      ['PATCH', path],
      ['POST', `${path}/secret`],
    ] as const) {
      const call = method === 'PATCH' ? { body: { name: 'mine' } } : {};
      expect((await owner.browser.call(method, where, call)).status).toBe(404);
    }
  });

  it.each([
    'http://shop.example/callback',
    'https://shop.example/#x',
    'https://me:pass@shop.example/',
    'javascript:alert(1)',
    'data:text/html,x',
    '/callback',
    'app:/callback',
  ])('when the redirect URI is %s, then it is refused by name', async (uri) => {
    const body = { name: 'x', redirectUris: [uri] };
    const answer = await developer.browser.call('POST', '/api/oauth2/apps', { body });
    expect(answer.body).toMatchObject({ status: 400, data: { 'redirectUris.0': expect.any(String) } });
  });

  it('when the redirect URI is a phone’s or a developer’s own, then it is taken', async () => {
    const redirectUris = ['com.example.app:/callback', 'http://127.0.0.1:3000/cb', 'http://localhost/cb'];
    expect((await createApp(developer, { redirectUris })).id).toEqual(expect.any(String));
  });
});

describe('the metadata', () => {
  it('when a client looks, then it finds every endpoint', async () => {
    const { body } = await harness.call('GET', '/.well-known/oauth-authorization-server');
    const issuer = `http://127.0.0.1:${harness.api.port()}`;
    expect(body).toMatchObject({
      issuer,
      authorization_endpoint: `${issuer}/api/oauth2/authorize`,
      token_endpoint: `${issuer}/api/oauth2/access_token`,
      code_challenge_methods_supported: ['S256'],
    });
  });
});
