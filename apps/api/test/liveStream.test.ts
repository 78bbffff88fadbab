import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { streamMessage, type LiveFact } from '@kassahook/contracts/live';
import { systemClock } from '@kassahook/platform/clock';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createLivePublisher, type LivePublisher } from '@kassahook/redis/livePublisher';
import { createRedis, type RedisConnection } from '@kassahook/redis/redis';
import { openStream, type ReadStream } from '@kassahook/testing/eventStream';
import { createTcpProxy, type TcpProxy } from '@kassahook/testing/tcpProxy';
import { waitFor } from '@kassahook/testing/waitFor';
import { startApi, type ApiHarness } from './apiHarness.js';
import { OPEN_DOORS, signUp } from './browser.js';

let harness: ApiHarness;
let redis: RedisConnection;
let worker: LivePublisher;
/** How long a token is remembered; the API's clock is set ahead by it instead of waiting. */
const TOKEN_TTL_MS = 5_000;
let aheadMs = 0;
const streams: ReadStream[] = [];
const log: string[] = [];

beforeAll(async () => {
  harness = await startApi(
    { ...OPEN_DOORS, STREAMS_PER_ACCOUNT_MAX: '2', STREAM_RECHECK_MS: '200' },
    { logTo: (line) => void log.push(line), clock: { now: () => Date.now() + aheadMs } },
  );
  const { REDIS_URL: url, REDIS_PREFIX: prefix } = harness.namespace;
  redis = createRedis({ url, prefix, logger: createSilentLogger() });
  await redis.connect();
  worker = createLivePublisher({ redis, clock: systemClock });
  worker.start();
});
afterAll(async () => {
  for (const stream of streams) stream.close();
  await worker.close();
  await redis.close();
  await harness.close();
});

async function open(
  headers: Record<string, string>,
  of = harness,
  path = '/api/stream',
): Promise<ReadStream> {
  const stream = await openStream(`http://127.0.0.1:${of.api.port()}${path}`, headers);
  streams.push(stream);
  return stream;
}
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const fact = (id: string): LiveFact => ({
  event: 'event',
  data: {
    id,
    type: 'RECEIPT',
    action: 'CREATE',
    entityId: 'e',
    occurredAt: '2026-03-01T00:00:00.000Z',
    deliveries: 1,
  },
});

describe('GET /api/stream', () => {
  it('when it opens, then it says hello, says when nothing is missed any more, and may not be gathered on its way', async () => {
    const { token, accountId } = await harness.createAccount();
    const stream = await open(bearer(token));
    expect(stream.status).toBe(200);
    expect(Object.fromEntries(stream.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
    await stream.next('live');
    expect(stream.text()).toMatch(/^retry: \d+\n\n/);
    expect(stream.messages[0]).toMatchObject({ event: 'hello' });
    // Told at the very moment of `live`: it comes.
    worker.tell(accountId, fact('first'));
    await stream.next('event', ({ id }) => id === 'first');
    for (const { event, data } of stream.messages) streamMessage.parse({ event, data });
    stream.close();
  });

  it('when something happens in another account, then nothing of it comes', async () => {
    const [mine, other] = [await harness.createAccount(), await harness.createAccount()];
    const [own, foreign] = [await open(bearer(mine.token)), await open(bearer(other.token))];
    await Promise.all([own.next('live'), foreign.next('live')]);
    worker.tell(other.accountId, fact('secret'));
    worker.tell(mine.accountId, fact('mine'));
    await Promise.all([own.next('event'), foreign.next('event')]);
    expect(own.text()).not.toContain('secret');
    expect(foreign.text()).not.toContain('mine');
    own.close();
    foreign.close();
  });

  it('when more happens at once than a page can use, then it gets a hundred facts and the number of the others', async () => {
    const { token, accountId } = await harness.createAccount();
    const stream = await open(bearer(token));
    await stream.next('live');
    for (let index = 0; index < 250; index += 1) worker.tell(accountId, fact(String(index)));
    expect((await stream.next('more')).data).toEqual({ more: 150 });
    expect(stream.messages.filter(({ event }) => event === 'event')).toHaveLength(100);
    stream.close();
  });

  it('when a webhook is made by the API, then those who watch are told', async () => {
    const { token } = await harness.createAccount();
    const stream = await open(bearer(token));
    await stream.next('live');
    const body = { url: 'http://127.0.0.1:8099/' };
    expect((await harness.call('POST', '/api/webhooks', { token, body })).status).toBe(201);
    await stream.next('webhooks');
    stream.close();
  });

  it('when the account has as many streams as it may, then the next is 429, until one is closed', async () => {
    const { token } = await harness.createAccount();
    const [first, second] = [await open(bearer(token)), await open(bearer(token))];
    const third = await harness.call('GET', '/api/stream', { token });
    expect(third).toMatchObject({ status: 429, body: { code: 'STREAM_LIMIT_REACHED' } });
    first.close();
    const again = await waitFor(async () => {
      const stream = await open(bearer(token));
      return stream.status === 200 && stream;
    });
    again.close();
    second.close();
  });

  it('when nobody may read, then it is 401 or 403', async () => {
    expect((await harness.call('GET', '/api/stream')).status).toBe(401);
    const { deviceToken } = await harness.createAccount();
    expect((await harness.call('GET', '/api/stream', { token: deviceToken })).status).toBe(403);
  });

  it('when only its headers are asked for, then no stream is opened', async () => {
    const { token } = await harness.createAccount();
    const answer = await fetch(`http://127.0.0.1:${harness.api.port()}/api/stream`, {
      method: 'HEAD',
      headers: bearer(token),
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
    ]);
  });

  it('when the session is logged out, then its stream ends; until then it stays', async () => {
    const { browser } = await signUp(harness);
    const stream = await open({ cookie: browser.cookie() ?? '', 'sec-fetch-site': 'same-origin' });
    await stream.next('live'); // several looks at the session have passed
    expect((await browser.call('POST', '/api/auth/logout')).status).toBe(204);
    await stream.ended;
    await waitFor(() => log.some((line) => line.includes('stream.closed') && line.includes('"end":"over"')));
  });

  it('when the token is revoked, then its stream ends', async () => {
    const { accountId } = await harness.createAccount();
    const token = await harness.issue(accountId, ['read']);
    const stream = await open(bearer(token));
    await stream.next('hello');
    await harness.postgres.models.apiToken.update({ revokedAt: new Date() }, { where: { accountId } });
    aheadMs += TOKEN_TTL_MS;
    await stream.ended;
  });
});

describe('when Redis goes away', () => {
  let proxy: TcpProxy;
  let own: ApiHarness;
  beforeAll(async () => {
    const target = new URL(harness.namespace.REDIS_URL);
    proxy = await createTcpProxy({ targetPort: Number(target.port || 6379), host: target.hostname });
    target.hostname = '127.0.0.1';
    target.port = String(proxy.port);
    own = await startApi({ REDIS_URL: target.toString(), REDIS_PREFIX: harness.namespace.REDIS_PREFIX });
  });
  afterAll(async () => {
    await own.close();
    await proxy.close();
  });

  it('then a stream says that it is degraded, and live again when Redis is back', async () => {
    const { token, accountId } = await own.createAccount();
    const stream = await open(bearer(token), own);
    await stream.next('live');
    proxy.refuse();
    await proxy.cut();
    await stream.next('degraded');
    const late = await open(bearer(token), own);
    await late.next('degraded');
    await proxy.accept();
    await waitFor(() => stream.messages.filter(({ event }) => event === 'live').length === 2);
    await late.next('live');
    worker.tell(accountId, fact('after'));
    await stream.next('event');
    stream.close();
    late.close();
  });

  it('when the process stops, then it ends its streams and does not wait for them', async () => {
    const { token } = await own.createAccount();
    const stream = await open(bearer(token), own);
    await stream.next('hello');
    const startedMs = Date.now();
    await own.api.stop();
    await stream.ended;
    expect(Date.now() - startedMs).toBeLessThan(3_000);
  });
});
