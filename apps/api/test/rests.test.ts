import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Attempt } from '@kassahook/contracts/attempt';
import type { StoredEvent } from '@kassahook/contracts/event';
import { callbackEndpoint, endpointKey } from '@kassahook/contracts/subscription';
import { createAttemptStore } from '@kassahook/mongo/attemptStore';
import { createEventStore } from '@kassahook/mongo/eventStore';
import { attemptIdOf, deliveryIdOf, newEventId } from '@kassahook/platform/ids';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createJobLeases } from '@kassahook/postgres/jobLeases';
import { createEndpointRests, type EndpointRests } from '@kassahook/redis/endpointRests';
import { createRedis, type RedisConnection } from '@kassahook/redis/redis';
import { waitFor } from '@kassahook/testing/waitFor';
import { startApi, type ApiHarness, type TestAccount } from './apiHarness.js';

const URL_OF_HOOK = 'https://shop.example/hook';
const CALLBACK_URL = 'https://shop.example/orders/17/receipt';
/** Longer than the tests take. */
const UNTIL_MS = Date.now() + 3_600_000;
const restsUntil = new Date(UNTIL_MS).toISOString();

let harness: ApiHarness;
let account: TestAccount;
let redis: RedisConnection;
let rests: EndpointRests;

beforeAll(async () => {
  harness = await startApi();
  account = await harness.createAccount();
  redis = createRedis({
    url: harness.namespace.REDIS_URL,
    prefix: harness.namespace.REDIS_PREFIX,
    logger: createSilentLogger(),
  });
  await redis.connect();
  rests = createEndpointRests({ redis, clock: { now: () => Date.now() } });
  // The API does not wait for Redis when it starts.
  const webhook = await createWebhook();
  await rest(webhook);
  await waitFor(async () => (await get(`/api/webhooks/${webhook}/health`)).restsUntil !== null, {
    what: 'the API to reach Redis',
  });
});
afterAll(async () => {
  await redis.close();
  await harness.close();
});

const call = async (method: string, path: string, body?: object): Promise<Record<string, unknown>> => {
  const answer = await harness.call(method, path, { token: account.token, ...(body && { body }) });
  expect(answer.status).toBeLessThan(300);
  return answer.body as Record<string, unknown>;
};
const get = (path: string) => call('GET', path);
const rest = (webhookId: string): Promise<void> =>
  rests.note(endpointKey({ id: webhookId, url: URL_OF_HOOK }), { worker: 'a', untilMs: UNTIL_MS });

async function createWebhook(): Promise<string> {
  return (await call('POST', '/api/webhooks', { url: URL_OF_HOOK }))['id'] as string;
}

/** Writes an event and at most one attempt of its delivery, as notifier and deliverer would have; answers with the event's id. */
async function heard(
  webhookId: string,
  state: Attempt['state'] | null,
  operationId?: string,
): Promise<string> {
  const at = new Date();
  const event: StoredEvent = {
    ...{ id: newEventId(), source: 'mongo', accountId: account.accountId, occurredAt: at },
    ...(operationId === undefined
      ? { type: 'RECEIPT', action: 'CREATE', entityId: 'r1' }
      : { type: 'OPERATION', action: 'UPDATE', entityId: operationId }),
    snapshot: '{"id":"r1"}',
    webhookIds: [webhookId],
  };
  await createEventStore(harness.mongo).insertMany([event]);
  if (state === null) return event.id;
  const deliveryId = deliveryIdOf(event.id, webhookId);
  const { id: eventId, accountId, type, action, entityId, occurredAt } = event;
  const row: Attempt = {
    ...{ id: attemptIdOf(deliveryId, 1), deliveryId, eventId, webhookId, accountId },
    ...{ type, action, entityId, occurredAt, attempt: 1, rung: 0, trigger: 'schedule', at, state },
    ...{ errorClass: null, request: null, response: null, timings: null, remoteAddress: null, worker: 'a' },
    nextAttemptAt: state === 'waiting' ? new Date(at.getTime() + 60_000) : null,
    nextRung: state === 'waiting' ? 1 : null,
  };
  await createAttemptStore(harness.mongo).insertMany([row]);
  return event.id;
}

it('when an endpoint rests, then what waits for it says until when, wherever it is shown, and what does not wait says nothing', async () => {
  const webhook = await createWebhook();
  const [tried, untried, delivered] = [
    await heard(webhook, 'waiting'),
    await heard(webhook, null),
    await heard(webhook, 'delivered'),
  ];
  expect(await get(`/api/deliveries?eventId=${tried}`)).toEqual([
    expect.not.objectContaining({ restsUntil: expect.anything() as unknown }),
  ]);
  await rest(webhook);
  for (const eventId of [tried, untried]) {
    expect(await get(`/api/deliveries?eventId=${eventId}`)).toMatchObject([{ restsUntil }]);
    expect(await get(`/api/events/${eventId}`)).toMatchObject({ deliveries: [{ restsUntil }] });
    const id = deliveryIdOf(eventId, webhook);
    expect(await get(`/api/deliveries/${id}?eventId=${eventId}`)).toMatchObject({ id, restsUntil });
  }
  expect(await get(`/api/deliveries?state=waiting&webhookId=${webhook}`)).toMatchObject([
    { restsUntil },
    { restsUntil },
  ]);
  const [done] = (await get(`/api/deliveries?eventId=${delivered}`)) as unknown as object[];
  expect(done).not.toHaveProperty('restsUntil');

  // At another URL it is another endpoint; a webhook that is off gets nothing, rest or no rest.
  await call('PATCH', `/api/webhooks/${webhook}`, { url: 'https://shop.example/other' });
  const [moved] = (await get(`/api/deliveries?eventId=${tried}`)) as unknown as object[];
  expect(moved).not.toHaveProperty('restsUntil');
  await call('PATCH', `/api/webhooks/${webhook}`, { url: URL_OF_HOOK, isActive: false });
  const [off] = (await get(`/api/deliveries?eventId=${tried}`)) as unknown as object[];
  expect(off).not.toHaveProperty('restsUntil');
});

it('when the host of a callback rests, then a callback that waits says so', async () => {
  const position = { name: 'Чай', type: 'COUNTABLE', quantity: 1, price: 500, priceSum: 500, tax: 'NDS_20' };
  const operation = await call('POST', '/api/receipts', {
    ...{ deviceId: account.deviceId, type: 'SALE', timeout: 5, taxMode: 'DEFAULT', positions: [position] },
    payments: [{ sum: 500, type: 'CASHLESS' }],
    attributes: { email: 'buyer@example.com' },
    total: { priceSum: 500 },
    callbackUrl: CALLBACK_URL,
  });
  const operationId = operation['id'] as string;
  const eventId = await heard(operationId, 'waiting', operationId);
  const endpoint = callbackEndpoint(account.accountId, CALLBACK_URL);
  await rests.note(endpointKey({ id: endpoint, url: endpoint }), { worker: 'a', untilMs: UNTIL_MS });
  expect(await get(`/api/deliveries?eventId=${eventId}`)).toMatchObject([{ callback: {}, restsUntil }]);
});

it('when the endpoint of a job rests, then an open one says so, and one that has ended while what it published may wait', async () => {
  const webhook = await createWebhook();
  const since = '2026-03-01T00:00:00.000Z';
  const job = await call('POST', `/api/webhooks/${webhook}/recover`, { since });
  expect(job).not.toHaveProperty('restsUntil');
  await rest(webhook);
  const path = `/api/jobs/${job['id'] as string}`;
  expect(await get(path)).toMatchObject({ state: 'queued', restsUntil });
  expect(await get(`/api/jobs?webhookId=${webhook}`)).toMatchObject([{ restsUntil }]);

  const leases = createJobLeases(harness.postgres, { leaseMs: 60_000 });
  const hold = { id: job['id'] as string, worker: 'a' };
  await leases.claim({ worker: 'a', parallelMax: 1 });
  await leases.save(hold, { place: null, examined: 3, published: 3, progress: 1 });
  await leases.finish(hold, { state: 'done' });
  expect(await get(path)).toMatchObject({ state: 'done', counts: { published: 3 }, restsUntil });

  await harness.postgres.sequelize.query(`UPDATE jobs SET finished_at = now() - interval '2 days'`);
  expect(await get(path)).not.toHaveProperty('restsUntil');
});

it('when a job of a webhook with a rate has ended, then it says so for as long as its messages may wait for their turn', async () => {
  const webhook = await createWebhook();
  const ended = await call('POST', `/api/webhooks/${webhook}/recover`, { since: '2026-03-01T00:00:00.000Z' });
  await rest(webhook);
  // Longer than anything is parked, shorter than a place in the line is waited for.
  await harness.postgres.sequelize.query(
    `UPDATE jobs SET state = 'done', published = 3, finished_at = now() - interval '3 hours' WHERE id = :id`,
    { replacements: { id: ended['id'] as string } },
  );
  const path = `/api/jobs/${ended['id'] as string}`;
  expect(await get(path)).not.toHaveProperty('restsUntil');
  await call('PATCH', `/api/webhooks/${webhook}`, { maxPerSecond: 1 });
  expect(await get(path)).toMatchObject({ state: 'done', restsUntil });
});

it('when a job has ended and published nothing, then no rest is its business', async () => {
  const webhook = await createWebhook();
  const job = await call('POST', `/api/webhooks/${webhook}/recover`, { since: '2026-03-01T00:00:00.000Z' });
  await rest(webhook);
  const path = `/api/jobs/${job['id'] as string}`;
  await call('POST', `${path}/cancel`);
  expect(await get(path)).not.toHaveProperty('restsUntil');
});
