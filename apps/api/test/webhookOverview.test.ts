import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Attempt } from '@kassahook/contracts/attempt';
import type { StoredEvent } from '@kassahook/contracts/event';
import type { WebhookOverviewView } from '@kassahook/contracts/webhookOverview';
import { ATTEMPT_OUTCOMES } from '@kassahook/domain/attemptOutcome';
import { createAttemptStore } from '@kassahook/mongo/attemptStore';
import { createEventStore } from '@kassahook/mongo/eventStore';
import { attemptIdOf, deliveryIdOf, newEventId, newId } from '@kassahook/platform/ids';
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
  /** Writes an event for a webhook, and the first attempt of its delivery if it had one. */
  async function delivery(webhookId: string, state?: Attempt['state']): Promise<void> {
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
    const attempt: Attempt = {
      ...told,
      id: attemptIdOf(deliveryId, 1),
      deliveryId,
      eventId,
      webhookId,
      attempt: 1,
      rung: 0,
      trigger: 'schedule',
      at: event.occurredAt,
      state,
      errorClass: null,
      request: null,
      response: null,
      timings: null,
      remoteAddress: null,
      worker: 'test',
      nextAttemptAt: null,
      nextRung: null,
    };
    await createAttemptStore(harness.mongo).insertMany([attempt]);
  }

  it('when deliveries wait, then those without an attempt and those that will be retried are counted', async () => {
    const webhook = await createWebhook();
    for (const state of ['delivered', 'waiting', undefined, undefined] as const)
      await delivery(webhook, state);
    await delivery(await createWebhook());
    await count([step(webhook, { step: 'minute', at: at('03-01T23:11'), due: 1 })]);
    const { status, body } = await get(`/api/webhooks/${webhook.toUpperCase()}/pending`);
    expect(status).toBe(200);
    expect(body).toEqual({ waiting: 2, retrying: 1, total: 3, isMore: false });
  });

  it('when nothing waits, then it is zero; another account’s webhook is 404', async () => {
    const webhook = await createWebhook();
    const nothing = { waiting: 0, retrying: 0, total: 0, isMore: false };
    expect((await get(`/api/webhooks/${webhook}/pending`)).body).toEqual(nothing);
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
    expect(body).toEqual({ waiting: 1_000, retrying: 0, total: 1_000, isMore: true });
  });
});
