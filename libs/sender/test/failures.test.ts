import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '@kassahook/testing/waitFor';
import type { Sender } from '@kassahook/sender/sender';
import { localSender, requestTo, startHttp, startRaw, type Receiver } from './receivers.js';

/** The guarantee: whatever a receiver does is a result with its class, in time, and no socket stays behind. */
let sender: Sender;
let receiver: Receiver | null = null;

beforeEach(() => {
  sender = localSender();
});
afterEach(async () => {
  await sender.close();
  await receiver?.close();
  receiver = null;
});

/** Writes the text once the request has come, then does what follows. */
async function answering(
  text: string | Buffer,
  then: (socket: Socket) => void = () => undefined,
): Promise<string> {
  receiver = await startRaw((socket) => {
    socket.once('data', () => socket.write(text, () => then(socket)));
  });
  return receiver.url;
}

const end = (socket: Socket) => socket.end();
const reset = (socket: Socket) => socket.resetAndDestroy();
const failed = (errorClass: string) => ({ kind: 'failed', errorClass });
const head = (length: number | string) => `HTTP/1.1 200 OK\r\ncontent-length: ${length}\r\n`;

describe('a connection that breaks', () => {
  it('when nobody listens, then it is refused', async () => {
    receiver = await startHttp(() => undefined);
    await receiver.close();
    const result = await sender.send(requestTo(receiver.url));
    expect(result).toMatchObject({
      outcome: failed('CONNECTION_REFUSED'),
      errorCode: 'ECONNREFUSED',
      response: null,
    });
    expect(result).toMatchObject({ remoteAddress: null, timings: { firstByteMs: null, connectMs: null } });
  });

  it.each([
    ['reset before a byte', '', reset],
    ['closed before a byte', '', end],
    ['reset in the status line', 'HTTP/1.', reset],
    ['closed in the status line', 'HTTP/1.1 20', end],
    ['closed in the headers', 'HTTP/1.1 200 OK\r\ncontent-le', end],
    ['reset in the headers', 'HTTP/1.1 200 OK\r\ncontent-le', reset],
    ['closed in the body', `${head(10)}\r\nhalf`, end],
    ['reset in the body', `${head(10)}\r\nhalf`, reset],
    ['closed in the body of a closing answer', `${head(10)}connection: close\r\n\r\nhalf`, end],
    ['closed in a chunk', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\nhalf', end],
    [
      'closed in a chunk of a closing answer',
      'HTTP/1.1 200 OK\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n9\r\nha',
      end,
    ],
  ])('when it is %s, then the class is CONNECTION_RESET', async (_, text, then) => {
    const result = await sender.send(requestTo(await answering(text, then)));
    expect(result).toMatchObject({ outcome: failed('CONNECTION_RESET'), errorCode: expect.any(String) });
    expect(receiver?.accepted()).toBe(1);
  });

  it('when it breaks in the body, then what had come is kept', async () => {
    const result = await sender.send(requestTo(await answering(`${head(10)}server: x\r\n\r\nhalf`, end)));
    expect(result.response).toEqual({
      status: 200,
      headers: { 'content-length': '10', server: 'x' },
      body: 'half',
    });
    expect(result.remoteAddress).toBe('127.0.0.1');
    expect(result.timings.firstByteMs).toBeGreaterThanOrEqual(0);
  });
});

describe('an answer that is not HTTP', () => {
  it.each([
    ['garbage', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['an answer of another protocol', '+OK POP3 ready\r\n'],
    ['an impossible status', 'HTTP/1.1 OK\r\n\r\n'],
    ['a status below 100', 'HTTP/1.1 042 No\r\ncontent-length: 0\r\n\r\n'],
    ['a header without a name', 'HTTP/1.1 200 OK\r\n: x\r\n\r\n'],
    ['a broken length', 'HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab'],
    [
      'a length and chunks',
      'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a broken chunk', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n'],
    ['headers over 16 KB', `HTTP/1.1 200 OK\r\n${`x: ${'y'.repeat(1000)}\r\n`.repeat(20)}\r\n`],
    ['an unasked 100', 'HTTP/1.1 100 Continue\r\n\r\n'],
    [
      'an unasked upgrade',
      'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n',
    ],
  ])('when it is %s, then the class is RESPONSE_MALFORMED', async (_, text) => {
    const result = await sender.send(requestTo(await answering(text)));
    expect(result.outcome).toEqual(failed('RESPONSE_MALFORMED'));
    await waitFor(() => receiver?.open() === 0);
  });

  it('when the status is odd but well-formed, then it is an answer', async () => {
    const result = await sender.send(
      requestTo(await answering('HTTP/1.1 799 Odd\r\ncontent-length: 0\r\n\r\n')),
    );
    expect(result.outcome).toEqual({ kind: 'answered', status: 799, retryAfterMs: null });
  });

  it('when informational answers come first, then the real one counts', async () => {
    const early = 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'.repeat(3);
    const result = await sender.send(requestTo(await answering(`${early}${head(2)}\r\nok`)));
    expect(result).toMatchObject({ outcome: { status: 200 }, response: { body: 'ok' } });
  });

  it('when the end of the body is the end of the connection, then it is an answer', async () => {
    const result = await sender.send(
      requestTo(await answering('HTTP/1.0 201 Created\r\n\r\nall of it', end)),
    );
    expect(result).toMatchObject({
      outcome: { kind: 'answered', status: 201 },
      response: { body: 'all of it' },
    });
  });
});

describe('an answer that is too large', () => {
  it('when the body is over 16 KB, then it is destroyed and its first 4 KB are kept', async () => {
    receiver = await startHttp((_, response) => {
      response.writeHead(200, { 'x-request-id': 'r1' });
      response.write('я'.repeat(9_000));
    });
    const result = await sender.send(requestTo(receiver.url));
    expect(result).toMatchObject({ outcome: failed('RESPONSE_TOO_LARGE'), errorCode: 'RESPONSE_TOO_LARGE' });
    expect(result.response).toMatchObject({
      status: 200,
      body: 'я'.repeat(2_048),
      headers: { 'x-request-id': 'r1' },
    });
    await waitFor(() => receiver?.open() === 0);
  });

  it('when the body never ends, then no more than the limit is read', async () => {
    let written = 0;
    receiver = await startRaw((socket) => {
      const pour = () => {
        while (!socket.destroyed && socket.write('x'.repeat(1_000))) written += 1_000;
      };
      socket.on('drain', pour);
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        pour();
      });
    });
    expect((await sender.send(requestTo(receiver.url))).outcome).toEqual(failed('RESPONSE_TOO_LARGE'));
    await waitFor(() => receiver?.open() === 0);
    expect(written).toBeLessThan(20_000_000); // what the sockets' buffers hold, not what is read
  });

  it('when the body is exactly 16 KB, then it is an answer', async () => {
    const body = 'x'.repeat(16 * 1024);
    const result = await sender.send(requestTo(await answering(`${head(body.length)}\r\n${body}`)));
    expect(result.outcome).toMatchObject({ kind: 'answered', status: 200 });
    expect(result.response?.body).toBe('x'.repeat(4_096));
  });

  it('when limits are set, then they are kept', async () => {
    const strict = localSender({ readLimitBytes: 10, storedLimitBytes: 3 });
    const url = await answering(`${head(11)}\r\n${'x'.repeat(11)}`);
    expect(await strict.send(requestTo(url))).toMatchObject({
      outcome: failed('RESPONSE_TOO_LARGE'),
      response: { body: 'xxx' },
    });
    await strict.close();
  });
});

describe('the deadline', () => {
  const limitMs = 300;

  async function expectTimeout(url: string) {
    const startedAt = Date.now();
    const result = await sender.send(requestTo(url, limitMs));
    const tookMs = Date.now() - startedAt;
    expect(result.outcome).toEqual(failed('TIMEOUT'));
    expect(tookMs).toBeGreaterThanOrEqual(limitMs - 5);
    expect(tookMs).toBeLessThan(limitMs + 2_500);
    expect(result.timings.totalMs).toBeGreaterThanOrEqual(limitMs - 5);
    return result;
  }

  /** One piece every 20 ms, for ever: what a limit on silence alone would never end. */
  async function dripping(first: string, piece: string): Promise<string> {
    return answering(first, (socket) => {
      const timer = setInterval(() => socket.write(piece), 20);
      socket.on('close', () => clearInterval(timer));
    });
  }

  it('when nothing is answered, then it ends there', async () => {
    expect(await expectTimeout(await answering(''))).toMatchObject({
      response: null,
      remoteAddress: '127.0.0.1',
    });
    await waitFor(() => receiver?.open() === 0);
  });

  it('when headers drip, then it ends there', async () => {
    await expectTimeout(await dripping('HTTP/1.1 200 OK\r\n', 'x: y\r\n'));
  });

  it('when informational answers never end, then it ends there', async () => {
    await expectTimeout(await dripping('', 'HTTP/1.1 102 Processing\r\n\r\n'));
  });

  it('when the body drips, then it ends there and what had come is kept', async () => {
    const result = await expectTimeout(await dripping(`${head(10_000)}\r\n`, 'x'));
    expect(result.response?.status).toBe(200);
    expect(result.response?.body).toMatch(/^x+$/);
    await waitFor(() => receiver?.open() === 0);
  });

  it('when the server accepts and reads nothing of a large body, then it ends there', async () => {
    receiver = await startRaw((socket) => socket.pause());
    const result = await sender.send({ ...requestTo(receiver.url, limitMs), body: Buffer.alloc(20_000_000) });
    expect(result.outcome).toEqual(failed('TIMEOUT'));
    expect(receiver.accepted()).toBe(1);
  });

  it('when our own process stalls past it, then an answer that had arrived still counts', async () => {
    // Long enough that on a busy machine, too, the request is with the server before it is over.
    const patientMs = 2_000;
    let deadlineMs = Infinity;
    receiver = await startHttp((_, response) => {
      response.end('ok', () => {
        // The answer is in the socket, and nothing of ours runs until the deadline is over.
        while (Date.now() < deadlineMs + 50);
      });
    });
    const sending = sender.send(requestTo(receiver.url, patientMs));
    deadlineMs = Date.now() + patientMs;
    expect((await sending).outcome).toMatchObject({ kind: 'answered', status: 200 });
  });
});
