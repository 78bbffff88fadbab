import { createSocket, type Socket } from 'node:dgram';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createResolverLookup } from '@kassahook/sender/resolverLookup';
import { localSender, requestTo, startHttp } from './receivers.js';

const [A, AAAA] = [1, 28];
type Answer = string[] | 'NXDOMAIN' | 'SERVFAIL' | 'silence';
const servers: Socket[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise<void>((resolve) => server.close(() => resolve()));
});

/** A name server on 127.0.0.1 that answers what the test says (RFC 1035, the parts that matter). */
async function nameServer(answer: (name: string, type: number) => Answer): Promise<string> {
  const socket = createSocket('udp4');
  servers.push(socket);
  socket.on('message', (query, { port, address }) => {
    let end = 12;
    const labels: string[] = [];
    while (query[end]) {
      labels.push(query.toString('latin1', end + 1, end + 1 + query[end]!));
      end += query[end]! + 1;
    }
    const type = query.readUInt16BE(end + 1);
    const found = answer(labels.join('.'), type);
    if (found === 'silence') return;
    const records = typeof found === 'string' ? [] : found.map((text) => record(text, type));
    const header = Buffer.alloc(12);
    query.copy(header, 0, 0, 2);
    header.writeUInt16BE(0x8180 | (found === 'NXDOMAIN' ? 3 : found === 'SERVFAIL' ? 2 : 0), 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(records.length, 6);
    socket.send(Buffer.concat([header, query.subarray(12, end + 5), ...records]), port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return `127.0.0.1:${socket.address().port}`;
}

function record(text: string, type: number): Buffer {
  const bytes =
    type === A
      ? text.split('.').map(Number)
      : text.split(':').flatMap((part) => [parseInt(part, 16) >> 8, parseInt(part, 16) & 255]);
  const head = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, bytes.length]);
  return Buffer.concat([head, Buffer.from(bytes)]);
}

async function ask(
  hostname: string,
  answer: (name: string, type: number) => Answer,
  { timeoutMs = 200 } = {},
) {
  const lookup = createResolverLookup({ servers: [await nameServer(answer)], timeoutMs, tries: 1 });
  return new Promise<{ code: unknown; addresses: string[] }>((resolve) => {
    lookup(hostname, { all: true }, (error, found) => {
      resolve({
        code: error && 'code' in error ? error.code : null,
        addresses: found.map(({ address }) => address),
      });
    });
  });
}

describe('asking the name servers ourselves', () => {
  const v6 = '2606:4700:4700:0:0:0:0:1111';

  it('when a name has addresses of both kinds, then all are told, IPv4 first', async () => {
    const found = await ask('shop.example', (name, type) => {
      expect(name).toBe('shop.example');
      return type === A ? ['93.184.216.34', '10.0.0.1'] : [v6];
    });
    expect(found).toEqual({ code: null, addresses: ['93.184.216.34', '10.0.0.1', '2606:4700:4700::1111'] });
  });

  it('when it has addresses of one kind, then the other kind does not matter', async () => {
    expect(await ask('a.example', (_, type) => (type === AAAA ? [v6] : []))).toMatchObject({ code: null });
    expect(await ask('a.example', (_, type) => (type === A ? ['1.1.1.1'] : 'SERVFAIL'))).toEqual({
      code: null,
      addresses: ['1.1.1.1'],
    });
    expect(await ask('a.example', (_, type) => (type === A ? ['1.1.1.1'] : 'silence'))).toMatchObject({
      addresses: ['1.1.1.1'],
    });
  });

  it.each([
    ['AAAA', A, '1.1.1.1'],
    ['A', AAAA, '2606:4700:4700::1111'],
  ])(
    'when the question for %s is never answered, then the other kind waits for it briefly',
    async (_, kind, address) => {
      const startedAt = Date.now();
      const answer = (_name: string, type: number) =>
        type === kind ? [kind === A ? address : v6] : 'silence';
      const found = await ask('a.example', answer, { timeoutMs: 1_500 });
      expect(found).toEqual({ code: null, addresses: [address] });
      expect(Date.now() - startedAt).toBeLessThan(1_000);
    },
  );

  it('when a host’s name server never answers AAAA, then a request reaches it in time', async () => {
    const receiver = await startHttp((_, response) => response.end('ok'));
    const server = await nameServer((_, type) => (type === A ? ['127.0.0.1'] : 'silence'));
    // As in production: two tries of 1.5 s, a connect timeout of 3 s.
    const sender = localSender({ lookup: createResolverLookup({ servers: [server] }) });
    const result = await sender.send(requestTo(`http://shop.example:${receiver.port}/`));
    expect(result.outcome).toMatchObject({ kind: 'answered', status: 200 });
    expect(result.timings.dnsMs).toBeLessThan(1_000);
    await sender.close();
    await receiver.close();
  });

  it.each([
    ['does not exist', 'NXDOMAIN', 'ENOTFOUND'],
    ['has no addresses', [], 'ENODATA'],
    ['fails', 'SERVFAIL', 'ESERVFAIL'],
    ['is silent', 'silence', 'ETIMEOUT'],
  ] as const)('when the name %s, then the code is told', async (_, answer, code) => {
    expect(await ask('a.example', () => (typeof answer === 'string' ? answer : []))).toEqual({
      code,
      addresses: [],
    });
  });

  it('when one kind has no record and the other fails, then the failure is the one told', async () => {
    expect(await ask('a.example', (_, type) => (type === A ? 'SERVFAIL' : []))).toMatchObject({
      code: 'ESERVFAIL',
    });
    expect(await ask('a.example', (_, type) => (type === A ? [] : 'SERVFAIL'))).toMatchObject({
      code: 'ESERVFAIL',
    });
  });

  it('when some names are never answered, then others are not held up', async () => {
    const receiver = await startHttp((_, response) => response.end('ok'));
    const server = await nameServer((name, type) =>
      name.startsWith('hanging') ? 'silence' : type === A ? ['127.0.0.1'] : [],
    );
    const sender = localSender({
      lookup: createResolverLookup({ servers: [server], timeoutMs: 1_500, tries: 1 }),
    });
    const to = (name: string) => sender.send(requestTo(`http://${name}.example:${receiver.port}/`));
    const hanging = Array.from({ length: 20 }, (_, i) => to(`hanging${i}`));
    const healthy = await to('healthy');
    expect(healthy.outcome).toMatchObject({ kind: 'answered', status: 200 });
    expect(healthy.timings.dnsMs).toBeLessThan(1_200);
    const outcomes = (await Promise.all(hanging)).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(outcomes.map(() => ({ kind: 'failed', errorClass: 'DNS' })));
    await sender.close();
    await receiver.close();
  });
});
