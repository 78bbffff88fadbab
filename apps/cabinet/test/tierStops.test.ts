import { describe, expect, it } from '@jest/globals';
import { formatCountdown, formatTier } from '../src/ui/tierFormat.js';
import { tierStopsOfLog, tierStopsOfRow, type Attempt } from '../src/ui/tierStops.js';

const T0 = Date.parse('2026-11-22T10:00:00.000Z');
const iso = (ms: number): string => new Date(T0 + ms).toISOString();

function attempt(part: Partial<Attempt> & { atMs: number; rung: number; nextInMs?: number }): Attempt {
  const { atMs, nextInMs, ...rest } = part;
  return {
    id: `a:${atMs}`,
    attempt: 1,
    resendId: null,
    trigger: 'schedule',
    at: iso(atMs),
    state: 'waiting',
    errorClass: 'TIMEOUT',
    request: null,
    response: null,
    timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 5_000 },
    remoteAddress: null,
    worker: 'w',
    nextAttemptAt: nextInMs === undefined ? null : iso(atMs + 5_000 + nextInMs),
    ...rest,
  };
}
const outcomes = (log: Attempt[], state: 'waiting' | 'delivered' | 'dead' | 'cancelled'): string[] =>
  tierStopsOfLog({
    attemptLog: log,
    state,
    nextAttemptAt: log.findLast(({ trigger }) => trigger === 'schedule')?.nextAttemptAt ?? null,
  }).map(({ outcome, delayMs }) => `${delayMs / 1_000} ${outcome}`);

describe('tierStopsOfLog', () => {
  it('when nothing was attempted, then the first stop is next', () => {
    expect(outcomes([], 'waiting')).toEqual(['0 next', '60 ahead', '600 ahead', '3600 ahead', '86400 ahead']);
  });

  it('when an attempt took seconds, then its wait still counts as the tier that it is', () => {
    const log = [
      attempt({ atMs: 0, rung: 0, nextInMs: 60_030 }),
      attempt({ atMs: 65_000, rung: 1, nextInMs: 600_050 }),
    ];
    expect(outcomes(log, 'waiting')).toEqual([
      '0 failed',
      '60 failed',
      '600 next',
      '3600 ahead',
      '86400 ahead',
    ]);
  });

  it('when the receiver asked for an hour, then the stops between are skipped', () => {
    const log = [attempt({ atMs: 0, rung: 0, nextInMs: 3_600_010 })];
    expect(outcomes(log, 'waiting')).toEqual([
      '0 failed',
      '60 skipped',
      '600 skipped',
      '3600 next',
      '86400 ahead',
    ]);
  });

  it('when it was delivered, then the rest was not needed, and a resend has no stop', () => {
    const log = [
      attempt({ atMs: 0, rung: 0, nextInMs: 60_000 }),
      attempt({ atMs: 65_000, rung: 1, state: 'delivered', errorClass: null }),
      attempt({ atMs: 99_000, rung: 0, trigger: 'manual', state: 'dead' }),
    ];
    expect(outcomes(log, 'delivered')).toEqual([
      '0 failed',
      '60 delivered',
      '600 unused',
      '3600 unused',
      '86400 unused',
    ]);
  });

  it('when the ladder is another one, then only its known stops are shown', () => {
    const log = [
      attempt({ atMs: 0, rung: 0, nextInMs: 5_000 }),
      attempt({ atMs: 10_000, rung: 1, nextInMs: 30_000 }),
    ];
    expect(outcomes(log, 'waiting')).toEqual(['0 failed', '5 failed', '30 next']);
  });

  it('when every attempt failed, then every stop is filled', () => {
    const log = [60_000, 600_000, 3_600_000, 86_400_000, undefined].map((nextInMs, rung) =>
      attempt({ atMs: rung, rung, ...(nextInMs !== undefined ? { nextInMs } : { state: 'dead' as const }) }),
    );
    expect(outcomes(log, 'dead')).toEqual([
      '0 failed',
      '60 failed',
      '600 failed',
      '3600 failed',
      '86400 failed',
    ]);
  });
});

describe('tierStopsOfRow', () => {
  const row = { lastAttemptAt: iso(0), nextAttemptAt: null };

  it('when it waits, then the wait tells the tier', () => {
    const stops = tierStopsOfRow({ ...row, state: 'waiting', attempts: 2, nextAttemptAt: iso(605_000) });
    expect(stops.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'next', 'ahead', 'ahead']);
  });

  it.each([
    ['two minutes', 605_000, 'failed skipped next ahead ahead'],
    ['an hour', 3_605_000, 'failed skipped skipped next ahead'],
    ['a day', 86_405_000, 'failed skipped skipped skipped next'],
  ])('when the one answer asked for %s, then no tier but the first has failed', (_, nextMs, dots) => {
    const stops = tierStopsOfRow({ ...row, state: 'waiting', attempts: 1, nextAttemptAt: iso(nextMs) });
    expect(stops.map(({ outcome }) => outcome).join(' ')).toBe(dots);
  });

  it('when it was resent in vain before its first attempt, then the first stop is next', () => {
    const stops = tierStopsOfRow({ ...row, state: 'waiting', attempts: 2 });
    expect(stops.map(({ outcome }) => outcome).join(' ')).toBe('next ahead ahead ahead ahead');
  });

  it('when it ended, then the last attempt is its end', () => {
    const ends = (['delivered', 'dead', 'cancelled'] as const).map((state) =>
      tierStopsOfRow({ ...row, state, attempts: 2 })
        .map(({ outcome }) => outcome)
        .join(' '),
    );
    expect(ends).toEqual([
      'failed delivered unused unused unused',
      'failed failed unused unused unused',
      'failed cancelled unused unused unused',
    ]);
  });

  it('when there were more attempts than tiers, because of resends, then nothing is out of place', () => {
    const stops = tierStopsOfRow({ ...row, state: 'delivered', attempts: 9 });
    expect(stops.map(({ outcome }) => outcome)).toEqual([
      'failed',
      'failed',
      'failed',
      'failed',
      'delivered',
    ]);
  });
});

describe('tiers in words', () => {
  it('when a tier is named, then its unit is the largest that fits', () => {
    expect([60_000, 600_000, 3_600_000, 86_400_000, 5_000].map((ms) => formatTier(ms, 'ru'))).toEqual([
      '1\u00a0мин',
      '10\u00a0мин',
      '1\u00a0ч',
      '24\u00a0ч',
      '5\u00a0с',
    ]);
  });

  it('when a wait counts down, then it is read like a clock', () => {
    expect([41_200, 552_000, 86_350_000, -5].map(formatCountdown)).toEqual([
      '0:42',
      '9:12',
      '23:59:10',
      '0:00',
    ]);
  });
});
