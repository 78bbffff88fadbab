import { randomBytes } from 'node:crypto';
import { request as send, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InspectedRequestView, InspectorView } from '@kassahook/contracts/inspector';
import { inspectorMessage } from '@kassahook/contracts/live';
import { newWebhookSecret, signatureHeaders } from '@kassahook/sender/signature';
import { openStream } from '@kassahook/testing/eventStream';
import { waitFor } from '@kassahook/testing/waitFor';
import { startApi, type ApiHarness, type TestAccount } from './apiHarness.js';
import { OPEN_DOORS, signUp } from './browser.js';

let harness: ApiHarness;
let account: TestAccount;
const log: string[] = [];

beforeAll(async () => {
  harness = await startApi(
    {
      ...OPEN_DOORS,
      INSPECTORS_PER_ACCOUNT_MAX: '4',
      INSPECTOR_REQUESTS_MAX: '5',
      INSPECTOR_BYTES_MAX: '150000',
      INSPECTOR_REQUESTS_PER_MINUTE: '240',
      CORS_ORIGINS: 'https://shop.example',
    },
    { logTo: (line) => void log.push(line) },
  );
  account = await harness.createAccount();
});
afterAll(async () => {
  await harness.close();
});

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Sends as any program would; the path is that of an inspector's URL. */
function sendTo(
  url: string,
  {
    method = 'POST',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<Answer> {
  const { pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    const call = send(
      { host: '127.0.0.1', port: harness.api.port(), path: pathname + search, method, headers, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

async function make(body: object = {}, of: TestAccount = account): Promise<InspectorView> {
  const answer = await harness.call('POST', '/api/inspectors', { token: of.token, body });
  expect(answer.status).toBe(201);
  return answer.body as InspectorView;
}

async function requestsOf({ id }: InspectorView, query = '', of = account): Promise<InspectedRequestView[]> {
  const answer = await harness.call('GET', `/api/inspectors/${id}/requests${query}`, { token: of.token });
  expect(answer.status).toBe(200);
  return answer.body as InspectedRequestView[];
}

/** A fresh account for tests that count. */
const fresh = () => harness.createAccount();

describe('an inspector', () => {
  it('when it is made in one click, then it takes a request without a token, shows it, and can be deleted', async () => {
    const of = await fresh();
    const inspector = await make({}, of);
    expect(inspector).toMatchObject({
      name: 'Inspector',
      webhookId: null,
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/i\/[\w-]{43}$/),
      answer: { status: 200, delayMs: 0, contentType: 'application/json' },
    });
    const answer = await sendTo(`${inspector.url}?a=1&b=%20`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'X-Own': 'yes' },
      body: '{"чек":1}',
    });
    expect(answer).toMatchObject({ status: 200, text: '{"ok":true}' });
    const [request] = await requestsOf(inspector, '', of);
    expect(request).toMatchObject({
      method: 'PUT',
      query: 'a=1&b=%20',
      body: '{"чек":1}',
      bodyEncoding: 'text',
      bytes: 12,
      isTruncated: false,
      signature: 'absent',
      answer: { status: 200, delayMs: 0 },
    });
    expect(request?.headers).toContainEqual({ name: 'X-Own', value: 'yes' });
    const path = `/api/inspectors/${inspector.id}`;
    const { token } = of;
    const one = await harness.call('GET', `${path}/requests/${request?.id ?? ''}`, { token });
    expect(one.body).toEqual(request);
    expect((await harness.call('DELETE', `${path}/requests`, { token })).status).toBe(204);
    expect(await requestsOf(inspector, '', of)).toEqual([]);
    expect((await harness.call('DELETE', path, { token })).status).toBe(204);
    expect((await harness.call('GET', path, { token })).status).toBe(404);
    expect((await sendTo(inspector.url)).status).toBe(404);
  });

  it('when its answer is set, then it plays that receiver, and what is absent stays', async () => {
    const of = await fresh();
    const inspector = await make({ name: 'broken', answer: { status: 503, body: 'later' } }, of);
    const patch = { answer: { headers: { 'Retry-After': '30' }, contentType: 'text/plain', delayMs: 300 } };
    const changed = await harness.call('PATCH', `/api/inspectors/${inspector.id}`, {
      token: of.token,
      body: patch,
    });
    expect(changed.body).toMatchObject({
      name: 'broken',
      answer: { status: 503, body: 'later', delayMs: 300 },
    });
    const startedMs = performance.now();
    const answer = await sendTo(inspector.url);
    expect(performance.now() - startedMs).toBeGreaterThan(280);
    expect(answer).toMatchObject({ status: 503, text: 'later', headers: { 'retry-after': '30' } });
  });

  it('when a webhook points at it, then signatures are checked with that webhook’s secrets', async () => {
    const of = await fresh();
    const inspector = await make({}, of);
    const sign = (secret: string, body: string) =>
      ({
        ...signatureHeaders({
          id: 'm',
          timestampSeconds: Math.floor(Date.now() / 1000),
          body,
          secrets: [secret],
        }),
      }) as Record<string, string>;
    const verdict = async () => {
      const [{ signature, signatureReason, webhookId } = {} as InspectedRequestView] = await requestsOf(
        inspector,
        '',
        of,
      );
      return { signature, signatureReason, webhookId };
    };
    const foreign = newWebhookSecret(randomBytes);
    await sendTo(inspector.url, { headers: sign(foreign, 'x'), body: 'x' });
    expect(await verdict()).toMatchObject({ signature: 'unknown', webhookId: null });

    const { token } = of;
    const created = await harness.call('POST', '/api/webhooks', { token, body: { url: inspector.url } });
    expect(created.status).toBe(201);
    const { id } = created.body as { id: string };
    const { secret } = (await harness.call('GET', `/api/webhooks/${id}/secret`, { token })).body as {
      secret: string;
    };
    await sendTo(inspector.url, { headers: sign(secret, '{"a":1}'), body: '{"a":1}' });
    expect(await verdict()).toEqual({ signature: 'verified', signatureReason: null, webhookId: id });
    await sendTo(inspector.url, { headers: sign(secret, '{"a":1}'), body: '{"a":2}' });
    expect(await verdict()).toMatchObject({ signature: 'failed', signatureReason: expect.any(String) });
    await sendTo(inspector.url, { headers: sign(foreign, 'x'), body: 'x' });
    expect(await verdict()).toMatchObject({ signature: 'failed' });
    // The product's own test of a webhook reaches it as any receiver.
    const tested = await harness.call('POST', `/api/webhooks/${id}/test`, { token, body: {} });
    expect(tested.body).toMatchObject({ delivered: true });
    expect(await verdict()).toMatchObject({ signature: 'verified' });
  });

  it('when a webhook is named instead, then its secrets count as well; somebody else’s is 404', async () => {
    const of = await fresh();
    const { token } = of;
    const made = await harness.call('POST', '/api/webhooks', {
      token,
      body: { url: 'http://127.0.0.1:8099/' },
    });
    const { id: webhookId } = made.body as { id: string };
    const { secret } = (await harness.call('GET', `/api/webhooks/${webhookId}/secret`, { token })).body as {
      secret: string;
    };
    const inspector = await make({ webhookId }, of);
    const headers = {
      ...signatureHeaders({
        id: 'm',
        timestampSeconds: Math.floor(Date.now() / 1000),
        body: 'x',
        secrets: [secret],
      }),
    };
    await sendTo(inspector.url, { headers, body: 'x' });
    expect((await requestsOf(inspector, '', of))[0]).toMatchObject({ signature: 'verified', webhookId });
    const stolen = await harness.call('POST', '/api/inspectors', {
      token: account.token,
      body: { webhookId },
    });
    expect(stolen).toMatchObject({ status: 404, body: { data: { webhookId: 'names no webhook of yours' } } });
    expect((await harness.call('DELETE', `/api/webhooks/${webhookId}`, { token })).status).toBe(204);
    expect((await harness.call('GET', `/api/inspectors/${inspector.id}`, { token })).body).toMatchObject({
      webhookId: null,
    });
  });

  it('when it is watched, then each request arrives as it comes, and those of other inspectors do not', async () => {
    const of = await fresh();
    const [inspector, other] = [await make({}, of), await make({}, of)];
    const stream = await openStream(
      `http://127.0.0.1:${harness.api.port()}/api/inspectors/${inspector.id}/stream`,
      { authorization: `Bearer ${of.token}` },
    );
    await stream.next('live');
    await sendTo(other.url, { method: 'DELETE' });
    await sendTo(inspector.url, { body: 'hello' });
    const { data } = await stream.next('request');
    expect(data).toMatchObject({
      inspectorId: inspector.id,
      method: 'POST',
      bytes: 5,
      signature: 'absent',
      status: 200,
    });
    for (const { event, data: said } of stream.messages) inspectorMessage.parse({ event, data: said });
    expect((await requestsOf(inspector, '', of))[0]?.id).toBe(data['id']);
    stream.close();
  });
});

describe('who may see what', () => {
  it('when another account asks, then the inspector is not there', async () => {
    const inspector = await make({}, await fresh());
    const { token } = await fresh();
    for (const [method, path] of [
      ['GET', ''],
      ['PATCH', ''],
      ['DELETE', ''],
      ['GET', '/requests'],
      ['DELETE', '/requests'],
      ['GET', '/requests/1-0'],
      ['GET', '/stream'],
    ] as const) {
      const body = method === 'PATCH' ? { name: 'stolen' } : undefined;
      const answer = await harness.call(method, `/api/inspectors/${inspector.id}${path}`, { token, body });
      expect([method, path, answer.status]).toEqual([method, path, 404]);
    }
    expect((await harness.call('GET', '/api/inspectors', { token })).body).toEqual([]);
  });

  it('when a token may only read, then it is 403: requests hold what senders authenticate with', async () => {
    const { accountId } = await fresh();
    const token = await harness.issue(accountId, ['read']);
    expect((await harness.call('GET', '/api/inspectors', { token })).status).toBe(403);
  });

  it('when somebody knows the address, then he can send and not read; who knows the view can read, page by page', async () => {
    const of = await fresh();
    const inspector = await make({}, of);
    const view = new URL(inspector.viewUrl).pathname;
    for (const body of ['1', '2', '3']) await sendTo(inspector.url, { body });
    const first = await harness.call('GET', `${view}?limit=2`);
    expect((first.body as InspectedRequestView[]).map(({ body }) => body)).toEqual(['3', '2']);
    const before = first.headers.get('x-next-before') ?? '';
    const second = await harness.call('GET', `${view}?limit=2&before=${before}`);
    expect((second.body as InspectedRequestView[]).map(({ body }) => body)).toEqual(['1']);
    expect(second.headers.has('x-next-before')).toBe(false);
    const address = new URL(inspector.url).pathname.split('/').at(-1) ?? '';
    const guessed = await harness.call('GET', `/api/inspector-view/${address}/requests`);
    expect(guessed.status).toBe(404);
    const nothing = await harness.call('GET', `${view}?before=0-0`);
    expect([nothing.status, nothing.body]).toEqual([200, []]);
    const wrong = await harness.call('GET', `${view}?before=x`);
    expect(wrong).toMatchObject({ status: 400, body: { data: { before: 'must be the id of a request' } } });
  });

  it('when a person opens the view, then it is a page on which everything that was sent is text, and nothing runs', async () => {
    const inspector = await make({}, await fresh());
    const accept = 'text/html,application/xhtml+xml,*/*;q=0.8';
    const open = (language: string, more = '') =>
      fetch(`${inspector.viewUrl}${more}`, { headers: { accept, 'accept-language': language } });
    expect(await (await open('ru-RU,ru;q=0.9')).text()).toContain('Пока ничего не пришло');
    const hostile = '</pre><script>alert(1)</script>&"\'';
    await sendTo(`${inspector.url}?q=<img>`, { body: 'first' });
    await sendTo(inspector.url, { body: hostile, headers: { 'x-note': '<b>bold</b>' } });
    const page = await open('de,en;q=0.5', '?limit=1');
    const html = await page.text();
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('&lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;');
    expect(html).toContain('x-note: &lt;b&gt;bold&lt;/b&gt;');
    expect(html).not.toMatch(/<script|<img|<b>/);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+';.*frame-ancestors 'none'; sandbox$/,
    );
    expect(['set-cookie', 'referrer-policy', 'cache-control'].map((name) => page.headers.get(name))).toEqual([
      null,
      'no-referrer',
      'no-store',
    ]);
    const older = /href="(\?before=[\d-]+)"/.exec(html)?.[1] ?? '';
    expect(await (await open('en', older)).text()).toContain('?q=');
    const program = await fetch(inspector.viewUrl, { headers: { accept: '*/*' } });
    expect(program.headers.get('content-type')).toContain('application/json');
  });

  it('when anything is logged, then neither secret is in it', async () => {
    const inspector = await make({}, await fresh());
    const secrets = [inspector.url.split('/').at(-1), inspector.viewUrl.split('/').at(-2)];
    await sendTo(inspector.url, { headers: { authorization: 'Basic c2VjcmV0' } });
    await sendTo(`${inspector.url}/more`);
    await harness.call('GET', new URL(inspector.viewUrl).pathname);
    await harness.call('GET', `${new URL(inspector.viewUrl).pathname}/more`);
    await waitFor(() =>
      log.some((line) => line.includes('inspector.received') && line.includes(inspector.id)),
    );
    for (const secret of [...secrets, 'c2VjcmV0']) expect(log.join('')).not.toContain(secret);
  });
});

describe('an address on our origin', () => {
  it('when a browser brings a session’s cookie, then it is not kept, not looked at, and none is set', async () => {
    const { browser } = await signUp(harness);
    const of = await fresh();
    const inspector = await make({}, of);
    const cookie = browser.cookie() ?? '';
    const answer = await sendTo(inspector.url, {
      method: 'GET',
      headers: { cookie, origin: 'https://shop.example' },
    });
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(answer.headers).toMatchObject({
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    expect(JSON.stringify(await requestsOf(inspector, '', of))).not.toContain(cookie.split('=')[1]);
  });

  it.each<[string, object, string]>([
    ['a page', { contentType: 'text/html' }, 'answer.contentType'],
    ['a cookie', { headers: { 'Set-Cookie': 'a=1' } }, 'answer.headers.Set-Cookie'],
    ['a redirect', { headers: { Location: 'https://evil.example' } }, 'answer.headers.Location'],
    ['a file of the proxy', { headers: { 'X-Accel-Redirect': '/etc' } }, 'answer.headers.X-Accel-Redirect'],
    ['sniffing', { headers: { 'X-Content-Type-Options': 'x' } }, 'answer.headers.X-Content-Type-Options'],
    [
      'CORS',
      { headers: { 'Access-Control-Allow-Origin': '*' } },
      'answer.headers.Access-Control-Allow-Origin',
    ],
    ['a second header', { headers: { 'X-A': 'a\r\nSet-Cookie: b=1' } }, 'answer.headers.X-A'],
    ['a broken name', { headers: { 'X-A\r\nB': 'a' } }, 'answer.headers.X-A\r\nB'],
    ['no status', { status: 101 }, 'answer.status'],
    ['patience', { delayMs: 30_001 }, 'answer.delayMs'],
    ['a long body', { body: 'x'.repeat(16_385) }, 'answer.body'],
    ['NUL', { body: 'a\0b' }, 'answer.body'],
  ])('when its answer would be %s, then it is refused by name', async (_what, answer, field) => {
    const made = await harness.call('POST', '/api/inspectors', { token: account.token, body: { answer } });
    expect(made).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    expect(Object.keys((made.body as { data: object }).data)).toEqual([field]);
  });

  it('when it answers XML, then a browser keeps it as a file', async () => {
    const inspector = await make({ answer: { contentType: 'application/xml', body: '<a/>' } }, await fresh());
    expect((await sendTo(inspector.url)).headers).toMatchObject({
      'content-type': 'application/xml; charset=utf-8',
      'content-disposition': 'attachment; filename="answer.xml"',
    });
  });

  it('when there is no inspector at it, then it is 404 whatever it looks like', async () => {
    for (const path of [
      '/i/',
      '/i/short',
      `/i/${'a'.repeat(43)}`,
      `/i/${'a'.repeat(43)}/x`,
      '/i/%00',
      '/i/../api/webhooks',
    ]) {
      const answer = await new Promise<number>((resolve, reject) => {
        const call = send({ host: '127.0.0.1', port: harness.api.port(), path, agent: false }, (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        });
        call.on('error', reject);
        call.end();
      });
      expect([path, answer]).toEqual([path, 404]);
    }
  });
});

describe('what is sent to hurt', () => {
  let of: TestAccount;
  let inspector: InspectorView;
  beforeAll(async () => {
    of = await fresh();
    inspector = await make({}, of);
  });
  const latest = async () => (await requestsOf(inspector, '?limit=1', of))[0];

  it('when a body is binary or has NUL, then it is kept as base64', async () => {
    for (const body of [Buffer.from([0xff, 0xfe, 0x00, 0x80]), Buffer.from('a\0b')]) {
      expect((await sendTo(inspector.url, { body })).status).toBe(200);
      expect(await latest()).toMatchObject({
        body: body.toString('base64'),
        bodyEncoding: 'base64',
        bytes: body.length,
      });
    }
  });

  it('when a body is long, then its beginning is kept, cut between characters; when it is too long, it still gets its answer', async () => {
    await sendTo(inspector.url, { body: `x${'я'.repeat(40_000)}` });
    const long = await latest();
    expect(long).toMatchObject({ bodyEncoding: 'text', isTruncated: true, bytes: 80_001 });
    expect(long?.body).toBe(`x${'я'.repeat(32_767)}`);
    await sendTo(inspector.url, { body: Buffer.alloc(2 * 1024 * 1024, 'y') }).catch((error: unknown) => {
      // The rest of the body may meet a connection that is closed already.
      expect((error as { code: string }).code).toMatch(/EPIPE|ECONNRESET/);
    });
    await waitFor(async () => (await latest())?.bytes === null);
  });

  it('when headers are many, odd or huge, then they are kept as they are or refused by the server', async () => {
    const headers = Object.fromEntries(
      Array.from({ length: 80 }, (_, index) => [`x-h${index}`, 'v'.repeat(50)]),
    );
    expect((await sendTo(inspector.url, { headers })).status).toBe(200);
    expect((await latest())?.headers.filter(({ name }) => name.startsWith('x-h'))).toHaveLength(80);
    expect((await sendTo(inspector.url, { headers: { 'x-odd': '\u00ff\u0080<script>' } })).status).toBe(200);
    expect((await latest())?.headers).toContainEqual({ name: 'x-odd', value: '\u00ff\u0080<script>' });
    expect((await sendTo(inspector.url, { headers: { 'x-huge': 'v'.repeat(20_000) } })).status).toBe(431);
  });

  it('when a header is sent twice, then both are kept', async () => {
    const { pathname } = new URL(inspector.url);
    const socket = connect(harness.api.port(), '127.0.0.1');
    socket.write(`GET ${pathname} HTTP/1.1\r\nHost: a\r\nX-Two: 1\r\nx-two: 2\r\nConnection: close\r\n\r\n`);
    await new Promise((resolve) => socket.resume().once('close', resolve));
    const values = (await latest())?.headers.filter(({ name }) => name.toLowerCase() === 'x-two');
    expect(values).toEqual([
      { name: 'X-Two', value: '1' },
      { name: 'x-two', value: '2' },
    ]);
  });

  it('when more came than is kept, then the oldest have gone, by number and by size', async () => {
    expect((await requestsOf(inspector, '', of)).length).toBeLessThanOrEqual(5);
    const own = await make({}, of);
    for (let index = 0; index < 4; index += 1) await sendTo(own.url, { body: String(index).repeat(65_536) });
    const kept = await requestsOf(own, '', of);
    expect(kept.map(({ body }) => body[0])).toEqual(['3', '2']); // 150,000 bytes hold two of them with their headers
  });

  it('when more come than it takes in ten seconds, then they are 429 and say when to come back', async () => {
    const own = await make({}, of);
    const answers = await Promise.all(Array.from({ length: 60 }, () => sendTo(own.url, { body: 'x' })));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThanOrEqual(1);
  });

  it('when too many answers wait, then the next is refused at once, and kept', async () => {
    const own = await make({ answer: { delayMs: 30_000 } }, of);
    const { pathname } = new URL(own.url);
    const sockets = Array.from({ length: 20 }, () => {
      const socket = connect(harness.api.port(), '127.0.0.1');
      socket.write(`GET ${pathname} HTTP/1.1\r\nHost: a\r\n\r\n`);
      return socket;
    });
    await waitFor(
      () => log.filter((line) => line.includes(own.id) && line.includes('inspector.received')).length === 20,
    );
    const answer = await sendTo(own.url, { body: 'one too many' });
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
    expect((await requestsOf(own, '', of))[0]).toMatchObject({
      body: 'one too many',
      answer: { status: 503, delayMs: 0 },
    });
    for (const socket of sockets) socket.destroy();
  });

  it('when the account has as many inspectors as it may, then the next is 409', async () => {
    const answer = await harness.call('POST', '/api/inspectors', { token: of.token, body: {} });
    expect(answer).toMatchObject({ status: 409, body: { code: 'INSPECTOR_LIMIT_REACHED' } });
  });
});
