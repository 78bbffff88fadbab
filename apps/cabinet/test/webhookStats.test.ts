import { describe, expect, it } from '@jest/globals';
import { sinceOf } from '../src/pages/webhookCare/sinceChoices.js';
import { statsSeries } from '../src/pages/webhookCare/statsSeries.js';

describe('statsSeries', () => {
  it('when steps had no attempts, then they are there, empty, and outcomes are gathered into four', () => {
    const values = {
      attempts: 28,
      outcomes: {
        delivered: 1,
        redirect: 2,
        clientError: 3,
        serverError: 4,
        timeout: 5,
        noAnswer: 6,
        notSent: 7,
      },
      firstAttempts: 1,
      firstAttemptSuccess: 1,
      latencyMs: { p50: 10, p90: 20, p95: 25, p99: 30 },
    };
    const series = statsSeries({
      query: { from: '2026-11-22T10:00:00.000Z', to: '2026-11-22T12:20:00.000Z', step: 'hour' },
      data: [{ ...values, at: '2026-11-22T11:00:00.000Z' }],
    });
    expect(series.map(({ at, attempts }) => [at.slice(11, 16), attempts])).toEqual([
      ['10:00', 0],
      ['11:00', 28],
      ['12:00', 0],
    ]);
    expect(series[1]).toEqual({
      at: '2026-11-22T11:00:00.000Z',
      attempts: 28,
      delivered: 1,
      refused: 9,
      silent: 11,
      notSent: 7,
      p50: 10,
      p90: 20,
      p99: 30,
    });
    expect(series[0]).toMatchObject({ delivered: 0, p50: null });
  });
});

describe('sinceOf', () => {
  const nowMs = Date.parse('2026-11-22T10:00:00.000Z');

  it('when a span is chosen, then it is that long ago; an own instant is the browser’s', () => {
    expect(sinceOf('24', null, nowMs)).toBe('2026-11-21T10:00:00.000Z');
    expect(sinceOf('own', '2026-11-20 09:30:00', nowMs)).toBe(new Date(2026, 10, 20, 9, 30).toISOString());
  });

  it('when an own instant is missing or is none, then there is no answer', () => {
    expect([sinceOf('own', null, nowMs), sinceOf('own', 'soon', nowMs)]).toEqual([null, null]);
  });
});
