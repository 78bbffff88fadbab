import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ATTEMPT_OUTCOMES } from '@kassahook/domain/attemptOutcome';
import { newId } from '@kassahook/platform/ids';
import { createSecretBox } from '@kassahook/platform/secretBox';
import { createHealthStore } from '../src/healthStore.js';
import {
  createStatsStore,
  type HealthAddition,
  type StatsAddition,
  type StatsStore,
} from '../src/statsStore.js';
import { createWebhookStore } from '../src/webhookStore.js';
import { createTestPostgres, type TestPostgres } from './testPostgres.js';

const secretBox = createSecretBox({ k1: Buffer.alloc(32, 7).toString('base64') });
const AT = new Date('2026-03-01T10:00:00.000Z');
const range = { from: AT, to: new Date(AT.getTime() + 3_600_000) };

let test: TestPostgres;
let stats: StatsStore;
let health: ReturnType<typeof createHealthStore>;
let accountId: string;
let webhookId: string;

beforeAll(async () => {
  test = await createTestPostgres();
  stats = createStatsStore(test.postgres);
  health = createHealthStore(test.postgres);
});
afterAll(() => test.drop());
beforeEach(async () => {
  ({ accountId } = await test.newOwner());
  // Switched on in 2025, so that the health of 2026 is its own.
  const clock = { now: () => Date.parse('2025-01-01T00:00:00.000Z') };
  const webhooks = createWebhookStore(test.postgres, { secretBox, clock, webhooksPerAccountMax: 5 });
  const input = { url: 'https://example.com/hook', secret: 'x' };
  webhookId = (await webhooks.create(accountId, input)).id;
});

const zeros = Object.fromEntries(ATTEMPT_OUTCOMES.map((name) => [name, 0])) as StatsAddition['outcomes'];
const addition = (more: Partial<StatsAddition> = {}): StatsAddition => ({
  accountId,
  subjectId: webhookId,
  step: 'hour',
  at: AT,
  outcomes: { ...zeros, delivered: 2, clientError: 1 },
  firstAttempts: 3,
  firstDelivered: 2,
  dead: 0,
  due: 0,
  latency: [1, 0, 2],
  ...more,
});
const add = (worker: string, number: number, rows: StatsAddition[], healths: HealthAddition[] = []) =>
  stats.add({ worker, number, stats: rows, health: healths });
const read = () => stats.read({ accountId, subjectId: webhookId, step: 'hour', ...range });

describe('counters', () => {
  it('when flushes of several processes are added, then they sum, buckets too', async () => {
    const [one, two] = [newId(), newId()];
    await add(one, 1, [addition()]);
    await Promise.all([add(one, 2, [addition()]), add(two, 1, [addition({ latency: [0, 5, 0, 1] })])]);
    expect(await read()).toEqual([
      {
        at: AT,
        outcomes: { ...zeros, delivered: 6, clientError: 3 },
        firstAttempts: 9,
        firstDelivered: 6,
        latency: [2, 5, 4, 1],
      },
    ]);
  });

  it('when a flush is repeated, then it counts once', async () => {
    const worker = newId();
    await add(worker, 1, [addition()]);
    await add(worker, 1, [addition()]);
    await add(worker, 2, [addition()]);
    await add(worker, 1, [addition()]);
    expect((await read())[0]?.firstAttempts).toBe(6);
  });

  it('when they are read, then only the subject’s, the account’s, the step’s and the range’s', async () => {
    const later = new Date(range.to);
    await add(newId(), 1, [
      addition({ step: 'minute' }),
      addition({ subjectId: accountId }),
      addition({ at: later }),
      addition({ at: new Date(AT.getTime() - 1) }),
    ]);
    expect(await read()).toEqual([]);
    const own = { subjectId: accountId, step: 'hour' as const, ...range };
    expect(await stats.read({ ...own, accountId })).toHaveLength(1);
    expect(await stats.read({ ...own, accountId: newId() })).toEqual([]);
  });

  it('when many processes flush at the same time, then nobody waits for ever and nothing is lost', async () => {
    const rows = Array.from({ length: 20 }, () => addition({ subjectId: newId() }));
    const shuffled = (seed: number) => [...rows.slice(seed), ...rows.slice(0, seed)];
    await Promise.all([1, 5, 9, 13, 17].map((seed) => add(newId(), 1, shuffled(seed))));
    for (const { subjectId } of rows) {
      const [point] = await stats.read({ accountId, subjectId, step: 'hour', ...range });
      expect(point?.firstAttempts).toBe(15);
    }
  });
});

describe('health', () => {
  const at = (minutes: number | null) =>
    minutes === null ? null : new Date(AT.getTime() + minutes * 60_000);
  /** What one flush saw: its last success and last failure, since when it fails, and how often. */
  const saw = async (
    success: number | null,
    failure: number | null,
    since: number | null,
    failures: number,
  ) =>
    add(
      newId(),
      1,
      [],
      [
        {
          ...{ accountId, webhookId },
          lastSuccessAt: at(success),
          lastFailureAt: at(failure),
          failingSince: at(since),
          failuresInRow: failures,
        },
      ],
    );
  const get = () => health.get(accountId, webhookId);

  it('when failures go on, then it fails since the first of them and they add up', async () => {
    await saw(1, 3, 2, 2);
    await saw(null, 5, 4, 2);
    expect(await get()).toEqual({
      lastSuccessAt: at(1),
      lastFailureAt: at(5),
      failingSince: at(2),
      failuresInRow: 4,
    });
  });

  it('when something succeeds, then it does not fail any more, whichever process tells first', async () => {
    await saw(null, 3, 2, 2);
    await saw(4, null, null, 0);
    expect(await get()).toMatchObject({ failingSince: null, failuresInRow: 0, lastSuccessAt: at(4) });
    // A flush that comes late knows nothing of the success.
    await saw(null, 3, 1, 3);
    expect(await get()).toMatchObject({ failingSince: null, failuresInRow: 0 });
    await saw(null, 6, 3, 5);
    expect(await get()).toMatchObject({ failingSince: at(6) });
  });

  it('when a failing is from before the webhook was switched on, then it begins with that', async () => {
    await saw(null, 3, 2, 2);
    const clock = { now: () => AT.getTime() + 150_000 };
    const webhooks = createWebhookStore(test.postgres, { secretBox, clock, webhooksPerAccountMax: 5 });
    const key = { accountId, id: webhookId };
    await webhooks.patch(key, { isActive: false });
    await webhooks.patch(key, { isActive: true });
    expect(await get()).toMatchObject({ failingSince: at(2.5) });
    const failing = async (before: number) =>
      (await health.failing({ before: at(before)!, afterId: null, limit: 1_000 })).filter(
        (one) => one.webhookId === webhookId,
      );
    expect(await failing(2.4)).toEqual([]);
    expect(await failing(10)).toMatchObject([
      { failingSince: at(2.5), lastFailureAt: at(3), warnedPercent: 0 },
    ]);
  });

  it('when nothing was attempted, or it is another account’s, then there is none', async () => {
    expect(await get()).toBeNull();
    await saw(1, null, null, 0);
    expect(await health.get(newId(), webhookId)).toBeNull();
  });
});
