import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient, type ClientOptions } from '../src/client.js';

type Answer = (response: ServerResponse) => void;

let server: Server;
/** What is answered, request by request; after them 200 with an empty list. */
let answers: Answer[];
let requests: IncomingMessage[];
let waits: number[];

beforeEach(async () => {
  [answers, requests, waits] = [[], [], []];
  server = createServer((request, response) => {
    requests.push(request);
    const answer = answers.shift() ?? json(200, []);
    request.resume().on('end', () => answer(response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
});

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
const failure = (status: number, headers?: Record<string, string>, code = 'CODE') =>
  json(status, { status, code, message: 'no' }, headers);
const reset: Answer = (response) => void response.destroy();

/** Waits are noted, not waited. */
function client(options: Partial<ClientOptions> = {}) {
  const { port } = server.address() as AddressInfo;
  return createClient({
    baseUrl: `http://127.0.0.1:${port}`,
    token: 'token',
    random: () => 1,
    wait: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
    ...options,
  });
}

describe('repeats', () => {
  it('when the API is down for a moment, then a GET is made again, with growing delays', async () => {
    answers = [failure(503), reset, failure(502)];
    await expect(client().get('/api/shops')).resolves.toEqual([]);
    expect(requests).toHaveLength(4);
    expect(waits).toEqual([250, 500, 1_000]);
  });

  it('when it stays down, then the last failure is told', async () => {
    answers = [1, 2, 3, 4, 5].map(() => failure(503));
    await expect(client().get('/api/shops')).rejects.toMatchObject({ status: 503, code: 'CODE' });
    expect(requests).toHaveLength(4);
  });

  it('when there is no answer at all, then it says so', async () => {
    answers = [reset, reset];
    const twice = client({ retries: { attemptsMax: 2 } });
    await expect(twice.get('/api/shops')).rejects.toMatchObject({ status: 0, code: 'NETWORK' });
  });

  it.each([400, 401, 403, 404, 409, 422, 501])('when the answer is %s, then it is final', async (status) => {
    answers = [failure(status)];
    await expect(client().post('/api/products', { body: {} })).rejects.toMatchObject({ status });
    expect(requests).toHaveLength(1);
  });

  it('when a POST is repeated, then every attempt carries the same key, and the next call another', async () => {
    answers = [failure(500), failure(409, {}, 'IDEMPOTENCY_IN_FLIGHT'), json(201, { id: 1 })];
    await client().post('/api/products', { body: {} });
    await client().post('/api/products', { body: {}, idempotencyKey: 'mine' });
    const keys = requests.map(({ headers }) => headers['idempotency-key']);
    expect(keys[0]).toMatch(/^[\da-f]{32}$/);
    expect(keys).toEqual([keys[0], keys[0], keys[0], 'mine']);
  });

  it.each([
    ['/api/oauth2/access_token', { grant_type: 'refresh_token', refresh_token: 'khr_x' }],
    ['/api/auth/login', { email: 'anna@example.com', password: 'x' }],
    ['/api/auth/sign-up', { name: 'Анна', email: 'anna@example.com', password: 'x' }],
    ['/api/invitations/accept', { token: 'kh_x', name: 'Анна', password: 'x' }],
    ['/api/auth/password-reset/confirm', { token: 'khp_x', newPassword: 'x' }],
  ] as const)('when the answer of %s is lost, then it is not asked twice', async (path, body) => {
    answers = [reset];
    const call = client() as unknown as { post(path: string, options: object): Promise<unknown> };
    await expect(call.post(path, { body })).rejects.toMatchObject({ code: 'NETWORK' });
    expect(requests.map(({ headers }) => headers['idempotency-key'])).toEqual([undefined]);
    answers = [failure(429)];
    await call.post(path, { body });
    expect(requests).toHaveLength(3);
  });

  it('when a PATCH fails, then it is not made again, unless it was refused before anything was done', async () => {
    const path = { id: '5f2b1c1e-6d52-4a3e-9a35-0c4f6f1b2a10' };
    answers = [failure(500)];
    await expect(client().patch('/api/products/{id}', { path, body: {} })).rejects.toMatchObject({
      status: 500,
    });
    answers = [failure(429)];
    await client().patch('/api/products/{id}', { path, body: {} });
    expect(requests).toHaveLength(3);
  });
});

describe('Retry-After', () => {
  it('when the API says when to come back, then not before that', async () => {
    answers = [failure(429, { 'retry-after': '7' })];
    await client({ random: () => 0.5 }).get('/api/shops');
    expect(waits).toEqual([7_125]);
  });

  it('when it is a date, then until then', async () => {
    answers = [failure(503, { 'retry-after': new Date(Date.now() + 30_000).toUTCString() })];
    await client({ random: () => 0 }).get('/api/shops');
    expect(waits[0]).toBeGreaterThan(25_000);
    expect(waits[0]).toBeLessThanOrEqual(30_000);
  });

  it('when it is longer than the caller would wait, then the call fails and says when', async () => {
    answers = [failure(429, { 'retry-after': '3600' })];
    await expect(client().get('/api/shops')).rejects.toMatchObject({ status: 429, retryAfterMs: 3_600_000 });
    expect(waits).toEqual([]);
  });
});

describe('time', () => {
  const hang: Answer = () => undefined;

  it('when an answer takes too long, then it is a TIMEOUT', async () => {
    answers = [hang];
    const impatient = client({ retries: { attemptsMax: 1 } });
    await expect(impatient.get('/api/shops', { timeoutMs: 30 })).rejects.toMatchObject({
      status: 0,
      code: 'TIMEOUT',
    });
  });

  it('when the caller gives up, then its own reason is thrown, while a request runs and between two', async () => {
    const during = new AbortController();
    answers = [() => during.abort(new Error('changed my mind'))];
    await expect(client().get('/api/shops', { signal: during.signal })).rejects.toThrow('changed my mind');

    const between = new AbortController();
    answers = [failure(503, { 'retry-after': '50' })];
    const { port } = server.address() as AddressInfo;
    const waiting = createClient({
      baseUrl: `http://127.0.0.1:${port}`,
      fetch: async (input, init) => {
        const answer = await fetch(input, init);
        setImmediate(() => between.abort(new Error('no time')));
        return answer;
      },
    });
    await expect(waiting.get('/api/shops', { signal: between.signal })).rejects.toThrow('no time');
  });
});

it('when OAuth refuses, then the error has its words, and where the application is to hear of them', async () => {
  const redirectTo = 'https://shop.example/callback?error=invalid_scope';
  answers = [json(400, { error: 'invalid_scope', error_description: 'no such scope', redirectTo })];
  await expect(client().get('/api/oauth2/authorize', { query: { client_id: 'x' } })).rejects.toMatchObject({
    status: 400,
    code: 'invalid_scope',
    message: 'no such scope',
    data: { redirectTo },
  });
});

describe('answers that are not the API’s', () => {
  it('when a proxy answers with a page, then the error has its status and no code of ours', async () => {
    answers = [(response) => response.writeHead(404, { 'content-type': 'text/html' }).end('<html>')];
    await expect(client().get('/api/shops')).rejects.toMatchObject({ status: 404, code: 'UNREADABLE' });
  });

  it('when a success is not JSON, then it is an error that says so', async () => {
    answers = [(response) => response.writeHead(200).end('<html>')];
    const once = client({ retries: { attemptsMax: 1 } });
    await expect(once.get('/api/shops')).rejects.toMatchObject({ status: 200, code: 'UNREADABLE' });
  });

  it('when a list is none, then it is an error', async () => {
    answers = [json(200, { data: 5 })];
    await expect(client().items('/api/shops').next()).rejects.toMatchObject({ code: 'UNREADABLE' });
  });
});
