import { connect, Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '@kassahook/testing/waitFor';
import type { Lookup } from '@kassahook/sender/guardedConnector';
import type { Sender, SenderOptions } from '@kassahook/sender/sender';
import { localSender, requestTo, startHttp, type Receiver } from './receivers.js';

const senders: Sender[] = [];
const receivers: Receiver[] = [];

afterEach(async () => {
  await Promise.all(senders.splice(0).map((sender) => sender.close()));
  await Promise.all(receivers.splice(0).map((receiver) => receiver.close()));
});

function senderWith(options: Partial<SenderOptions>): Sender {
  const sender = localSender(options);
  senders.push(sender);
  return sender;
}

async function ready(): Promise<Receiver> {
  const receiver = await startHttp((_, response) => response.end('ok'));
  receivers.push(receiver);
  return receiver;
}

const answers = (...addresses: string[]): Lookup => {
  return (_, __, callback) =>
    setImmediate(() =>
      callback(
        null,
        addresses.map((address) => ({ address })),
      ),
    );
};
const fails = (code: string): Lookup => {
  return (_, __, callback) => setImmediate(() => callback(Object.assign(new Error('lookup'), { code }), []));
};
const failed = (errorClass: string) => ({ kind: 'failed', errorClass });
/** A connection that stays silent for ever, without a packet. */
const silent = () => new Socket();
/** A connection that fails with the system's code, without a packet. */
const broken = (code: string) => {
  const socket = new Socket();
  setImmediate(() => socket.destroy(Object.assign(new Error('connect'), { code })));
  return socket;
};

describe('looking a name up', () => {
  it.each(['ENOTFOUND', 'EAI_AGAIN', 'ENODATA', 'ESERVFAIL', 'ECONNREFUSED', 'ETIMEOUT'])(
    'when the lookup fails with %s, then the class is DNS',
    async (code) => {
      const result = await senderWith({ lookup: fails(code) }).send(requestTo('http://shop.example/'));
      expect(result).toMatchObject({ outcome: failed('DNS'), errorCode: code, remoteAddress: null });
    },
  );

  it('when there are no addresses, or the name cannot be asked for, then the class is DNS', async () => {
    expect((await senderWith({ lookup: answers() }).send(requestTo('http://shop.example/'))).outcome).toEqual(
      failed('DNS'),
    );
    const throwing = senderWith({
      lookup: () => {
        throw Object.assign(new Error('bad name'), { code: 'EBADNAME' });
      },
    });
    expect(await throwing.send(requestTo('http://shop.example/'))).toMatchObject({
      outcome: failed('DNS'),
      errorCode: 'EBADNAME',
    });
  });

  it('when the lookup never answers, then the connect timeout ends it as DNS, and a late answer changes nothing', async () => {
    let late: () => void = () => undefined;
    const opened: unknown[] = [];
    const sender = senderWith({
      connectTimeoutMs: 100,
      lookup: (_, __, callback) => (late = () => callback(null, [{ address: '127.0.0.1' }])),
      openSocket: (to) => {
        opened.push(to);
        return silent();
      },
    });
    expect((await sender.send(requestTo('http://shop.example/'))).outcome).toEqual(failed('DNS'));
    late();
    await new Promise(setImmediate);
    expect(opened).toEqual([]);
  });

  it('when a name is used again, then each connection asks once', async () => {
    const receiver = await ready();
    let lookups = 0;
    const sender = senderWith({
      lookup: (_, __, callback) => {
        lookups++;
        callback(null, [{ address: '127.0.0.1' }]);
      },
    });
    const url = `http://shop.example:${receiver.port}/`;
    for (let i = 0; i < 3; i++) expect((await sender.send(requestTo(url))).outcome.kind).toBe('answered');
    expect([lookups, receiver.accepted()]).toEqual([1, 1]);
  });
});

describe('connecting', () => {
  it.each([
    ['ECONNREFUSED', 'CONNECTION_REFUSED'],
    ['EHOSTUNREACH', 'UNREACHABLE'],
    ['ENETUNREACH', 'UNREACHABLE'],
    ['EACCES', 'UNREACHABLE'],
    ['ETIMEDOUT', 'CONNECT_TIMEOUT'],
    ['ECONNRESET', 'CONNECTION_RESET'],
    ['EWHATEVER', 'UNKNOWN'],
  ])('when the system says %s, then the class is %s', async (code, errorClass) => {
    const result = await senderWith({ openSocket: () => broken(code) }).send(requestTo('http://127.0.0.1/'));
    expect(result).toMatchObject({
      outcome: failed(errorClass),
      errorCode: code,
      response: null,
      remoteAddress: null,
    });
  });

  it.each(['EMFILE', 'ENFILE', 'ENOBUFS'])(
    'when this machine has run out (%s), then that is our fault and throws',
    async (code) => {
      const sending = senderWith({ openSocket: () => broken(code) }).send(requestTo('http://127.0.0.1/'));
      await expect(sending).rejects.toMatchObject({ code: 'LOCAL_RESOURCES', retryable: true });
    },
  );

  it('when nobody answers, then the connect timeout ends it before the deadline', async () => {
    const sockets: Socket[] = [];
    const sender = senderWith({
      connectTimeoutMs: 150,
      openSocket: () => {
        const socket = silent();
        sockets.push(socket);
        return socket;
      },
    });
    const result = await sender.send(requestTo('http://127.0.0.1/'));
    expect(result).toMatchObject({ outcome: failed('CONNECT_TIMEOUT'), remoteAddress: null });
    expect(result.timings.totalMs).toBeLessThan(2_500);
    expect(sockets.map((socket) => socket.destroyed)).toEqual([true]);
  });

  it('when the deadline is sooner than the connect timeout, then the class is TIMEOUT and the socket is gone', async () => {
    const socket = silent();
    const result = await senderWith({ openSocket: () => socket }).send(requestTo('http://127.0.0.1/', 100));
    expect(result.outcome).toEqual(failed('TIMEOUT'));
    await waitFor(() => socket.destroyed);
  });

  it('when the first address refuses, then the next one is tried, and only checked ones', async () => {
    const receiver = await ready();
    const tried: string[] = [];
    const sender = senderWith({
      lookup: answers('127.0.0.3', '127.0.0.2', '127.0.0.1'),
      openSocket: ({ host, port }) => {
        tried.push(host);
        return host === '127.0.0.1' ? connect({ host, port }) : broken('ECONNREFUSED');
      },
    });
    const result = await sender.send(requestTo(`http://shop.example:${receiver.port}/`));
    expect(result).toMatchObject({ outcome: { kind: 'answered' }, remoteAddress: '127.0.0.1' });
    expect(tried).toEqual(['127.0.0.3', '127.0.0.2', '127.0.0.1']);
  });

  it('when the first address is silent, then it does not use up the turn of the next', async () => {
    const receiver = await ready();
    const black = silent();
    const sender = senderWith({
      connectTimeoutMs: 1_000,
      lookup: answers('127.0.0.2', '127.0.0.1'),
      openSocket: ({ host, port }) => (host === '127.0.0.1' ? connect({ host, port }) : black),
    });
    const result = await sender.send(requestTo(`http://shop.example:${receiver.port}/`));
    expect(result.outcome).toMatchObject({ kind: 'answered', status: 200 });
    expect(result.timings.connectMs).toBeGreaterThanOrEqual(490);
    expect(black.destroyed).toBe(true);
  });

  it('when every address fails, then the last failure is told, within the one timeout', async () => {
    const sender = senderWith({
      connectTimeoutMs: 600,
      lookup: answers('127.0.0.3', '127.0.0.2'),
      openSocket: ({ host }) => (host === '127.0.0.2' ? broken('EHOSTUNREACH') : silent()),
    });
    const result = await sender.send(requestTo('http://shop.example/'));
    expect(result.outcome).toEqual(failed('UNREACHABLE'));
    expect(result.timings.totalMs).toBeLessThan(2_500);
  });

  it('when a name has very many addresses, then no more than eight are tried', async () => {
    let tried = 0;
    const sender = senderWith({
      lookup: answers(...Array.from({ length: 50 }, (_, i) => `127.0.1.${i}`)),
      openSocket: () => {
        tried++;
        return broken('ECONNREFUSED');
      },
    });
    expect((await sender.send(requestTo('http://shop.example/'))).outcome).toEqual(
      failed('CONNECTION_REFUSED'),
    );
    expect(tried).toBe(8);
  });
});
