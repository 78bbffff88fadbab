import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '@kassahook/testing/waitFor';
import type { Sender } from '@kassahook/sender/sender';
import { localSender, requestTo, startHttp, startRaw, type Receiver } from './receivers.js';

/** The guarantee: connections are kept and bounded, and a connection that dies between two requests costs no attempt. */
let sender: Sender;
let receivers: Receiver[] = [];
const ANSWER = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';

beforeEach(() => {
  sender = localSender();
  receivers = [];
});
afterEach(async () => {
  await sender.close();
  await Promise.all(receivers.map((receiver) => receiver.close()));
});

async function keep(starting: Promise<Receiver>): Promise<Receiver> {
  const receiver = await starting;
  receivers.push(receiver);
  return receiver;
}

/**
 * A raw server that answers the first requests of its connections (so many of the first one, so many of the second one, …), then
 * does something else with the next.
 * @returns the receiver and how many requests each connection brought
 */
async function fickle(answers: readonly number[], then: (socket: Socket) => void) {
  const seen: number[] = [];
  const receiver = await keep(
    startRaw((socket) => {
      const connection = seen.push(0) - 1;
      socket.on('data', (chunk) => {
        if (!chunk.toString().includes('POST')) return;
        seen[connection]!++;
        if (seen[connection]! <= (answers[connection] ?? 0)) socket.write(ANSWER);
        else then(socket);
      });
    }),
  );
  return { receiver, seen };
}

describe('a connection that is kept', () => {
  it('when requests follow one another, then they share it, and only the first tells how long it took to open', async () => {
    const receiver = await keep(startHttp((_, response) => response.end('ok')));
    const first = await sender.send(requestTo(receiver.url));
    const second = await sender.send(requestTo(receiver.url));
    expect(receiver.accepted()).toBe(1);
    expect(first.timings).toMatchObject({ dnsMs: null, tlsMs: null, connectMs: expect.any(Number) });
    expect(second.timings).toEqual({
      dnsMs: null,
      connectMs: null,
      tlsMs: null,
      firstByteMs: expect.any(Number),
      totalMs: expect.any(Number),
    });
    expect(second.remoteAddress).toBe('127.0.0.1');
  });

  it('when the receiver closes after each answer, then each request has its own', async () => {
    const receiver = await keep(
      startHttp((_, response) => response.setHeader('connection', 'close').end('ok')),
    );
    for (let i = 0; i < 5; i++) {
      expect((await sender.send(requestTo(receiver.url))).timings.connectMs).not.toBeNull();
    }
    expect(receiver.accepted()).toBe(5);
  });

  it('when requests come at once, then there are no more connections than allowed, and all are answered', async () => {
    const narrow = localSender({ maxSocketsPerOrigin: 3 });
    for (const connection of ['keep-alive', 'close']) {
      let [now, most] = [0, 0];
      const receiver = await keep(
        startHttp((_, response) => {
          most = Math.max(most, ++now);
          setImmediate(() => {
            now--;
            response.setHeader('connection', connection).end('ok');
          });
        }),
      );
      const results = await Promise.all(
        Array.from({ length: 30 }, () => narrow.send(requestTo(receiver.url))),
      );
      expect(results.every(({ outcome }) => outcome.kind === 'answered')).toBe(true);
      expect(most).toBeLessThanOrEqual(3);
      if (connection === 'keep-alive') expect(receiver.accepted()).toBe(3);
    }
    await narrow.close();
  });

  it('when requests wait in line for a connection that hangs, then each ends at its deadline and the line goes on', async () => {
    const narrow = localSender({ maxSocketsPerOrigin: 1 });
    let requests = 0;
    const receiver = await keep(
      startHttp((_, response) => {
        if (++requests > 1) response.end('ok');
      }),
    );
    const [hanging, waiting, later] = await Promise.all([
      narrow.send(requestTo(receiver.url, 300)),
      narrow.send(requestTo(receiver.url, 100)),
      narrow.send(requestTo(receiver.url, 5_000)),
    ]);
    expect(hanging.outcome).toEqual({ kind: 'failed', errorClass: 'TIMEOUT' });
    expect(waiting).toMatchObject({
      outcome: { kind: 'failed', errorClass: 'TIMEOUT' },
      remoteAddress: null,
    });
    expect(later.outcome).toMatchObject({ kind: 'answered', status: 200 });
    expect(requests).toBe(2);
    await narrow.close();
  });

  it('when there are more origins than allowed, then the least recently used gives way', async () => {
    const small = localSender({ maxOrigins: 2 });
    const [a, b, c] = [
      await keep(startHttp((_, response) => response.end())),
      await keep(startHttp((_, response) => response.end())),
      await keep(startHttp((_, response) => response.end())),
    ];
    for (const receiver of [a, b, a, c]) await small.send(requestTo(receiver.url));
    await waitFor(() => b.open() === 0, { timeoutMs: 2_500 }); // sooner than idleness would close it
    expect([a.open(), c.open()]).toEqual([1, 1]);
    await small.close();
  });

  it('when an origin gives way in the middle of a request, then the request ends as it would have', async () => {
    const small = localSender({ maxOrigins: 1 });
    let answer: () => void = () => undefined;
    const slow = await keep(startHttp((_, response) => (answer = () => response.end('late'))));
    const fast = await keep(startHttp((_, response) => response.end()));
    const sending = small.send(requestTo(slow.url));
    await waitFor(() => slow.accepted() === 1);
    await small.send(requestTo(fast.url));
    answer();
    expect((await sending).response?.body).toBe('late');
    await waitFor(() => slow.open() === 0, { timeoutMs: 2_500 });
    await small.close();
  });

  it('when nothing is sent for a while, then it is closed by us', async () => {
    const receiver = await keep(
      startHttp((_, response) => response.setHeader('keep-alive', 'timeout=3').end()),
    );
    await sender.send(requestTo(receiver.url));
    expect(receiver.open()).toBe(1);
    await waitFor(() => receiver.open() === 0, { timeoutMs: 4_000 });
  });
});

describe('a kept connection that dies as the next request leaves', () => {
  const close = (socket: Socket) => socket.end();
  const reset = (socket: Socket) => socket.resetAndDestroy();
  const answered = { kind: 'answered', status: 200, retryAfterMs: null };
  const failed = (errorClass: string) => ({ kind: 'failed', errorClass });

  it.each([
    ['closed', close],
    ['reset', reset],
  ])('when it is %s without a byte, then the request is repeated once on a fresh one', async (_, then) => {
    const { receiver, seen } = await fickle([1, 1], then);
    await sender.send(requestTo(receiver.url));
    const result = await sender.send(requestTo(receiver.url));
    expect(result.outcome).toEqual(answered);
    expect(result.timings.connectMs).not.toBeNull();
    expect(seen).toEqual([2, 1]);
  });

  it('when other kept connections are there, then the repeat does not trust them', async () => {
    const { receiver, seen } = await fickle([1, 1, 1], close);
    await Promise.all([sender.send(requestTo(receiver.url)), sender.send(requestTo(receiver.url))]);
    expect((await sender.send(requestTo(receiver.url))).outcome).toEqual(answered);
    expect(seen.toSorted()).toEqual([1, 1, 2]);
  });

  it.each([
    ['closed', close],
    ['reset', reset],
  ])('when the fresh connection is %s too, then that is the outcome', async (_, then) => {
    const { receiver, seen } = await fickle([1, 0], then);
    await sender.send(requestTo(receiver.url));
    expect((await sender.send(requestTo(receiver.url))).outcome).toEqual(failed('CONNECTION_RESET'));
    expect(seen).toEqual([2, 1]);
  });

  it('when a connection breaks on its first request, then it is not repeated', async () => {
    const { receiver, seen } = await fickle([0, 1], close);
    expect((await sender.send(requestTo(receiver.url))).outcome).toEqual(failed('CONNECTION_RESET'));
    expect(seen).toEqual([1]);
  });

  it('when a byte of an answer had come, then it is not repeated', async () => {
    const { receiver, seen } = await fickle([1, 1], (socket) => socket.end('HTTP/1.1 2'));
    await sender.send(requestTo(receiver.url));
    expect((await sender.send(requestTo(receiver.url))).outcome).toEqual(failed('CONNECTION_RESET'));
    expect(seen).toEqual([2]);
  });

  it('when the repeat hangs, then the one deadline holds', async () => {
    const { receiver, seen } = await fickle([1, 0], (socket) => {
      if (seen.length === 1) socket.end();
    });
    await sender.send(requestTo(receiver.url));
    const result = await sender.send(requestTo(receiver.url, 300));
    expect(result.outcome).toEqual(failed('TIMEOUT'));
    expect(result.timings.totalMs).toBeLessThan(2_500);
    expect(seen).toEqual([2, 1]);
  });

  it('when a server drops connections at random moments after an answer, then a thousand requests see no failure', async () => {
    let answers = 0;
    const receiver = await keep(
      startRaw((socket) => {
        socket.on('data', (chunk) => {
          if (!chunk.toString().includes('POST') || socket.writableEnded) return;
          socket.write(ANSWER);
          // From at once to some turns of the loop later: before, while and after the next request leaves.
          let turns = answers++ % 7;
          const drop = () => (turns-- > 0 ? setImmediate(drop) : socket.end());
          if (answers % 3 === 0) drop();
        });
      }),
    );
    const outcomes = new Set<string>();
    const worker = async () => {
      for (let i = 0; i < 100; i++)
        outcomes.add(JSON.stringify((await sender.send(requestTo(receiver.url))).outcome));
    };
    await Promise.all(Array.from({ length: 10 }, worker));
    expect([...outcomes]).toEqual([JSON.stringify(answered)]);
    expect(receiver.accepted()).toBeGreaterThan(100);
  });
});
