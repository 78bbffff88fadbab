import { describe, expect, it } from '@jest/globals';
import type { Attempt } from '@kassahook/contracts/attempt';
import { createAttemptStats, type AttemptStatsDeps } from '@kassahook/deliverer/attemptStats';
import { createStatsCounting, type CountedAttempt } from '@kassahook/deliverer/statsCounting';
import { createSilentLogger } from '@kassahook/platform/logger';
import { waitFor } from '@kassahook/testing/waitFor';

const START = Date.parse('2026-03-01T10:59:30.000Z');
const attempt = (fields: Partial<CountedAttempt> = {}): CountedAttempt => ({
  webhookId: 'w',
  accountId: 'a',
  type: 'RECEIPT',
  entityId: 'r',
  at: new Date(START),
  attempt: 1,
  trigger: 'schedule',
  state: 'delivered',
  errorClass: null,
  nextAttemptAt: null,
  timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: 1, totalMs: 10 },
  ...fields,
});
const counted = (...attempts: CountedAttempt[]) => {
  const counting = createStatsCounting();
  for (const one of attempts) counting.add(one);
  return counting;
};

describe('counting attempts', () => {
  it('when attempts fail, then retries count in the minute they are due in, and what ended dead where it did', () => {
    const failed = { errorClass: 'TIMEOUT', state: 'waiting' } as const;
    const counting = counted(
      attempt({ ...failed, nextAttemptAt: new Date(START + 60_000) }),
      attempt({ ...failed, nextAttemptAt: new Date(START + 60_001) }),
      attempt({ ...failed, attempt: 5, state: 'dead' }),
      // What is resent changes nothing of the schedule.
      attempt({ ...failed, trigger: 'manual', state: 'dead' }),
      attempt({ ...failed, trigger: 'manual', nextAttemptAt: new Date(START + 60_000) }),
    );
    for (const subject of ['w', 'a']) {
      const steps = counting.stats().filter(({ subjectId }) => subjectId === subject);
      expect(
        steps.map(({ step, at, dead, due }) => [step, at.toISOString().slice(11, 16), dead, due]),
      ).toEqual([
        ['minute', '10:59', 1, 0],
        ['hour', '10:00', 1, 0],
        ['day', '00:00', 1, 0],
        ['minute', '11:00', 0, 2],
      ]);
    }
  });

  it('when attempts are counted, then for the webhook and its account, by minute, hour and day', () => {
    const counting = counted(
      attempt(),
      attempt({ at: new Date(START + 60_000), errorClass: 'TIMEOUT' }),
      attempt({ attempt: 2, errorClass: 'SERVER_ERROR' }),
      attempt({ trigger: 'manual', webhookId: 'other' }),
      attempt({ errorClass: 'WEBHOOK_DISABLED', timings: null }),
    );
    const find = (subjectId: string, step: string) =>
      counting
        .stats()
        .filter((one) => one.subjectId === subjectId && one.step === step)
        .map(({ at, outcomes, firstAttempts, firstDelivered, latency }) => ({
          at: at.toISOString(),
          ...Object.fromEntries(Object.entries(outcomes).filter(([, count]) => count > 0)),
          firsts: [firstDelivered, firstAttempts],
          requests: latency.reduce((sum, count) => sum + count, 0),
        }));
    expect(find('w', 'minute')).toEqual([
      {
        at: '2026-03-01T10:59:00.000Z',
        delivered: 1,
        serverError: 1,
        notSent: 1,
        firsts: [1, 1],
        requests: 2,
      },
      { at: '2026-03-01T11:00:00.000Z', timeout: 1, firsts: [0, 1], requests: 1 },
    ]);
    expect(find('w', 'hour').map(({ at }) => at)).toEqual([
      '2026-03-01T10:00:00.000Z',
      '2026-03-01T11:00:00.000Z',
    ]);
    expect(find('a', 'day')).toEqual([
      {
        at: '2026-03-01T00:00:00.000Z',
        ...{ delivered: 2, serverError: 1, timeout: 1, notSent: 1 },
        firsts: [1, 2],
        requests: 4,
      },
    ]);
  });

  it('when a callback is attempted, then it counts for the account only: it is no webhook', () => {
    const counting = counted(attempt({ type: 'OPERATION', webhookId: 'operation', entityId: 'operation' }));
    expect(new Set(counting.stats().map(({ subjectId }) => subjectId))).toEqual(new Set(['a']));
    expect(counting.health()).toEqual([]);
  });

  it('when failures follow a success, then the webhook fails since the first of them', () => {
    const at = (seconds: number) => new Date(START + seconds * 1_000);
    const fails = (seconds: number) => attempt({ at: at(seconds), errorClass: 'SERVER_ERROR' });
    const works = (seconds: number) => attempt({ at: at(seconds) });
    const health = (...attempts: CountedAttempt[]) => counted(...attempts).health()[0];
    expect(health(fails(1), works(2), fails(3), fails(4))).toMatchObject({
      lastSuccessAt: at(2),
      lastFailureAt: at(4),
      failingSince: at(3),
      failuresInRow: 2,
    });
    expect(health(fails(1), fails(3), works(4))).toMatchObject({ failingSince: null, failuresInRow: 0 });
    // A slow failure that began before the success ends after it.
    expect(health(works(2), fails(1))).toMatchObject({ failingSince: null, failuresInRow: 0 });
    expect(health(fails(3), works(2))).toMatchObject({ failingSince: at(3), failuresInRow: 1 });
    expect(health(attempt({ errorClass: 'WEBHOOK_DISABLED' }))).toBeUndefined();
  });
});

type Flush = Parameters<AttemptStatsDeps['add']>[0];

describe('flushing', () => {
  const logger = createSilentLogger();
  const stored = (id: string) => ({ ...attempt(), id }) as Attempt;

  it('when attempts are stored, then those that were new are counted, once, together', async () => {
    const flushes: Flush[] = [];
    const stats = createAttemptStats({
      add: (flush) => Promise.resolve(void flushes.push(flush)),
      logger,
      flushMs: 1,
    });
    const insertMany = stats.observed(() => Promise.resolve(new Set(['2'])));
    expect(await insertMany([stored('1'), stored('2'), stored('3')])).toEqual(new Set(['2']));
    await waitFor(() => flushes.length > 0);
    expect(flushes[0]?.number).toBe(1);
    expect(flushes[0]?.stats[0]?.outcomes.delivered).toBe(2);
    await stats.close();
    expect(flushes).toHaveLength(1);
  });

  it('when the process stops, then what was counted is written first: a failed flush again under its number, and the rest', async () => {
    const flushes: Flush[] = [];
    let isDown = true;
    const stats = createAttemptStats({
      add: (flush) => {
        flushes.push(flush);
        return isDown ? Promise.reject(new Error('down')) : Promise.resolve();
      },
      logger,
      flushMs: 1,
    });
    stats.observe([stored('1')]);
    await waitFor(() => flushes.length === 1);
    stats.observe([stored('2')]);
    isDown = false;
    await stats.close();
    expect(flushes.map(({ number }) => number)).toEqual([1, 1, 2]);
  });

  it('when counters cannot be written for long, then no more are taken', async () => {
    const flushes: Flush[] = [];
    const stats = createAttemptStats({
      add: (flush) => Promise.resolve(void flushes.push(flush)),
      logger,
      flushMs: 60_000,
      sizeMax: 6,
    });
    for (const webhookId of ['w1', 'w2', 'w3']) stats.observe([{ ...stored('1'), webhookId }]);
    await stats.close();
    expect(flushes[0]?.health.map(({ webhookId }) => webhookId)).toEqual(['w1']);
  });
});
