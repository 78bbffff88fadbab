import { once } from 'node:events';
import { Agent, request as send } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '@kassahook/testing/waitFor';
import type { RefusedRequest } from '../src/http/unreadRequest.js';
import { createHttpServer, type HttpServer } from '../src/httpServer.js';

interface Answer {
  status: number;
  connection: string | undefined;
}

let server: HttpServer;
let agent: Agent;
/** Requests that were taken and not answered; calling one answers it. */
let held: (() => void)[];
/** Requests that came whole. */
let carriedOut: string[];
let refused: RefusedRequest[];

function start(drainLimitMs: number, requestLimitMs?: number): Promise<void> {
  server = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    drainLimitMs,
    ...(requestLimitMs !== undefined && { requestLimitMs }),
    onRefused: (request) => void refused.push(request),
    handle: (request, response) => {
      if (request.url === '/begun') response.write('begun');
      else if (request.url === '/read')
        request.resume().once('end', () => carriedOut.push(request.url ?? ''));
      else if (request.url === '/held') held.push(() => response.end());
      else response.end();
    },
  });
  return server.listen();
}

function get(path: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = send({ port: server.port(), path, agent }, (response) => {
      response.resume();
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, connection: response.headers.connection }),
      );
    });
    call.on('error', reject);
    call.end();
  });
}

/** The request's id, of an answer as it came. */
function idIn(said: string): string | undefined {
  return /^x-request-id: ([\w.-]{1,64})\r?$/im.exec(said)?.[1];
}

beforeEach(() => {
  agent = new Agent({ keepAlive: true, maxSockets: 1 });
  held = [];
  carriedOut = [];
  refused = [];
});
afterEach(async () => {
  agent.destroy();
  await server.close();
});

describe('the HTTP server', () => {
  it('when it closes, then what was taken is answered, idle connections go, and new ones are refused', async () => {
    await start(10_000);
    expect((await get('/')).status).toBe(200);
    const answer = get('/held');
    await waitFor(() => held[0], { what: 'the request to be taken' });
    const closed = server.close();
    expect(() => server.port()).toThrow('does not listen');
    held[0]?.();
    expect((await answer).status).toBe(200);
    await closed;
  });

  it('when a busy client goes on during the drain, then it is told to close its connection', async () => {
    await start(10_000);
    const first = get('/held');
    const second = get('/held');
    await waitFor(() => held[0], { what: 'the first request' });
    const closed = server.close();
    held[0]?.();
    expect((await first).connection).toBe('keep-alive');
    await waitFor(() => held[1], { what: 'the second request on the same connection' });
    held[1]?.();
    expect((await second).connection).toBe('close');
    await closed;
  });

  it('when a browser holds a connection that it has never used, then the drain does not wait for it', async () => {
    await start(10_000);
    const unused = connect(server.port(), '127.0.0.1');
    await once(unused, 'connect');
    expect((await get('/')).status).toBe(200); // after it, so it was taken
    const startedMs = performance.now();
    await server.close();
    expect(performance.now() - startedMs).toBeLessThan(5_000);
  });

  it('when a request does not end, then the drain ends at its limit', async () => {
    await start(50);
    const answer = get('/held');
    await waitFor(() => held[0], { what: 'the request to be taken' });
    await Promise.all([server.close(), expect(answer).rejects.toThrow('socket hang up')]);
  });

  it('when the port is taken, then listening rejects', async () => {
    await start(50);
    const other = createHttpServer({
      host: '127.0.0.1',
      port: server.port(),
      drainLimitMs: 50,
      onRefused: () => undefined,
      handle: () => undefined,
    });
    await expect(other.listen()).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await other.close();
  });

  /** Everything that the server says until it closes. */
  async function talk(say: (socket: Socket) => void): Promise<string> {
    const socket = connect(server.port(), '127.0.0.1');
    const said: Buffer[] = [];
    socket.on('data', (part: Buffer) => said.push(part));
    say(socket);
    await once(socket, 'close');
    return Buffer.concat(said).toString();
  }

  describe('when it gets a request that is not to be taken', () => {
    it.each([
      ['without a host', 400, 'HOST_MISSING', 'X-Request-Id: quoted-1\r\n'],
      ['with two hosts', 400, 'HOST_REPEATED', 'Host: a\r\nHost: b\r\n'],
      ['with an expectation', 417, 'EXPECTATION_FAILED', 'Host: a\r\nExpect: a cake\r\n'],
    ])(
      '%s, then it is %i in the shape of all errors, and is not handled',
      async (_what, status, code, sent) => {
        await start(50);
        const said = await talk((socket) =>
          socket.write(`POST /read HTTP/1.1\r\n${sent}Content-Length: 4\r\nConnection: close\r\n\r\nbody`),
        );
        const [head = '', body = ''] = said.split('\r\n\r\n');
        expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
        expect(head).toMatch(/^content-type: application\/json; charset=utf-8\r?$/im);
        expect(head).toContain(`Content-Length: ${Buffer.byteLength(body)}`);
        expect(JSON.parse(body)).toEqual({ status, code, message: expect.any(String) as unknown });
        expect(refused).toEqual([{ requestId: idIn(head), status, code }]);
        expect(carriedOut).toEqual([]);
      },
    );

    it('but has a header behind 1,500 others, then it is read', async () => {
      await start(50);
      const others = 'a:b\r\n'.repeat(1_500);
      const said = await talk((socket) =>
        socket.write(`GET / HTTP/1.1\r\n${others}Host: a\r\nConnection: close\r\n\r\n`),
      );
      expect(said).toMatch(/^HTTP\/1.1 200 /);
    });

    it('and has an id of its client’s, then that is the answer’s', async () => {
      await start(50);
      const said = await talk((socket) =>
        socket.write('GET / HTTP/1.1\r\nX-Request-Id: quoted-1\r\nConnection: close\r\n\r\n'),
      );
      expect(idIn(said)).toBe('quoted-1');
    });

    it('and waits to be told to go on with its body, then it is refused, and not told so before', async () => {
      await start(50);
      const said = await talk((socket) =>
        socket.write('POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n'),
      );
      expect(said).toMatch(/^HTTP\/1.1 400 /);
      expect(said).toMatch(/^connection: close\r?$/im);
    });

    it('and another one follows on its connection, then that is taken', async () => {
      await start(50);
      const said = await talk((socket) =>
        socket.write(
          'POST / HTTP/1.1\r\nHost: a\r\nExpect: a cake\r\nContent-Length: 4\r\n\r\nbody' +
            'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
        ),
      );
      expect(said.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 417', 'HTTP/1.1 200']);
    });

    it.each([
      ['of HTTP/1.0 has no host', 'GET / HTTP/1.0\r\n\r\n'],
      [
        'wants to be told to go on',
        'GET / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n',
      ],
    ])('but %s, then it is taken as ever', async (_what, sent) => {
      await start(50);
      expect(await talk((socket) => socket.write(sent))).toMatch(/^HTTP\/1.1 200 /m);
      expect(refused).toEqual([]);
    });
  });

  describe('when it gets what is no request', () => {
    it.each([
      ['an address of 17 KB', 431, 'HEADERS_TOO_LARGE', `GET /?${'a'.repeat(17 * 1024)} HTTP/1.1\r\n`],
      ['an address of 2 MB', 431, 'HEADERS_TOO_LARGE', `GET /?${'a'.repeat(2 * 1024 * 1024)} HTTP/1.1\r\n`],
      ['no HTTP', 400, 'BAD_REQUEST', 'HELO shop.example\r\n\r\n'],
    ])('such as %s, then it is %i in the shape of all errors', async (_what, status, code, sent) => {
      await start(50);
      const [head = '', body = ''] = (await talk((socket) => socket.write(sent))).split('\r\n\r\n');
      expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
      expect(head).toMatch(/^content-type: application\/json; charset=utf-8\r?$/im);
      expect(head).toMatch(/^x-request-id: [\w.-]{1,64}\r?$/im);
      expect(head).toContain(`Content-Length: ${Buffer.byteLength(body)}`);
      expect(JSON.parse(body)).toEqual({ status, code, message: expect.any(String) as unknown });
      expect(refused).toEqual([{ requestId: idIn(head), status, code }]);
    });

    it.each([
      ['head', 'POST /read HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n', '\r\nbody'],
      ['body', 'POST /read HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbo', 'dy'],
    ])(
      'in time but a part of the %s, then it is 408, and the rest is not carried out',
      async (_what, first, rest) => {
        await start(50, 200);
        const said = await talk((socket) => {
          socket.write(first);
          socket.once('data', () => socket.write(rest));
        });
        expect(said).toMatch(/^HTTP\/1.1 408 /);
        expect(JSON.parse(said.split('\r\n\r\n')[1] ?? '')).toMatchObject({
          status: 408,
          code: 'REQUEST_TIMEOUT',
        });
        expect(carriedOut).toEqual([]);
        expect(refused).toEqual([{ requestId: idIn(said), status: 408, code: 'REQUEST_TIMEOUT' }]);
      },
    );

    it.each([
      ['was answered early', 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n', 200],
      ['was refused', 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n', 400],
    ])('as the rest of a request that %s, then that is its only answer', async (_what, sent, status) => {
      await start(50);
      const said = await talk((socket) => {
        socket.write(sent);
        socket.once('data', () => socket.write('no chunk\r\n'));
      });
      expect(said.match(/^HTTP\/1.1 \d+/gm)).toEqual([`HTTP/1.1 ${status}`]);
      expect(refused.map(({ code }) => code)).not.toContain('BAD_REQUEST');
    });

    it('or nothing more of a request that was refused, then that is its only answer', async () => {
      await start(50, 200);
      const said = await talk((socket) => socket.write('POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nbo'));
      expect(said).toMatch(/^HTTP\/1.1 400 /);
      expect(said).not.toContain('HTTP/1.1 408');
      expect(refused).toMatchObject([{ code: 'HOST_MISSING' }]);
    });

    it('behind a request that is being carried out, then that is not told that it was none', async () => {
      await start(50);
      const said = await talk((socket) => {
        socket.write('POST /held HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody');
        void waitFor(() => held[0], { what: 'the request' }).then(() => socket.write('no request\r\n\r\n'));
      });
      expect(said).toBe('');
      expect(refused).toEqual([]);
    });

    it('but nothing at all, then nobody is answered, and no line is written for it', async () => {
      await start(50, 200);
      expect(await talk(() => undefined)).toBe('');
      expect(refused).toEqual([]);
    });

    it('in the middle of an answer, then the answer breaks off and nothing is written into it', async () => {
      await start(50);
      const said = await talk((socket) => {
        socket.write('GET /begun HTTP/1.1\r\nHost: a\r\n\r\n');
        socket.once('data', () => socket.write('no request\r\n\r\n'));
      });
      expect(said).toMatch(/^HTTP\/1.1 200 /);
      expect(said.endsWith('begun\r\n')).toBe(true);
      expect(refused).toEqual([]);
    });
  });
});
