import { afterEach, describe, expect, it } from '@jest/globals';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { waitFor } from '@kassahook/testing/waitFor';
import type { Sender, SenderOptions } from '@kassahook/sender/sender';
import {
  fixture,
  localSender,
  requestTo,
  startHttp,
  startHttps,
  startRaw,
  type Receiver,
} from './receivers.js';

const senders: Sender[] = [];
const receivers: Receiver[] = [];

afterEach(async () => {
  await Promise.all(senders.splice(0).map((sender) => sender.close()));
  await Promise.all(receivers.splice(0).map((receiver) => receiver.close()));
});

async function keep(starting: Promise<Receiver>): Promise<Receiver> {
  const receiver = await starting;
  receivers.push(receiver);
  return receiver;
}

/** Trusts the test authority; every name is at 127.0.0.1. */
function tlsSender(options: Partial<SenderOptions> = {}): Sender {
  const sender = localSender({
    tls: { ca: fixture('ca.cert.pem') },
    lookup: (_, __, callback) => callback(null, [{ address: '127.0.0.1' }]),
    ...options,
  });
  senders.push(sender);
  return sender;
}

function secured(socket: Socket): TLSSocket {
  if (!(socket instanceof TLSSocket)) throw new Error('not a TLS socket');
  return socket;
}

const byName = ({ port }: Receiver, name = 'receiver.test') => `https://${name}:${port}/hook`;

describe('a receiver behind TLS', () => {
  it('when its certificate is good, then it is called by its name and the phases are measured', async () => {
    let servername: unknown;
    let host: string | undefined;
    const receiver = await keep(
      startHttps('server.cert.pem', (request, response) => {
        servername = Reflect.get(secured(request.socket), 'servername');
        host = request.headers.host;
        response.end('ok');
      }),
    );
    const result = await tlsSender().send(requestTo(byName(receiver)));
    expect(result.outcome).toEqual({ kind: 'answered', status: 200, retryAfterMs: null });
    expect([servername, host]).toEqual(['receiver.test', `receiver.test:${receiver.port}`]);
    expect(result.timings).toEqual({
      dnsMs: expect.any(Number),
      connectMs: expect.any(Number),
      tlsMs: expect.any(Number),
      firstByteMs: expect.any(Number),
      totalMs: expect.any(Number),
    });
    expect(result.remoteAddress).toBe('127.0.0.1');
  });

  it('when it is called by an address in its certificate, or with a trailing dot, then it is accepted', async () => {
    const receiver = await keep(startHttps('server.cert.pem', (_, response) => response.end()));
    const sender = tlsSender();
    for (const url of [receiver.url, byName(receiver, 'receiver.test.'), byName(receiver, 'RECEIVER.test')]) {
      expect((await sender.send(requestTo(url))).outcome).toMatchObject({ kind: 'answered', status: 200 });
    }
  });

  it('when a session can be resumed, then it is, and the connection is as good', async () => {
    const resumed: boolean[] = [];
    const receiver = await keep(
      startHttps('server.cert.pem', (request, response) => {
        resumed.push(secured(request.socket).isSessionReused());
        response.setHeader('connection', 'close').end('ok');
      }),
    );
    const sender = tlsSender();
    for (let i = 0; i < 3; i++) {
      expect((await sender.send(requestTo(byName(receiver)))).outcome).toMatchObject({ kind: 'answered' });
    }
    expect(resumed).toEqual([false, true, true]);
  });

  it.each([
    ['of another name', 'otherName.cert.pem', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['expired', 'expired.cert.pem', 'CERT_HAS_EXPIRED'],
    ['signed by itself', 'selfSigned.cert.pem', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ])(
    'when its certificate is %s, then the class is TLS and no request is sent',
    async (_, certificate, errorCode) => {
      let requests = 0;
      const receiver = await keep(
        startHttps(certificate, (_request, response) => {
          requests++;
          response.end();
        }),
      );
      const sender = tlsSender();
      for (let i = 0; i < 2; i++) {
        const result = await sender.send(requestTo(byName(receiver)));
        expect(result).toMatchObject({
          outcome: { kind: 'failed', errorClass: 'TLS' },
          errorCode,
          response: null,
        });
      }
      await waitFor(() => receiver.open() === 0);
      expect(requests).toBe(0);
    },
  );

  it('when nobody we trust signed it, then the class is TLS, also when the environment says not to care', async () => {
    const receiver = await keep(startHttps('server.cert.pem', (_, response) => response.end()));
    const addressPolicyOnly = localSender({
      lookup: (_, __, callback) => callback(null, [{ address: '127.0.0.1' }]),
    });
    senders.push(addressPolicyOnly);
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      const result = await addressPolicyOnly.send(requestTo(byName(receiver)));
      expect(result).toMatchObject({
        outcome: { kind: 'failed', errorClass: 'TLS' },
        errorCode: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      });
    } finally {
      Reflect.deleteProperty(process.env, 'NODE_TLS_REJECT_UNAUTHORIZED');
    }
  });

  it('when it speaks plain HTTP or something else, then the class is TLS', async () => {
    const plain = await keep(startHttp((_, response) => response.end()));
    const other = await keep(startRaw((socket) => socket.write('220 mail.example ESMTP\r\n')));
    for (const receiver of [plain, other]) {
      const result = await tlsSender().send(requestTo(byName(receiver)));
      expect(result.outcome).toEqual({ kind: 'failed', errorClass: 'TLS' });
    }
  });

  it('when it hangs up in the handshake, then the class is CONNECTION_RESET', async () => {
    const receiver = await keep(startRaw((socket) => socket.once('data', () => socket.resetAndDestroy())));
    const result = await tlsSender().send(requestTo(byName(receiver)));
    expect(result.outcome).toEqual({ kind: 'failed', errorClass: 'CONNECTION_RESET' });
  });

  it('when it is silent in the handshake, then the connect timeout ends it', async () => {
    const receiver = await keep(startRaw((socket) => socket.resume()));
    const result = await tlsSender({ connectTimeoutMs: 200 }).send(requestTo(byName(receiver)));
    expect(result).toMatchObject({
      outcome: { kind: 'failed', errorClass: 'CONNECT_TIMEOUT' },
      remoteAddress: null,
    });
    await waitFor(() => receiver.open() === 0);
  });

  it('when the deadline passes in the handshake, then the class is TIMEOUT and the socket is gone', async () => {
    const receiver = await keep(startRaw((socket) => socket.resume()));
    const result = await tlsSender().send(requestTo(byName(receiver), 200));
    expect(result.outcome).toEqual({ kind: 'failed', errorClass: 'TIMEOUT' });
    await waitFor(() => receiver.open() === 0);
  });
});
