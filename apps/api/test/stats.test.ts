import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { healthViewSchema, statsAnswerSchema } from '@kassahook/contracts/stats';
import { ATTEMPT_OUTCOMES } from '@kassahook/domain/attemptOutcome';
import { latencyBucketOf } from '@kassahook/domain/latencyBuckets';
import { newId } from '@kassahook/platform/ids';
import { createStatsStore, type StatsAddition } from '@kassahook/postgres/statsStore';
import { startApi, type ApiHarness, type TestAccount } from './apiHarness.js';

let harness: ApiHarness;
let account: TestAccount;
let webhookId: string;

const HOUR = 3_600_000;
const thisHour = () => new Date(Math.floor(Date.now() / HOUR) * HOUR);
const zeros = Object.fromEntries(ATTEMPT_OUTCOMES.map((name) => [name, 0])) as StatsAddition['outcomes'];
const get = (path: string, token = account.token) => harness.call('GET', path, { token });

beforeAll(async () => {
  harness = await startApi();
  account = await harness.createAccount();
  const body = { url: 'https://shop.example/hook' };
  const answer = await harness.call('POST', '/api/webhooks', { token: account.token, body });
  webhookId = (answer.body as { id: string }).id;
});
afterAll(async () => {
  await harness.close();
});

function addition(subjectId: string, more: Partial<StatsAddition> = {}): StatsAddition {
  const latency = new Array<number>(31).fill(0);
  latency[latencyBucketOf(50)] = 4;
  return {
    ...{ accountId: account.accountId, subjectId, step: 'hour', at: thisHour() },
    outcomes: { ...zeros, delivered: 3, serverError: 1 },
    ...{ firstAttempts: 4, firstDelivered: 3, latency },
    ...{ dead: 0, due: 0 },
    ...more,
  };
}

describe('statistics', () => {
  it('when there are counters, then each step and their sum are shown, the account’s apart', async () => {
    const before = new Date(thisHour().getTime() - HOUR);
    await createStatsStore(harness.postgres).add({
      ...{ worker: newId(), number: 1, health: [] },
      stats: [addition(webhookId), addition(webhookId, { at: before }), addition(account.accountId)],
    });
    const { status, body } = await get(`/api/webhooks/${webhookId}/stats`);
    expect(status).toBe(200);
    const stats = statsAnswerSchema.parse(body);
    expect(stats.data.map(({ at }) => at)).toEqual([before, thisHour()].map((at) => at.toISOString()));
    expect(stats.summary).toMatchObject({
      attempts: 8,
      outcomes: { delivered: 6, serverError: 2 },
      firstAttemptSuccess: 0.75,
    });
    expect(stats.summary.latencyMs.p50).toBeGreaterThan(45);
    expect(stats.summary.latencyMs.p99).toBeLessThanOrEqual(64);
    expect((await get('/api/stats?step=hour')).body).toMatchObject({ summary: { attempts: 4 } });
    const minutes = statsAnswerSchema.parse((await get('/api/stats?step=minute')).body);
    expect(minutes).toMatchObject({
      summary: { attempts: 0, firstAttemptSuccess: null, latencyMs: { p50: null } },
      data: [],
    });
  });

  it('when the range is wrong or too long, then it says so', async () => {
    const data = async (query: string) => ((await get(`/api/stats?${query}`)).body as { data: unknown }).data;
    expect(await data('step=week')).toEqual({ step: expect.stringContaining('must be one of') });
    expect(await data('from=2026-03-02&to=2026-03-01')).toEqual({ from: 'must be before to' });
    expect(await data('step=minute&from=2026-03-01&to=2026-03-05')).toEqual({
      from: expect.stringContaining('at most 1500 steps'),
    });
  });

  it('when a webhook fails, then its health says since when and when it will be switched off', async () => {
    const health = async () => healthViewSchema.parse((await get(`/api/webhooks/${webhookId}/health`)).body);
    expect(await health()).toMatchObject({ state: 'unknown', failuresInRow: 0, disableAt: null });
    const since = new Date(Date.now() + 1_000);
    const { accountId } = account;
    await createStatsStore(harness.postgres).add({
      ...{ worker: newId(), number: 1, stats: [] },
      health: [
        {
          accountId,
          webhookId,
          lastSuccessAt: null,
          lastFailureAt: since,
          failingSince: since,
          failuresInRow: 3,
        },
      ],
    });
    expect(await health()).toMatchObject({
      state: 'failing',
      failingSince: since.toISOString(),
      failuresInRow: 3,
      disableAt: new Date(since.getTime() + 120 * HOUR).toISOString(),
    });
    await harness.call('POST', `/api/webhooks/${webhookId}/disable`, { token: account.token });
    expect(await health()).toMatchObject({ state: 'disabled', disableAt: null });
  });

  it('when the webhook is another account’s, then it is 404', async () => {
    const other = await harness.createAccount();
    for (const part of ['stats', 'health']) {
      expect((await get(`/api/webhooks/${webhookId}/${part}`, other.token)).status).toBe(404);
    }
    expect((await get('/api/stats', other.token)).body).toMatchObject({ data: [] });
  });
});
