import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ATTEMPT_OUTCOMES } from '@kassahook/domain/attemptOutcome';
import { newId } from '@kassahook/platform/ids';
import { createOutlookStore, type OutlookStore } from '../src/outlookStore.js';
import { createStatsStore, type StatsAddition } from '../src/statsStore.js';
import { createTestPostgres, type TestPostgres } from './testPostgres.js';

let test: TestPostgres;
let outlook: OutlookStore;
let accountId: string;
beforeAll(async () => {
  test = await createTestPostgres();
  outlook = createOutlookStore(test.postgres);
});
afterAll(() => test.drop());
beforeEach(async () => {
  ({ accountId } = await test.newOwner());
});

const zeros = Object.fromEntries(ATTEMPT_OUTCOMES.map((name) => [name, 0])) as StatsAddition['outcomes'];
const at = (time: string) => new Date(`2026-03-01T${time}.000Z`);
const step = (subjectId: string, more: Partial<StatsAddition>): StatsAddition => ({
  ...{ accountId, subjectId, step: 'minute', at: at('10:00:00'), outcomes: zeros },
  ...{ firstAttempts: 0, firstDelivered: 0, dead: 0, due: 0, latency: [0] },
  ...more,
});
const add = (...stats: StatsAddition[]) =>
  createStatsStore(test.postgres).add({ worker: newId(), number: 1, stats, health: [] });

describe('retries that are due', () => {
  it('when minutes pass, then what was due in them counts no more, of the current one its rest', async () => {
    const webhook = newId();
    await add(
      step(webhook, { at: at('09:59:00'), due: 5 }),
      step(webhook, { at: at('10:00:00'), due: 4 }),
      step(webhook, { at: at('10:01:00'), due: 2 }),
    );
    await add(step(webhook, { at: at('10:01:00'), due: 1 }));
    const retrying = async (now: Date, subject = webhook) => {
      const query = { accountId, subjectIds: [subject], nowMs: now.getTime() };
      return (await outlook.retrying(query)).get(subject);
    };
    expect(await retrying(at('09:59:30'))).toBe(10); // 2.5 of 5, 4 and 3
    expect(await retrying(at('10:00:00'))).toBe(7);
    expect(await retrying(at('10:00:45'))).toBe(4);
    expect(await retrying(at('10:02:00'))).toBeUndefined();
    expect(await retrying(at('10:00:00'), newId())).toBeUndefined();
    const query = { accountId: newId(), subjectIds: [webhook], nowMs: at('10:00:00').getTime() };
    expect(await outlook.retrying(query)).toEqual(new Map());
  });

  it('when nothing but retries is due in a minute, then the statistics do not show it', async () => {
    const webhook = newId();
    await add(
      step(webhook, { due: 1 }),
      step(webhook, { at: at('10:01:00'), outcomes: { ...zeros, notSent: 1 } }),
    );
    const range = { from: at('09:00:00'), to: at('11:00:00') };
    const read = await createStatsStore(test.postgres).read({
      ...{ accountId, subjectId: webhook, step: 'minute', ...range },
    });
    expect(read.map((one) => one.at)).toEqual([at('10:01:00')]);
  });
});

describe('hours of many', () => {
  it('when hours are read, then each webhook’s attempts and ends are apart, from an instant on', async () => {
    const [one, two] = [newId(), newId()];
    const hour = (subjectId: string, more: Partial<StatsAddition>) =>
      step(subjectId, { step: 'hour', ...more });
    await add(
      hour(one, { at: at('09:00:00'), outcomes: { ...zeros, delivered: 9 } }),
      hour(one, { outcomes: { ...zeros, delivered: 3, timeout: 2, serverError: 1, notSent: 7 }, dead: 1 }),
      hour(two, { outcomes: { ...zeros, delivered: 1 } }),
      step(one, { outcomes: { ...zeros, delivered: 3 } }),
    );
    const query = { accountId, subjectIds: [one, two], from: at('10:00:00') };
    const hours = await outlook.hours(query);
    expect(new Map(hours.map(({ subjectId, ...rest }) => [subjectId, rest]))).toEqual(
      new Map([
        [one, { at: at('10:00:00'), delivered: 3, failed: 3, dead: 1 }],
        [two, { at: at('10:00:00'), delivered: 1, failed: 0, dead: 0 }],
      ]),
    );
    expect(await outlook.hours({ ...query, subjectIds: [newId()] })).toEqual([]);
    expect(await outlook.hours({ ...query, accountId: newId() })).toEqual([]);
  });

  it('when an account’s deliveries are summed, then from a minute on', async () => {
    await add(
      step(accountId, { at: at('09:59:00'), outcomes: { ...zeros, delivered: 100 } }),
      step(accountId, { outcomes: { ...zeros, delivered: 2, timeout: 1 } }),
      step(accountId, { at: at('10:30:00'), outcomes: { ...zeros, delivered: 3 } }),
    );
    expect(await outlook.deliveredSince(accountId, at('10:00:00'))).toBe(5);
    expect(await outlook.deliveredSince(newId(), at('10:00:00'))).toBe(0);
  });
});
