import type { IncomingHttpHeaders } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '@kassahook/testing/waitFor';
import type { Sender } from '@kassahook/sender/sender';
import { localSender, requestTo, startHttp, type Receiver } from './receivers.js';

let sender: Sender;
const receivers: Receiver[] = [];

beforeEach(() => {
  sender = localSender();
});
afterEach(async () => {
  await sender.close();
  await Promise.all(receivers.splice(0).map((receiver) => receiver.close()));
});

async function keep(starting: Promise<Receiver>): Promise<Receiver> {
  const receiver = await starting;
  receivers.push(receiver);
  return receiver;
}

describe('a request and its answer', () => {
  it('when it is sent, then the receiver gets exactly that', async () => {
    const got: { method?: string; url?: string; headers?: IncomingHttpHeaders; body?: string } = {};
    const receiver = await keep(
      startHttp((request, response) => {
        let body = '';
        request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
        request.on('end', () => {
          Object.assign(got, { method: request.method, url: request.url, headers: request.headers, body });
          response
            .writeHead(202, { 'content-type': 'application/json', 'set-cookie': 'a=b' })
            .end('{"ok":true}');
        });
      }),
    );
    const body = JSON.stringify({ товар: 'Сыр' });
    const result = await sender.send({
      url: `http://127.0.0.1:${receiver.port}/хук?магазин=1&x=%20`,
      headers: { 'content-type': 'application/json', 'webhook-id': 'dlv_1', 'X-Shop': 'a' },
      body,
      timeoutMs: 5_000,
    });
    expect(got).toEqual({
      method: 'POST',
      url: encodeURI('/хук?магазин=1&x=') + '%20',
      headers: {
        host: `127.0.0.1:${receiver.port}`,
        connection: 'keep-alive',
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
        'webhook-id': 'dlv_1',
        'x-shop': 'a',
      },
      body,
    });
    expect(result).toMatchObject({
      outcome: { kind: 'answered', status: 202, retryAfterMs: null },
      response: { status: 202, body: '{"ok":true}', headers: { 'content-type': 'application/json' } },
      errorCode: null,
    });
    expect(result.response?.headers).not.toHaveProperty('set-cookie');
  });

  it.each([
    ['7', 7_000],
    [new Date(1_700_000_010_000).toUTCString(), 10_000],
    ['soon', null],
  ])(
    'when the answer says retry-after: %s, then the wait is told in ms by the given clock',
    async (header, waitMs) => {
      const receiver = await keep(
        startHttp((_, response) => response.writeHead(503, { 'retry-after': header }).end()),
      );
      const clocked = localSender({ clock: { now: () => 1_700_000_000_000 } });
      const { outcome } = await clocked.send(requestTo(receiver.url));
      expect(outcome).toEqual({ kind: 'answered', status: 503, retryAfterMs: waitMs });
      await clocked.close();
    },
  );

  it('when the body is empty or bytes, then it is sent as it is', async () => {
    const bodies: string[] = [];
    const receiver = await keep(
      startHttp((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          bodies.push(Buffer.concat(chunks).toString('hex'));
          response.writeHead(204).end();
        });
      }),
    );
    for (const body of ['', Buffer.from([0, 255]), Buffer.alloc(0)]) {
      expect((await sender.send({ ...requestTo(receiver.url), body })).outcome).toMatchObject({
        status: 204,
      });
    }
    expect(bodies).toEqual(['', '00ff', '']);
  });
});

describe('faults of ours', () => {
  it.each([
    ['a line break', { 'x-note': 'a\r\nx-evil: 1' }],
    ['a character outside of latin1', { 'x-note': 'привет' }],
    ['a name that is none', { 'x note': 'a' }],
    ['a hop-by-hop header', { 'transfer-encoding': 'chunked' }],
    ['a wrong length', { 'content-length': '1000' }],
    ['the host', { Host: 'metadata.internal' }],
  ])('when a header has %s, then it throws, nothing is sent, and the sender goes on', async (_, headers) => {
    let requests = 0;
    const receiver = await keep(
      startHttp((_request, response) => {
        requests++;
        response.end();
      }),
    );
    const bad = { ...requestTo(receiver.url), headers: headers as unknown as Record<string, string> };
    await expect(sender.send(bad)).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    expect((await sender.send(requestTo(receiver.url))).outcome).toMatchObject({ status: 200 });
    await expect(sender.send(bad)).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    expect(requests).toBe(1);
  });

  it('when the sender is closed, then it throws', async () => {
    await sender.close();
    await expect(sender.send(requestTo('http://127.0.0.1/'))).rejects.toMatchObject({
      code: 'SENDER_CLOSED',
    });
  });
});

describe('closing', () => {
  it('when requests are in flight, then they end as they would have, and no socket stays', async () => {
    const answers: (() => void)[] = [];
    const receiver = await keep(startHttp((_, response) => answers.push(() => response.end('late'))));
    const quick = await keep(startHttp((_, response) => response.end('ok')));
    await Promise.all(Array.from({ length: 5 }, () => sender.send(requestTo(quick.url))));
    const sending = Array.from({ length: 3 }, () => sender.send(requestTo(receiver.url)));
    await waitFor(() => answers.length === 3);
    const closing = sender.close();
    expect(sender.close()).toBe(closing);
    for (const answer of answers) answer();
    const results = await Promise.all(sending);
    expect(results.map(({ response }) => response?.body)).toEqual(['late', 'late', 'late']);
    await closing;
    await waitFor(() => receiver.open() === 0 && quick.open() === 0, { timeoutMs: 2_500 });
  });

  it('when it is over, also after failures of every kind, then nothing of it keeps the process alive', async () => {
    const before = handles();
    const busy = localSender({ connectTimeoutMs: 100 });
    const receiver = await startHttp((request, response) => {
      if (request.url === '/hang') return;
      if (request.url === '/large') response.end('x'.repeat(20_000));
      else if (request.url === '/reset') request.socket.resetAndDestroy();
      else response.end('ok');
    });
    const base = `http://127.0.0.1:${receiver.port}`;
    const urls = ['/ok', '/hang', '/large', '/reset'].map((path) => base + path);
    await Promise.all(
      [...urls, 'http://10.0.0.1/', 'http://127.0.0.1:1/'].map((url) => busy.send(requestTo(url, 200))),
    );
    await busy.close();
    await receiver.close();
    await waitFor(() => handles() <= before, { what: 'no handle more than before' });
  });
});

/** Sockets, servers and timers that hold the process. */
function handles(): number {
  return process.getActiveResourcesInfo().filter((name) => /TCP|TLS|Pipe|DNS|GetAddrInfo|Timeout/.test(name))
    .length;
}
