import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import { createSocket } from 'node:dgram';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { deliverFirstQueue } from '@kassahook/amqp/names';
import { createFanOut } from '@kassahook/notifier/fanOut';
import { readSettings } from '@kassahook/platform/env';
import { createAddressPolicy } from '@kassahook/sender/addressPolicy';
import { createResolverLookup } from '@kassahook/sender/resolverLookup';
import { createSender } from '@kassahook/sender/sender';
import { createUrlPolicy } from '@kassahook/sender/urlPolicy';
import { createEndpointGate } from '@kassahook/deliverer/endpointGate';
import { DEFAULT_BREAKER } from '@kassahook/domain/breaker';
import { systemClock } from '@kassahook/platform/clock';
import { waitFor } from '@kassahook/testing/waitFor';
import { openShift, sell, subscribe } from '../e2e/documents.js';
import { createPipeline, type Pipeline } from '../e2e/pipeline.js';

let pipeline: Pipeline | undefined;
afterEach(async () => {
  await pipeline?.close();
  pipeline = undefined;
}, 40_000);

describe('parking', () => {
  it('after an outage longer than PARK_LIMIT_MS a healthy endpoint gets its deliveries, none is dead without a request', async () => {
    // Production: PARK_LIMIT_MS one hour, 20 at once. Here a second, 2 at once, and an endpoint that takes 300 ms.
    pipeline = await createPipeline({ LADDER_MS: '0,150', PARK_LIMIT_MS: '1000', ENDPOINT_CONCURRENCY_MAX: '2' });
    let requests = 0;
    const slow = createServer((q, s) => { requests++; q.resume(); setTimeout(() => s.writeHead(204).end(), 300); });
    await new Promise<void>((r) => slow.listen(0, '127.0.0.1', r));
    await pipeline.start('api', 'notifier');
    const account = await pipeline.createAccount();
    await subscribe(pipeline, account, '/healthy', { types: { receipts: true }, url: `http://127.0.0.1:${(slow.address() as AddressInfo).port}/` });
    await openShift(pipeline, account);
    for (let n = 1; n <= 30; n++) await sell(pipeline, account, n);
    await waitFor(async () => ((await pipeline!.amqp.depths([deliverFirstQueue]))[deliverFirstQueue] ?? 0) >= 30);
    await delay(1_500); // no deliverer for longer than the parking limit
    await pipeline.start('deliverer');
    await delay(9_000);
    const attempts = await pipeline.mongo.db().collection('attempts').find({ errorClass: 'PARKED_TOO_LONG' }).toArray();
    slow.close(); slow.closeAllConnections();
    console.log('of 30: requests', requests, 'PARKED_TOO_LONG', attempts.length, 'dead', attempts.filter((a) => a['state'] === 'dead').length);
    expect(attempts).toHaveLength(0);
  }, 60_000);
});

describe('custom headers', () => {
  it('a request carries our user agent whatever custom headers the owner sets', async () => {
    pipeline = await createPipeline();
    await pipeline.start('api', 'notifier', 'deliverer');
    const account = await pipeline.createAccount();
    let status = 201;
    await subscribe(pipeline, account, '/ua', { types: { receipts: true }, headers: { 'User-Agent': 'Googlebot/2.1' } }).catch(() => (status = 400));
    if (status === 201) {
      await openShift(pipeline, account);
      await sell(pipeline, account, 1);
      const [request] = await pipeline.receiver.received('/ua', 1);
      console.log('user-agent at the receiver:', request!.headers['user-agent']);
      expect(request!.headers['user-agent']).toMatch(/^kassahook\//);
    }
  }, 60_000);
});

describe('settings', () => {
  it('MONGO_URL may name a replica set', () => {
    expect(() => readSettings(['MONGO_URL'], { MONGO_URL: 'mongodb://a:27017,b:27017,c:27017/kassahook?replicaSet=rs0' })).not.toThrow();
  });
  it('a range that is no range and a delay that no queue can have are named as mistakes, before any socket', () => {
    expect(() => readSettings(['OUTGOING_ALLOWED_CIDRS'], { OUTGOING_ALLOWED_CIDRS: 'banana' })).toThrow();
    expect(() => readSettings(['LADDER_MS'], { LADDER_MS: '0,5000000000' })).toThrow();
  });
});

describe('memory', () => {
  it('a batch of 200 events of 30 KB for 100 webhooks does not hold all its messages at once', async () => {
    const now = new Date();
    const hints = Array.from({ length: 200 }, (_, i) => ({ v: 1 as const, eventId: `00000000-0000-7000-8000-${String(i).padStart(12, '0')}`, source: 'postgres' as const, accountId: 'a', type: 'PRODUCT' as const, action: 'CREATE' as const, entityId: 'e', occurredAt: now.toISOString() }));
    const snapshot = JSON.stringify({ meta: 'x'.repeat(30_000) });
    let peak = 0;
    const before = process.memoryUsage().arrayBuffers;
    const fanOut = createFanOut({
      outboxes: {
        postgres: { load: async (h) => h.map(({ v: _v, ...rest }) => ({ ...rest, snapshot })), clear: async () => undefined },
        mongo: { load: async () => [], clear: async () => undefined },
      },
      subscriptionsOf: async () => Array.from({ length: 100 }, (_, i) => ({ id: `10000000-0000-7000-8000-${String(i).padStart(12, '0')}`, accountId: 'a', url: 'http://x/', isActive: true, mask: 7, timeoutMs: 5000, headers: {}, sealedSecrets: [] })),
      events: { insertMany: async () => new Set<string>(), byIds: async () => [] },
      publishDelivery: async () => { peak = Math.max(peak, process.memoryUsage().arrayBuffers - before); },
      clock: systemClock,
    } as Parameters<typeof createFanOut>[0]);
    await fanOut(hints);
    console.log('MB of message buffers held at once:', Math.round(peak / 1e6));
    expect(peak).toBeLessThan(100e6);
  }, 60_000);
});

describe('DNS', () => {
  it('a host whose name server never answers AAAA is reached on its A address', async () => {
    const server = createSocket('udp4');
    server.on('message', (q, from) => {
      const qtype = q.readUInt16BE(q.indexOf(0, 12) + 1);
      if (qtype !== 1) return; // silence for AAAA
      const end = q.indexOf(0, 12) + 5;
      const answer = Buffer.concat([q.subarray(0, 2), Buffer.from([0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0]), q.subarray(12, end), Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 127, 0, 0, 1])]);
      server.send(answer, from.port, from.address);
    });
    await new Promise<void>((r) => server.bind(0, '127.0.0.1', r));
    const http = createServer((q, s) => { q.resume(); s.writeHead(204).end(); });
    await new Promise<void>((r) => http.listen(0, '127.0.0.1', r));
    const addressPolicy = createAddressPolicy({ allowedCidrs: ['127.0.0.0/8'] });
    const sender = createSender({ addressPolicy, urlPolicy: createUrlPolicy({ addressPolicy, anyPort: true }), lookup: createResolverLookup({ servers: [`127.0.0.1:${server.address().port}`] }) });
    const results = [];
    for (let i = 0; i < 2; i++) results.push(await sender.send({ url: `http://shop.example:${(http.address() as AddressInfo).port}/`, headers: {}, body: '{}', timeoutMs: 5_000 }));
    await sender.close(); server.close(); http.close();
    console.log(JSON.stringify(results.map((r) => [r.outcome, r.timings.totalMs])));
    expect(results[1]!.outcome).toMatchObject({ kind: 'answered', status: 204 });
  }, 30_000);
});

describe('gate', () => {
  it('forgets an endpoint that failed once and was never seen again', () => {
    const gate = createEndpointGate({ clock: systemClock, concurrencyMax: 20, breaker: DEFAULT_BREAKER });
    for (let i = 0; i < 1000; i++) {
      const admitted = gate.admit(`webhook-${i}`, 0) as { done: (failed: boolean) => void };
      admitted.done(true);
    }
    expect(gate.counts().closed).toBe(0);
  });
});
