import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@kassahook/platform/clock';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createRedis } from '@kassahook/redis/redis';
import { createSubscriptionCache } from '@kassahook/redis/subscriptionCache';
import { parseWebhookSecret } from '@kassahook/sender/signature';
import { startApi, type ApiHarness, type TestAccount } from './apiHarness.js';

const LIMIT = 30;
let harness: ApiHarness;
let account: TestAccount;

beforeAll(async () => {
  harness = await startApi({
    WEBHOOKS_PER_ACCOUNT_MAX: String(LIMIT),
    OUTGOING_ALLOWED_CIDRS: '',
    OUTGOING_PORTS: '80,443,8000-9999',
  });
  account = await harness.createAccount();
});
afterAll(async () => {
  await harness.close();
});

const url = 'https://shop.example/hook';
const NO_TYPES = {
  products: false,
  devices: false,
  encashments: false,
  receipts: false,
  shifts: false,
  operations: false,
  deviceRegistrations: false,
};
const NO_EVENTS = {
  products: [],
  devices: [],
  encashments: [],
  receipts: [],
  shifts: [],
  operations: [],
  deviceRegistrations: [],
};
const ALL = ['CREATE', 'UPDATE', 'DELETE'];

type Shown = Record<string, unknown> & { id: string };
const send = (method: string, path: string, body?: unknown, token = account.token) =>
  harness.call(method, path, { token, ...(body !== undefined && { body }) });

async function created(body: object, token = account.token): Promise<Shown> {
  const answer = await send('POST', '/api/webhooks', body, token);
  expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
  return answer.body as Shown;
}

describe('creating', () => {
  it('when only the URL is given, then the rest takes its defaults and nothing more is shown', async () => {
    expect(await created({ url })).toEqual({
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      url,
      isActive: true,
      types: NO_TYPES,
      events: NO_EVENTS,
      description: null,
      timeoutMs: 5_000,
      headers: {},
      metadata: {},
      filter: null,
      deviceIds: null,
      shopIds: null,
      maxPerSecond: null,
      batch: null,
      createdAt: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
      updatedAt: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
    });
  });

  it('when types are partial, then absent ones are false', async () => {
    const { types, events } = await created({ url, types: { receipts: true, shifts: false } });
    expect(types).toEqual({ ...NO_TYPES, receipts: true });
    expect(events).toEqual({ ...NO_EVENTS, receipts: ALL });
  });

  it('when events are given, then they override types, entity by entity', async () => {
    const shown = await created({
      url,
      types: { receipts: true, products: true },
      events: { receipts: ['CREATE'], shifts: ['UPDATE', 'DELETE'] },
    });
    expect(shown['types']).toEqual({ ...NO_TYPES, products: true });
    expect(shown['events']).toEqual({
      ...NO_EVENTS,
      products: ALL,
      receipts: ['CREATE'],
      shifts: ['UPDATE', 'DELETE'],
    });
  });

  it('when every option is given, then it is shown and kept', async () => {
    const options = {
      isActive: false,
      description: 'склад',
      timeoutMs: 30_000,
      headers: { 'X-Shop': '7', Authorization: 'Bearer secret' },
      metadata: { shop: '7' },
    };
    const { id } = await created({ url, ...options });
    expect((await send('GET', `/api/webhooks/${id}`)).body).toMatchObject(options);
  });

  it('when no secret is given, then one is generated; it is shown on request and nowhere else', async () => {
    const shown = await created({ url });
    const { status, body } = await send('GET', `/api/webhooks/${shown.id}/secret`);
    const { secret } = body as { secret: string };
    expect(status).toBe(200);
    expect(parseWebhookSecret(secret)).toHaveLength(32);
    expect(JSON.stringify((await send('GET', '/api/webhooks')).body)).not.toContain('whsec_');
  });

  it('when a secret is given, then it is the one', async () => {
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const { id } = await created({ url, secret });
    expect((await send('GET', `/api/webhooks/${id}/secret`)).body).toEqual({ secret });
  });

  it('when the account has as many as it may, then one more is 409, at the same moment too', async () => {
    const { token } = await harness.createAccount();
    const answers = await Promise.all(
      Array.from({ length: LIMIT + 3 }, () => send('POST', '/api/webhooks', { url }, token)),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(LIMIT);
    const refused = answers.filter(({ status }) => status !== 201).map(({ body }) => body);
    expect(refused).toEqual(
      Array(3).fill({ status: 409, code: 'WEBHOOK_LIMIT_REACHED', message: expect.any(String) }),
    );
    const list = await send('GET', '/api/webhooks', undefined, token);
    expect(list.headers.get('x-total-count')).toBe(String(LIMIT));
  });
});

/** What is wrong with a body, by field. `anything` stands for a sentence that is not ours to fix here. */
const anything = expect.stringMatching(/\w/);
const mistakes: readonly [story: string, body: object, data: Record<string, unknown>][] = [
  ['the URL is missing', {}, { url: 'is required' }],
  ['the URL is none', { url: 'shop' }, { url: 'This is not a valid URL.' }],
  [
    'the URL is not http',
    { url: 'ftp://shop.example/' },
    { url: 'The URL must start with http:// or https://.' },
  ],
  [
    'the URL has credentials',
    { url: 'https://a:b@shop.example/' },
    { url: 'The URL must not contain credentials.' },
  ],
  [
    'the URL has a fragment',
    { url: 'https://shop.example/#a' },
    { url: 'The URL must not contain a fragment.' },
  ],
  [
    'the URL has another port',
    { url: 'https://shop.example:22/' },
    { url: expect.stringMatching(/^Port 22/) },
  ],
  [
    'the URL is private',
    { url: 'http://10.0.0.1/' },
    { url: expect.stringMatching(/^The host is not allowed/) },
  ],
  [
    'the URL is this machine',
    { url: 'http://2130706433/' },
    { url: expect.stringMatching(/^The host is not allowed/) },
  ],
  [
    'the URL is too long',
    { url: `https://shop.example/${'a'.repeat(2_048)}` },
    { url: expect.stringMatching(/2048/) },
  ],
  ['a field is unknown', { url, type: {} }, { type: 'unknown field' }],
  ['a type is unknown', { url, types: { recepts: true } }, { 'types.recepts': 'unknown field' }],
  ['an entity of events is unknown', { url, events: { recept: [] } }, { 'events.recept': 'unknown field' }],
  [
    'a type is not a boolean',
    { url, types: { receipts: 'yes' } },
    { 'types.receipts': 'must be of type boolean' },
  ],
  [
    'an action is unknown',
    { url, events: { receipts: ['CREATE', 'create'] } },
    { 'events.receipts.1': 'must be one of CREATE, UPDATE, DELETE' },
  ],
  ['the deadline is too short', { url, timeoutMs: 999 }, { timeoutMs: anything }],
  ['the deadline is too long', { url, timeoutMs: 30_001 }, { timeoutMs: anything }],
  ['the deadline is a fraction', { url, timeoutMs: 1_000.5 }, { timeoutMs: anything }],
  ['the description is too long', { url, description: 'a'.repeat(501) }, { description: anything }],
  [
    'headers are ours or the connection’s',
    {
      url,
      headers: {
        Host: 'a',
        Connection: 'close',
        'Content-Type': 'text/plain',
        'webhook-id': '1',
        'Kassahook-A': '1',
        'User-Agent': 'Googlebot/2.1',
        'transfer-encoding': 'chunked',
        'Proxy-Authorization': 'x',
        'X-Fine': '1',
      },
    },
    {
      'headers.Host': anything,
      'headers.Connection': anything,
      'headers.Content-Type': anything,
      'headers.webhook-id': anything,
      'headers.Kassahook-A': anything,
      'headers.User-Agent': anything,
      'headers.transfer-encoding': anything,
      'headers.Proxy-Authorization': anything,
    },
  ],
  [
    'headers break the grammar',
    { url, headers: { 'X A': '1', 'X-B': 'a\r\nX-C: 1', 'X-D': 'ключ', 'X-E': 5, '': 'a' } },
    {
      'headers.X A': anything,
      'headers.X-B': anything,
      'headers.X-D': anything,
      'headers.X-E': 'must be of type string',
      'headers.': anything,
    },
  ],
  ['a header is given twice', { url, headers: { 'X-A': '1', 'x-a': '2' } }, { headers: anything }],
  [
    'there are too many headers',
    { url, headers: Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`X-${i}`, '1'])) },
    { headers: 'at most 10 headers' },
  ],
  [
    'there is too much metadata',
    { url, metadata: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`k${i}`, '1'])) },
    { metadata: 'at most 20 entries' },
  ],
  [
    'metadata is not short texts',
    { url, metadata: { a: 1, b: 'x'.repeat(501) } },
    { 'metadata.a': 'must be of type string', 'metadata.b': anything },
  ],
  [
    'the secret is none',
    { url, secret: 'password' },
    { secret: 'the webhook secret must start with whsec_' },
  ],
  ['the id is chosen', { url, id: '00000000-0000-4000-8000-000000000000' }, { id: 'unknown field' }],
  [
    'several fields are wrong',
    { url: 'http://127.0.0.1/', timeoutMs: 'long', types: { a: true }, isActive: 1, extra: 1 },
    {
      url: anything,
      timeoutMs: 'must be of type number',
      'types.a': 'unknown field',
      isActive: 'must be of type boolean',
      extra: 'unknown field',
    },
  ],
];

describe('what is refused', () => {
  it.each(mistakes)('when %s, then the fields are named', async (_story, body, data) => {
    const answer = await send('POST', '/api/webhooks', body);
    expect(answer.body).toEqual({ status: 400, code: 'VALIDATION_FAILED', message: anything, data });
    expect(answer.status).toBe(400);
  });
});

describe('changing', () => {
  it('when PATCH gives some fields, then only those change, inside types and events too', async () => {
    const before = await created({
      url,
      description: 'a',
      types: { receipts: true },
      events: { shifts: ['UPDATE'] },
    });
    const { status, body } = await send('PATCH', `/api/webhooks/${before.id}`, {
      types: { products: true },
      events: { receipts: ['CREATE'] },
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      ...before,
      types: { ...NO_TYPES, products: true },
      events: { ...NO_EVENTS, products: ALL, receipts: ['CREATE'], shifts: ['UPDATE'] },
      updatedAt: expect.any(String),
    });
  });

  it('when PUT replaces, then what is absent takes its default, and the secret stays', async () => {
    const before = await created({
      url,
      isActive: false,
      description: 'a',
      timeoutMs: 9_000,
      types: { receipts: true },
    });
    const secret = (await send('GET', `/api/webhooks/${before.id}/secret`)).body;
    const { body } = await send('PUT', `/api/webhooks/${before.id}`, {
      url: `${url}/2`,
      types: { shifts: true },
    });
    expect(body).toMatchObject({
      id: before.id,
      url: `${url}/2`,
      isActive: true,
      description: null,
      timeoutMs: 5_000,
      types: { ...NO_TYPES, shifts: true },
    });
    expect((await send('GET', `/api/webhooks/${before.id}/secret`)).body).toEqual(secret);
  });

  it.each(['PUT', 'PATCH'])('when %s sends back what was shown, then it is taken', async (method) => {
    const before = await created({ url, events: { receipts: ['CREATE'] }, headers: { 'X-A': '1' } });
    const { status, body } = await send(method, `/api/webhooks/${before.id}`, before);
    expect(status).toBe(200);
    expect(body).toEqual({ ...before, updatedAt: expect.any(String) });
  });

  it.each(['PUT', 'PATCH'])(
    'when %s brings a secret or another id, then it is refused by name',
    async (method) => {
      const { id } = await created({ url });
      const path = `/api/webhooks/${id}`;
      const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
      expect((await send(method, path, { url, secret })).body).toMatchObject({
        code: 'VALIDATION_FAILED',
        data: { secret: 'is written once, on creation' },
      });
      expect(
        (await send(method, path, { url, id: '00000000-0000-4000-8000-000000000000' })).body,
      ).toMatchObject({
        data: { id: 'is not the id in the path' },
      });
    },
  );

  it('when PUT has no URL, then it is named', async () => {
    const { id } = await created({ url });
    expect((await send('PUT', `/api/webhooks/${id}`, {})).body).toMatchObject({
      data: { url: 'is required' },
    });
  });

  it('when a webhook that we switched off is switched on, then its reason is gone', async () => {
    const { id } = await created({ url });
    await harness.postgres.transaction((transaction) =>
      harness.postgres.models.webhook.update(
        { isActive: false, disabledReason: 'GONE', disabledAt: new Date('2026-01-02T03:04:05.678Z') },
        { where: { id }, transaction, individualHooks: true },
      ),
    );
    const off = await send('GET', `/api/webhooks/${id}`);
    expect(off.body).toMatchObject({
      isActive: false,
      disabledReason: 'GONE',
      disabledAt: '2026-01-02T03:04:05.678Z',
    });
    const on = await send('PATCH', `/api/webhooks/${id}`, { isActive: true });
    expect(on.body).toMatchObject({ isActive: true });
    expect(on.body).not.toHaveProperty('disabledReason');
  });

  it('when a webhook is deleted, then it is 204 without a body, and then 404', async () => {
    const { id } = await created({ url });
    expect(await send('DELETE', `/api/webhooks/${id}`)).toMatchObject({ status: 204, body: null });
    expect((await send('DELETE', `/api/webhooks/${id}`)).status).toBe(404);
    expect((await send('GET', `/api/webhooks/${id}`)).status).toBe(404);
  });
});

describe('lists', () => {
  it('when limit and offset are given, then a part is shown and the header tells the total', async () => {
    const { token } = await harness.createAccount();
    const all = [await created({ url }, token), await created({ url }, token), await created({ url }, token)];
    const whole = await send('GET', '/api/webhooks', undefined, token);
    expect(whole.body).toEqual(all);
    const part = await send('GET', '/api/webhooks?limit=1&offset=1', undefined, token);
    expect(part.body).toEqual([all[1]]);
    expect(part.headers.get('x-total-count')).toBe('3');
  });
});

describe('scopes and accounts', () => {
  const verbs: readonly { method: string; suffix: string; body?: object }[] = [
    { method: 'GET', suffix: '' },
    { method: 'PATCH', suffix: '', body: { isActive: false } },
    { method: 'PUT', suffix: '', body: { url } },
    { method: 'DELETE', suffix: '' },
    { method: 'GET', suffix: '/secret' },
  ];

  it.each(verbs)(
    'when $method$suffix asks for another account’s webhook, then it is not there',
    async ({ method, suffix, body }) => {
      const other = await harness.createAccount();
      const { id } = await created({ url, description: 'theirs' }, other.token);
      const answer = await send(method, `/api/webhooks/${id}${suffix}`, body);
      expect(answer.body).toEqual({ status: 404, code: 'NOT_FOUND', message: anything });
      expect((await send('GET', `/api/webhooks/${id}`, undefined, other.token)).body).toMatchObject({
        isActive: true,
        description: 'theirs',
      });
    },
  );

  it('when a token may only read, then it lists and gets, and is 403 for everything else', async () => {
    const { id } = await created({ url });
    const reader = await harness.issue(account.accountId, ['read']);
    const statuses: Record<string, number> = {};
    for (const { method, suffix, body } of verbs) {
      const answer = await send(method, `/api/webhooks/${id}${suffix}`, body, reader);
      statuses[`${method} ${suffix}`] = answer.status;
    }
    statuses['POST'] = (await send('POST', '/api/webhooks', { url }, reader)).status;
    expect(statuses).toEqual({
      'GET ': 200,
      'PATCH ': 403,
      'PUT ': 403,
      'DELETE ': 403,
      'GET /secret': 403,
      POST: 403,
    });
    expect((await send('GET', '/api/webhooks', undefined, reader)).status).toBe(200);
  });
});

describe('the cache of subscriptions', () => {
  it('when a webhook is created, changed or deleted, then the next list of the workers shows it', async () => {
    const { accountId, token } = await harness.createAccount();
    const redis = createRedis({
      url: harness.namespace.REDIS_URL,
      prefix: harness.namespace.REDIS_PREFIX,
      logger: createSilentLogger(),
    });
    await redis.connect();
    try {
      const cache = createSubscriptionCache({
        redis,
        load: async () => {
          const rows = await harness.postgres.models.webhook.findAll({ where: { accountId } });
          return rows.map(({ id, url: target, isActive, mask, timeoutMs, headers }) => ({
            id,
            accountId,
            url: target,
            isActive,
            mask,
            timeoutMs,
            headers,
            sealedSecrets: [],
          }));
        },
        clock: systemClock,
        random: Math.random,
        logger: createSilentLogger(),
      });
      const urls = async () => (await cache.get(accountId)).map((subscription) => subscription.url);
      expect(await urls()).toEqual([]);
      const { id } = await created({ url }, token);
      expect(await urls()).toEqual([url]);
      await send('PATCH', `/api/webhooks/${id}`, { url: `${url}/2` }, token);
      expect(await urls()).toEqual([`${url}/2`]);
      await send('PUT', `/api/webhooks/${id}`, { url: `${url}/3` }, token);
      expect(await urls()).toEqual([`${url}/3`]);
      await send('DELETE', `/api/webhooks/${id}`, undefined, token);
      expect(await urls()).toEqual([]);
    } finally {
      await redis.close();
    }
  });
});

describe('a webhook with headers of its owner', () => {
  it('when somebody who may only read asks, then he sees their names and not their values', async () => {
    const owner = await harness.createAccount();
    const headers = { Authorization: 'Bearer hush' };
    const body = { url: 'https://shop.example/hook', headers };
    const made = await harness.call('POST', '/api/webhooks', { token: owner.token, body });
    const path = `/api/webhooks/${(made.body as { id: string }).id}`;
    const reader = await harness.issue(owner.accountId, ['read']);
    for (const asked of [path, '/api/webhooks']) {
      const seen = JSON.stringify((await harness.call('GET', asked, { token: reader })).body);
      expect(seen).toContain('Authorization');
      expect(seen).not.toContain('hush');
    }
    expect((await harness.call('GET', path, { token: owner.token })).body).toMatchObject({ headers });
  });
});
