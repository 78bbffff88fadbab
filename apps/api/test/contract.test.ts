import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hashToken, newToken } from '@kassahook/platform/tokens';
import { allOperations } from '../src/openapi/allOperations.js';
import { startApi, type ApiHarness, type Call, type TestAccount } from './apiHarness.js';

let harness: ApiHarness;
let account: TestAccount;

beforeAll(async () => {
  harness = await startApi();
  account = await harness.createAccount();
});
afterAll(async () => {
  await harness.close();
});

const NO_SUCH_ID = '00000000-0000-4000-8000-000000000000';
const url = 'https://shop.example/hook';
const megabyte = `{"url":"${'x'.repeat(1024 * 1024)}"}`;
const withToken =
  (call: Call = {}): (() => Call) =>
  () => ({ token: account.token, ...call });

/** A request, and the exact answer. `message` is for people and may change; that there is one is checked for all. */
const table: readonly [
  story: string,
  request: readonly [method: string, path: string, call: () => Call],
  expected: { status: number; code: string; data?: Record<string, unknown> },
][] = [
  ['there is no token', ['GET', '/api/webhooks', () => ({})], { status: 401, code: 'UNAUTHORIZED' }],
  [
    'the token is unknown',
    ['GET', '/api/webhooks', () => ({ token: newToken() })],
    { status: 401, code: 'UNAUTHORIZED' },
  ],
  [
    'the scheme is another one',
    ['GET', '/api/webhooks', () => ({ headers: { authorization: `Basic ${account.token}` } })],
    { status: 401, code: 'UNAUTHORIZED' },
  ],
  [
    'the token lacks the scope',
    ['GET', '/api/webhooks', () => ({ token: account.deviceToken })],
    { status: 403, code: 'FORBIDDEN' },
  ],
  ['the path is unknown', ['GET', '/api/nothing', () => ({})], { status: 404, code: 'NOT_FOUND' }],
  ['the path is the root', ['GET', '/', () => ({})], { status: 404, code: 'NOT_FOUND' }],
  [
    'the path cannot be decoded',
    ['GET', '/api/webhooks/%E0%A4%A', withToken()],
    { status: 404, code: 'NOT_FOUND' },
  ],
  ['the id is none', ['GET', '/api/webhooks/5', withToken()], { status: 404, code: 'NOT_FOUND' }],
  [
    'the id is unknown',
    ['DELETE', `/api/webhooks/${NO_SUCH_ID}`, withToken()],
    { status: 404, code: 'NOT_FOUND' },
  ],
  [
    'the method is not possible',
    ['DELETE', '/api/webhooks', withToken()],
    { status: 405, code: 'METHOD_NOT_ALLOWED' },
  ],
  [
    'the body is larger than 1 MB',
    ['POST', '/api/webhooks', withToken({ body: megabyte })],
    { status: 413, code: 'BODY_TOO_LARGE' },
  ],
  [
    'the body is not JSON',
    ['POST', '/api/webhooks', withToken({ body: '{"url":' })],
    { status: 400, code: 'MALFORMED_JSON' },
  ],
  [
    'the body is of another content type',
    ['POST', '/api/webhooks', withToken({ body: 'url=x', headers: { 'content-type': 'text/plain' } })],
    { status: 400, code: 'UNSUPPORTED_CONTENT_TYPE' },
  ],
  [
    'the body is in another charset',
    [
      'POST',
      '/api/webhooks',
      withToken({ body: '{}', headers: { 'content-type': 'application/json; charset=windows-1251' } }),
    ],
    { status: 400, code: 'UNSUPPORTED_CONTENT_TYPE' },
  ],
  [
    'there is no body where one is needed',
    ['POST', '/api/webhooks', withToken()],
    { status: 400, code: 'VALIDATION_FAILED', data: { body: 'is required' } },
  ],
  [
    'the body is a list',
    ['POST', '/api/webhooks', withToken({ body: [] })],
    { status: 400, code: 'VALIDATION_FAILED', data: { body: 'must be of type object' } },
  ],
  [
    'the body is null',
    ['POST', '/api/webhooks', withToken({ body: 'null' })],
    { status: 400, code: 'VALIDATION_FAILED', data: { body: 'must be of type object' } },
  ],
  [
    'a query parameter is wrong',
    ['GET', '/api/webhooks?limit=0&offset=x', withToken()],
    {
      status: 400,
      code: 'VALIDATION_FAILED',
      data: { limit: expect.any(String), offset: expect.any(String) },
    },
  ],
];

describe('errors', () => {
  it.each(table)(
    'when %s, then the error has the shape of the contract',
    async (_story, request, expected) => {
      const [method, path, call] = request;
      const { status, headers, body } = await harness.call(method, path, call());
      expect(body).toEqual({ message: expect.stringMatching(/\w/), ...expected });
      expect(status).toBe(expected.status);
      expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(headers.get('x-request-id')).toMatch(/^[\w-]+$/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    },
  );

  const ONE_OF_MANY = allOperations.filter(({ method, path }) => method === 'get' && path.endsWith('/:id'));
  it.each(ONE_OF_MANY.map(({ path }) => path))(
    'when %s names nothing, then the message does in lower case, as clients call it',
    async (path) => {
      const token = await harness.issue(account.accountId, ['read', 'account', 'webhooks']);
      const { status, body } = await harness.call('GET', path.replace(':id', '2000000000'), { token });
      expect(status).toBe(404);
      expect(body).toMatchObject({ message: expect.stringMatching(/^[a-z]+ not found$/) });
    },
  );

  it('when the method is not possible, then Allow says which are', async () => {
    const { headers } = await harness.call('DELETE', '/api/webhooks', { token: account.token });
    expect(headers.get('allow')?.split(', ').sort()).toEqual(['GET', 'HEAD', 'POST']);
  });

  it('when the fault is ours, then the answer is a bare 500', async () => {
    const { sequelize } = harness.postgres;
    await sequelize.query('ALTER TABLE webhooks RENAME TO webhooks_away');
    const { body } = await harness.call('GET', '/api/webhooks', { token: account.token });
    await sequelize.query('ALTER TABLE webhooks_away RENAME TO webhooks');
    expect(body).toEqual({ status: 500, code: 'INTERNAL', message: 'internal error' });
  });
});

describe('what is accepted', () => {
  it.each([
    ['the scheme is in lower case', 'GET', '/api/webhooks', () => `bearer ${account.token}`],
    ['the scheme is in upper case', 'GET', '/api/webhooks', () => `BEARER ${account.token}`],
    ['the path ends in a slash', 'GET', '/api/webhooks/', () => `Bearer ${account.token}`],
    ['the method is HEAD', 'HEAD', '/api/webhooks', () => `Bearer ${account.token}`],
  ])('when %s, then the request is served', async (_story, method, path, authorization) => {
    const { status } = await harness.call(method, path, { headers: { authorization: authorization() } });
    expect(status).toBe(200);
  });

  it.each([
    'application/json;charset=UTF-8',
    'application/json; charset=utf-8',
    'Application/JSON',
    'application/json;',
  ])('when the content type is %s, then the body is read', async (type) => {
    const { status } = await harness.call('POST', '/api/webhooks', {
      token: account.token,
      body: { url },
      headers: { 'content-type': type },
    });
    expect(status).toBe(201);
  });

  it('when the client names its request, then the answer carries the name; one that is not a name is replaced', async () => {
    const named = await harness.call('GET', '/api/nothing', { headers: { 'x-request-id': 'abc-1.2' } });
    expect(named.headers.get('x-request-id')).toBe('abc-1.2');
    const other = await harness.call('GET', '/api/nothing', { headers: { 'x-request-id': 'a b{}' } });
    expect(other.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
  });
});

describe('tokens', () => {
  it('when a token has expired, then it is as good as unknown', async () => {
    const token = await harness.issue(account.accountId, ['read'], {
      expiresAt: new Date(Date.now() - 1_000),
    });
    expect((await harness.call('GET', '/api/webhooks', { token })).status).toBe(401);
  });

  it('when a token is revoked, then it stops working within the seconds that it is remembered', async () => {
    const token = await harness.issue(account.accountId, ['read']);
    const { apiToken } = harness.postgres.models;
    await apiToken.update({ revokedAt: new Date() }, { where: { tokenHash: hashToken(token) } });
    expect((await harness.call('GET', '/api/webhooks', { token })).status).toBe(401);
  });

  it('when a token was refused before it was made, then it works as soon as it is made', async () => {
    const token = newToken();
    expect((await harness.call('GET', '/api/webhooks', { token })).status).toBe(401);
    await harness.postgres.models.apiToken.create({
      accountId: account.accountId,
      name: 'late',
      tokenHash: hashToken(token),
      scopes: ['read'],
    });
    expect((await harness.call('GET', '/api/webhooks', { token })).status).toBe(200);
  });
});
