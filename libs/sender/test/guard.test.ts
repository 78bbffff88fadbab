import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createAddressPolicy } from '@kassahook/sender/addressPolicy';
import { createSender, type Sender, type SenderOptions } from '@kassahook/sender/sender';
import { createUrlPolicy } from '@kassahook/sender/urlPolicy';
import { waitFor } from '@kassahook/testing/waitFor';
import { localSender, requestTo, startHttp, startRaw, type Receiver } from './receivers.js';
import { BROKEN_SPELLINGS, PRIVATE_SPELLINGS } from './spellings.js';

/**
 * The guarantee: no packet goes to an address that is not public, however it is spelled or hidden. Each refusal is proven by a
 * watcher in the place of net.connect, which is never reached; and where a connection is needed, it goes to 127.0.0.1.
 */
let opened: { host: string; port: number }[] = [];
let lookups: string[] = [];
let senders: Sender[] = [];
let receivers: Receiver[] = [];

beforeEach(() => {
  [opened, lookups, senders, receivers] = [[], [], [], []];
});
afterEach(async () => {
  await Promise.all(senders.map((sender) => sender.close()));
  await Promise.all(receivers.map((receiver) => receiver.close()));
});

/** A sender as in production, but for a watched net.connect and answers of DNS that the test gives. */
function watchedSender(answers: readonly string[], overrides: Partial<SenderOptions> = {}): Sender {
  const addressPolicy = createAddressPolicy({ allowedCidrs: [] });
  const sender = createSender({
    addressPolicy,
    urlPolicy: createUrlPolicy({ addressPolicy, anyPort: true }),
    lookup: (hostname, _, callback) => {
      lookups.push(hostname);
      callback(
        null,
        answers.map((address) => ({ address })),
      );
    },
    openSocket: (to) => {
      opened.push(to);
      throw new Error(`a connection to ${to.host} was opened`);
    },
    ...overrides,
  });
  senders.push(sender);
  return sender;
}

const blocked = {
  outcome: { kind: 'failed', errorClass: 'BLOCKED_ADDRESS' },
  response: null,
  remoteAddress: null,
};

describe('a URL with an address that is not public', () => {
  it.each(PRIVATE_SPELLINGS)(
    'when it is %s, then nothing is looked up and no connection is opened',
    async (url) => {
      expect(await watchedSender(['93.184.216.34']).send(requestTo(url))).toMatchObject(blocked);
      expect([lookups, opened]).toEqual([[], []]);
    },
  );

  it.each(BROKEN_SPELLINGS)('when it is "%s", then it is blocked as a URL', async (url) => {
    const result = await watchedSender(['93.184.216.34']).send(requestTo(url));
    expect(result.outcome).toEqual({ kind: 'failed', errorClass: 'BLOCKED_URL' });
    expect([lookups, opened]).toEqual([[], []]);
  });
});

describe('a name that leads to an address that is not public', () => {
  it('when all its addresses are public, then the watcher is reached (the control of these tests)', async () => {
    await watchedSender(['93.184.216.34', '2606:4700:4700::1111']).send(
      requestTo('https://shop.example:8443/'),
    );
    expect(opened).toEqual([{ host: '93.184.216.34', port: 8443 }]);
  });

  it.each([
    [['127.0.0.1']],
    [['10.0.0.5']],
    [['169.254.169.254']],
    [['168.63.129.16']],
    [['192.0.0.192']],
    [['100.100.100.200']],
    [['fd00:ec2::254']],
    [['fd20:ce::254']],
    [['::1']],
    [['::ffff:127.0.0.1']],
    [['64:ff9b::7f00:1']],
    [['fe80::1%2']],
    [['0.0.0.0']],
    [['127.1']], // a resolver with ideas of its own
    [['93.184.216.34', '127.0.0.1']],
    [['127.0.0.1', '93.184.216.34']],
    [['93.184.216.34', '2606:4700:4700::1111', 'fc00::1']],
    [['93.184.216.34', '::ffff:10.0.0.1']],
    [[...Array.from({ length: 20 }, (_, i) => `93.184.216.${i}`), '10.0.0.1']],
  ])('when it resolves to %j, then no connection is opened', async (answers) => {
    const result = await watchedSender(answers).send(requestTo('https://shop.example/hook'));
    expect(result).toMatchObject(blocked);
    expect(lookups).toEqual(['shop.example']);
    expect(opened).toEqual([]);
  });

  it('when it spells an address in a way that only the resolver understands, then the answer is what counts', async () => {
    for (const url of [
      'http://127-0-0-1.nip.example/',
      'http://metadata.google.internal/',
      'http://a.xn--p1ai./',
    ]) {
      expect(await watchedSender(['127.0.0.1']).send(requestTo(url))).toMatchObject(blocked);
    }
    expect(lookups).toHaveLength(3);
    expect(opened).toEqual([]);
  });

  it('when it resolves to something else a moment later (rebinding), then the second answer is never asked for', async () => {
    const receiver = await startHttp((_, response) => response.end('ok'));
    receivers.push(receiver);
    const sender = watchedSender([], {
      addressPolicy: createAddressPolicy({ allowedCidrs: ['127.0.0.1/32'] }),
      lookup: (hostname, _, callback) => {
        lookups.push(hostname);
        callback(null, [{ address: lookups.length === 1 ? '127.0.0.1' : '127.0.0.66' }]);
      },
      openSocket: ({ host, port }) => {
        opened.push({ host, port });
        return connect({ host, port });
      },
    });
    const result = await sender.send(requestTo(`http://shop.example:${receiver.port}/`));
    expect(result.outcome).toMatchObject({ kind: 'answered', status: 200 });
    expect(result.remoteAddress).toBe('127.0.0.1');
    expect(lookups).toEqual(['shop.example']);
    expect(opened).toEqual([{ host: '127.0.0.1', port: receiver.port }]);
  });

  it('when the open socket is at another address than the one checked, then not a byte is written', async () => {
    let received = 0;
    const receiver = await startRaw((socket) => socket.on('data', (chunk) => (received += chunk.length)));
    receivers.push(receiver);
    for (const scheme of ['http', 'https']) {
      const sender = watchedSender(['93.184.216.34'], {
        openSocket: (to) => {
          opened.push(to);
          return connect({ host: '127.0.0.1', port: receiver.port });
        },
      });
      expect(await sender.send(requestTo(`${scheme}://shop.example/`))).toMatchObject(blocked);
    }
    expect(opened).toEqual([
      { host: '93.184.216.34', port: 80 },
      { host: '93.184.216.34', port: 443 },
    ]);
    await waitFor(() => receiver.accepted() === 2 && receiver.open() === 0);
    expect(received).toBe(0);
  });
});

describe('a receiver that points elsewhere', () => {
  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://127.0.0.1:1/',
    'http://[::1]/',
    '//10.0.0.1/',
    'file:///etc/passwd',
  ])('when it redirects to %s, then the answer is recorded and nothing follows it', async (location) => {
    for (const status of [301, 302, 303, 307, 308]) {
      const receiver = await startHttp((_, response) => response.writeHead(status, { location }).end());
      receivers.push(receiver);
      const sender = localSender({
        openSocket: ({ host, port }) => {
          opened.push({ host, port });
          return connect({ host, port });
        },
      });
      senders.push(sender);
      const result = await sender.send(requestTo(receiver.url));
      expect(result.outcome).toEqual({ kind: 'answered', status, retryAfterMs: null });
      expect(result.response?.headers.location).toBe(location);
      expect(opened.splice(0)).toEqual([{ host: '127.0.0.1', port: receiver.port }]);
    }
  });
});

describe('the environment', () => {
  it('when proxy variables are set, then they play no part', async () => {
    const receiver = await startHttp((_, response) => response.end());
    const proxy = await startHttp((_, response) => response.end());
    receivers.push(receiver, proxy);
    const names = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY', 'NODE_USE_ENV_PROXY'];
    for (const name of names) process.env[name] = proxy.url;
    try {
      const sender = localSender();
      senders.push(sender);
      expect((await sender.send(requestTo(receiver.url))).outcome).toMatchObject({ status: 200 });
      expect([receiver.accepted(), proxy.accepted()]).toEqual([1, 0]);
    } finally {
      for (const name of names) Reflect.deleteProperty(process.env, name);
    }
  });
});
