import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Attempt } from '@kassahook/contracts/attempt';
import type { StoredEvent } from '@kassahook/contracts/event';
import type { WebhookOverviewView } from '@kassahook/contracts/webhookOverview';
import { ATTEMPT_OUTCOMES } from '@kassahook/domain/attemptOutcome';
import { createAttemptStore } from '@kassahook/mongo/attemptStore';
import { createEventStore } from '@kassahook/mongo/eventStore';
import { endpointKey } from '@kassahook/contracts/subscription';
import { attemptIdOf, deliveryIdOf, newEventId, newId } from '@kassahook/platform/ids';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createEndpointRests } from '@kassahook/redis/endpointRests';
import { createRedis } from '@kassahook/redis/redis';
import { createStatsStore, type HealthAddition, type StatsAddition } from '@kassahook/postgres/statsStore';
import { startApi, type ApiHarness, type TestAccount } from './apiHarness.js';

/** Two in the morning in Moscow: its day began at 21:00 of UTC's. */
const NOW = Date.parse('2031-03-01T23:10:00.000Z');
let harness: ApiHarness;
let account: TestAccount;

beforeAll(async () => {
  harness = await startApi({}, { clock: { now: () => NOW } });
});
afterAll(async () => {
  await harness.close();
});
beforeEach(async () => {
  account = await harness.createAccount();
});

const get = (path: string, token = account.token) => harness.call('GET', path, { token });
async function createWebhook(): Promise<string> {
  const body = { url: 'https://shop.example/hook' };
  const answer = await harness.call('POST', '/api/webhooks', { token: account.token, body });
  return (answer.body as { id: string }).id;
}
async function overview(query = ''): Promise<WebhookOverviewView> {
  const { status, body } = await get(`/api/webhooks/health${query}`);
  expect(status).toBe(200);
  return body as WebhookOverviewView;
}

const zeros = Object.fromEntries(ATTEMPT_OUTCOMES.map((name) => [name, 0])) as StatsAddition['outcomes'];
const at = (text: string) => new Date(`2031-${text}:00.000Z`);
const step = (subjectId: string, more: Partial<StatsAddition>): StatsAddition => ({
  ...{ accountId: account.accountId, subjectId, step: 'hour', at: at('03-01T23:00'), outcomes: zeros },
  ...{ firstAttempts: 0, firstDelivered: 0, dead: 0, due: 0, latency: [0] },
  ...more,
});
const count = (stats: StatsAddition[], health: HealthAddition[] = []) =>
  createStatsStore(harness.postgres).add({ worker: newId(), number: 1, stats, health });

describe('/api/webhooks/health', () => {
  it('when webhooks deliver and fail, then each has its state, its rate and a day of hours', async () => {
    const [good, bad] = [await createWebhook(), await createWebhook()];
    // After the webhook was switched on: what failed before says nothing about it.
    const since = at('03-01T23:15');
    await count(
      [
        step(good, { outcomes: { ...zeros, delivered: 3, timeout: 1 } }),
        step(good, { at: at('03-01T00:00'), outcomes: { ...zeros, delivered: 4 } }),
        step(good, { at: at('02-28T23:00'), outcomes: { ...zeros, serverError: 50 } }),
        step(bad, { outcomes: { ...zeros, serverError: 2 }, dead: 1 }),
        step(bad, { step: 'minute', at: at('03-01T23:20'), due: 6 }),
        step(account.accountId, { step: 'minute', at: at('03-01T23:20'), due: 7 }),
        step(account.accountId, { outcomes: { ...zeros, delivered: 3 }, dead: 2 }),
        step(account.accountId, {
          step: 'minute',
          at: at('03-01T20:59'),
          outcomes: { ...zeros, delivered: 4 },
        }),
        step(account.accountId, {
          step: 'minute',
          at: at('03-01T21:00'),
          outcomes: { ...zeros, delivered: 3 },
        }),
      ],
      [
        {
          ...{ accountId: account.accountId, webhookId: bad, lastSuccessAt: null },
          ...{ lastFailureAt: at('03-01T23:16'), failingSince: since, failuresInRow: 9 },
        },
      ],
    );
    await harness.call('POST', `/api/webhooks/${await createWebhook()}/disable`, { token: account.token });
    const { at: trueAt, totals, data } = await overview('?timeZone=Europe/Moscow');
    expect(trueAt).toBe(new Date(NOW).toISOString());
    expect(totals).toEqual({ webhooks: 3, failing: 1, disabled: 1, deliveredToday: 3, dead: 2, retrying: 7 });
    expect(data.map(({ state }) => state)).toEqual(['unknown', 'failing', 'disabled']);
    const [first, second] = data;
    expect(first).toMatchObject({ webhookId: good, successRate: 7 / 8, dead: 0, retrying: 0 });
    expect(first?.hours).toHaveLength(24);
    expect(first?.hours[0]).toEqual({ at: '2031-03-01T00:00:00.000Z', delivered: 4, failed: 0 });
    expect(first?.hours.at(-2)).toEqual({ at: '2031-03-01T22:00:00.000Z', delivered: 0, failed: 0 });
    expect(first?.hours.at(-1)).toEqual({ at: '2031-03-01T23:00:00.000Z', delivered: 3, failed: 1 });
    expect(second).toMatchObject({
      ...{ webhookId: bad, url: 'https://shop.example/hook', successRate: 0, dead: 1, retrying: 6 },
      ...{ failingSince: since.toISOString(), failuresInRow: 9, disableAt: '2031-03-06T23:15:00.000Z' },
    });
    expect((await overview()).totals.deliveredToday).toBe(7);
  });

  it('when there are no webhooks, or they are another account’s, then there is nothing', async () => {
    await createWebhook();
    const other = await harness.createAccount();
    const { body } = await get('/api/webhooks/health', other.token);
    expect(body).toMatchObject({ totals: { webhooks: 0, deliveredToday: 0 }, data: [] });
  });

  it('when the zone is none, then it is 400 and names it', async () => {
    const { body } = await get('/api/webhooks/health?timeZone=Moscow');
    expect(body).toMatchObject({ status: 400, data: { timeZone: expect.stringMatching(/\w/) } });
  });
});

describe('/api/webhooks/:id/pending', () => {
  const NOTHING = {
    waiting: 0,
    retrying: 0,
    parked: 0,
    overdue: 0,
    restsUntil: null,
    total: 0,
    isMore: false,
  };

  interface Story {
    /** Of the first attempt, when there was one. */
    state?: Attempt['state'] | undefined;
    /** Attempts that were made; the one after the last is due at `dueAt`. */
    made?: number;
    dueAt?: Date;
  }

  /** Writes an event for a webhook, and the attempts of its delivery. */
  async function delivery(webhookId: string, { state, made = 1, dueAt }: Story): Promise<void> {
    const event: StoredEvent = {
      id: newEventId(),
      source: 'mongo',
      accountId: account.accountId,
      type: 'RECEIPT',
      action: 'CREATE',
      entityId: 'r1',
      occurredAt: new Date(NOW),
      snapshot: '{}',
      webhookIds: [webhookId],
    };
    await createEventStore(harness.mongo).insertMany([event]);
    if (!state) return;
    const deliveryId = deliveryIdOf(event.id, webhookId);
    const { id: eventId, source: _source, snapshot: _snapshot, webhookIds: _ids, ...told } = event;
    const attempts = Array.from({ length: made }, (_, index): Attempt => ({
      ...told,
      id: attemptIdOf(deliveryId, index + 1),
      deliveryId,
      eventId,
      webhookId,
      attempt: index + 1,
      rung: index,
      trigger: 'schedule',
      at: event.occurredAt,
      state,
      errorClass: null,
      request: null,
      response: null,
      timings: null,
      remoteAddress: null,
      worker: 'test',
      nextAttemptAt: dueAt ?? null,
      nextRung: null,
    }));
    await createAttemptStore(harness.mongo).insertMany(attempts);
  }

  it('when deliveries wait, then those without an attempt and those that will be retried are counted', async () => {
    const webhook = await createWebhook();
    for (const state of ['delivered', undefined, undefined] as const) await delivery(webhook, { state });
    await delivery(await createWebhook(), {});
    // All in the minute that is not over yet, and one at this very moment.
    for (const dueAt of [NOW, NOW + 1, NOW + 59_000])
      await delivery(webhook, { state: 'waiting', dueAt: new Date(dueAt) });
    // A deliverer was killed with its counters: the log is what counts.
    const { status, body } = await get(`/api/webhooks/${webhook.toUpperCase()}/pending`);
    expect(status).toBe(200);
    expect(body).toEqual({ ...NOTHING, waiting: 2, retrying: 3, total: 5 });
  });

  it('when retries were due and their endpoint rests, then they are counted as parked, until when is said, and nothing is counted twice', async () => {
    const webhook = await createWebhook();
    const earlier = new Date(NOW - 60_000);
    await delivery(webhook, { state: 'waiting', dueAt: earlier });
    // The second of these is the one that is due: the first was made.
    await delivery(webhook, { state: 'waiting', made: 2, dueAt: earlier });
    await delivery(webhook, { state: 'waiting', dueAt: new Date(NOW + 600_000) });
    const untilMs = NOW + 30_000;
    const redis = createRedis({
      url: harness.namespace.REDIS_URL,
      prefix: harness.namespace.REDIS_PREFIX,
      logger: createSilentLogger(),
    });
    await redis.connect();
    const rests = createEndpointRests({ redis, clock: { now: () => NOW } });
    const url = 'https://shop.example/hook';
    await rests.note(endpointKey({ id: webhook, url }), { worker: 'a', untilMs });
    const restsUntil = new Date(untilMs).toISOString();
    const { body } = await get(`/api/webhooks/${webhook}/pending`);
    expect(body).toEqual({ ...NOTHING, retrying: 1, parked: 2, total: 3, restsUntil });
    expect((await get(`/api/webhooks/${webhook}/health`)).body).toMatchObject({ restsUntil });
    expect((await overview()).data).toMatchObject([{ restsUntil }]);

    // At another URL it is another endpoint, which does not rest.
    const moved = { url: 'https://shop.example/other' };
    await harness.call('PATCH', `/api/webhooks/${webhook}`, { token: account.token, body: moved });
    expect((await get(`/api/webhooks/${webhook}/health`)).body).toMatchObject({ restsUntil: null });
    await redis.close();
  });

  it('when a retry was due for longer than anything is parked, then it is overdue; with a rate it may have waited for that', async () => {
    const [plain, slow] = [await createWebhook(), await createWebhook()];
    await harness.call('PATCH', `/api/webhooks/${slow}`, { token: account.token, body: { maxPerSecond: 1 } });
    const HOUR_MS = 3_600_000;
    for (const webhook of [plain, slow])
      for (const hours of [1, 2, 26])
        await delivery(webhook, { state: 'waiting', dueAt: new Date(NOW - hours * HOUR_MS) });
    const pendingOf = async (webhook: string) => (await get(`/api/webhooks/${webhook}/pending`)).body;
    expect(await pendingOf(plain)).toEqual({ ...NOTHING, parked: 1, overdue: 2, total: 3 });
    expect(await pendingOf(slow)).toEqual({ ...NOTHING, parked: 2, overdue: 1, total: 3 });
  });

  it('when nothing waits, then it is zero; another account’s webhook is 404', async () => {
    const webhook = await createWebhook();
    expect((await get(`/api/webhooks/${webhook}/pending`)).body).toEqual(NOTHING);
    const other = await harness.createAccount();
    expect((await get(`/api/webhooks/${webhook}/pending`, other.token)).status).toBe(404);
    expect((await get('/api/webhooks/x/pending')).status).toBe(404);
  });

  it('when a thousand are looked at and some wait, then there may be more', async () => {
    const webhook = await createWebhook();
    const occurredAt = new Date(NOW);
    const events = Array.from({ length: 1_001 }, () => ({
      ...{ id: newEventId(), source: 'mongo' as const, accountId: account.accountId, occurredAt },
      ...{ type: 'RECEIPT' as const, action: 'CREATE' as const, entityId: 'r1', snapshot: '{}' },
      webhookIds: [webhook],
    }));
    await createEventStore(harness.mongo).insertMany(events);
    const { body } = await get(`/api/webhooks/${webhook}/pending`);
    expect(body).toEqual({ ...NOTHING, waiting: 1_000, total: 1_000, isMore: true });
  });
});
