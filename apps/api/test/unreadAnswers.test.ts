import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import Koa from 'koa';
import { waitFor } from '@kassahook/testing/waitFor';
import { createHttpServer, type HttpServer } from '../src/httpServer.js';
import { jsonArray } from '../src/http/jsonArray.js';

const UNREAD_LIMIT_MS = 100;
/** More than sockets of this machine take unread. */
const PART = 'x'.repeat(16 * 1024 * 1024);
const LAST_CHUNKS = ']\r\n0\r\n\r\n';

let server: HttpServer;
let client: Socket;
/** The connection of the answer, as the server has it. */
let connection: Socket | null = null;

afterEach(async () => {
  client.destroy();
  connection = null;
  await server.close();
});

/** Asks for `body`, and reads nothing of it yet. */
async function ask(body: () => unknown): Promise<void> {
  const app = new Koa();
  app.silent = true;
  app.use((ctx) => {
    ctx.body = body();
  });
  const handle = app.callback();
  server = createHttpServer({
    ...{ host: '127.0.0.1', port: 0, drainLimitMs: 1_000, unreadLimitMs: UNREAD_LIMIT_MS },
    onRefused: () => undefined,
    handle: (request, response) => {
      connection = request.socket;
      void handle(request, response);
    },
  });
  await server.listen();
  client = connect(server.port(), '127.0.0.1');
  client.on('error', () => undefined);
  client.pause();
  await once(client, 'connect');
  client.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
}

/** What a list's rest came to. */
function createRest() {
  const seen = { parts: 0, isLeft: false };
  async function* rest(count: number, part: string, before?: () => Promise<void>) {
    try {
      for (let index = 0; index < count; index += 1) {
        await before?.();
        seen.parts += 1;
        yield [part];
      }
    } finally {
      seen.isLeft = true;
    }
  }
  return { seen, rest };
}

/** How much comes until the last chunk of a list, or the end of the connection, and its end. */
function readAll(): Promise<{ bytes: number; tail: string }> {
  let bytes = 0;
  let tail = '';
  return new Promise((resolve) => {
    client.on('data', (data) => {
      bytes += data.length;
      tail = (tail + data.toString('latin1')).slice(-LAST_CHUNKS.length);
      if (tail === LAST_CHUNKS) resolve({ bytes, tail });
    });
    client.on('close', () => resolve({ bytes, tail }));
    client.resume();
  });
}

describe('an answer that nobody reads', () => {
  it('when it is a large list, then the connection is cut, and no more of the list is read', async () => {
    const { seen, rest } = createRest();
    await ask(() => jsonArray([PART], rest(1_000, PART)));
    await waitFor(() => connection?.destroyed && seen.isLeft, { what: 'the rest to be left' });
    expect(seen.parts).toBeLessThan(10);
    expect((await readAll()).bytes).toBeLessThan(PART.length);
  });

  it('when it is one text, then the connection is cut as well', async () => {
    await ask(() => PART);
    await waitFor(() => connection?.destroyed, { what: 'the connection to be cut' });
    expect((await readAll()).bytes).toBeLessThan(PART.length);
  });
});

describe('an answer that is slow to come', () => {
  it('when its reader waits for longer than it may be unread, then it comes whole', async () => {
    const { seen, rest } = createRest();
    const late = () => new Promise<void>((resolve) => setTimeout(resolve, UNREAD_LIMIT_MS * 2));
    await ask(() => jsonArray(['a'], rest(2, 'b', late)));
    expect((await readAll()).tail).toBe(LAST_CHUNKS);
    expect(seen).toEqual({ parts: 2, isLeft: true });
  });
});
