import { describe, expect, it } from '@jest/globals';
import { decide, type NotMade } from '@kassahook/domain/decide';
import { DEFAULT_LADDER_MS } from '@kassahook/domain/ladder';
import {
  INTERNAL_ERROR_CLASSES,
  parseRetryAfter,
  TRANSPORT_ERROR_CLASSES,
  type AttemptOutcome,
} from '@kassahook/domain/outcome';

const NOW = Date.parse('2026-05-01T12:00:00.000Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const answered = (status: number, retryAfterMs: number | null = null): AttemptOutcome => ({
  kind: 'answered',
  status,
  retryAfterMs,
});
const waiting = (rung: number, delayMs: number) => ({
  state: 'waiting',
  rung,
  delayMs,
  dueAtMs: NOW + delayMs,
});
const DEAD = { state: 'dead' };
const PARK_LIMIT = 6 * HOUR;
const notMade = (because: NotMade['because'], parks = 0, parkedForMs = 0): NotMade => ({
  kind: 'notMade',
  because,
  parks,
  parkedForMs,
  parkLimitMs: PARK_LIMIT,
});
const parked = (delayMs: number) => ({ state: 'parked', delayMs });

describe('decide', () => {
  it.each<[string, AttemptOutcome, number, object]>([
    ['200', answered(200), 0, { state: 'delivered' }],
    ['202', answered(202), 0, { state: 'delivered' }],
    ['204 on the last rung', answered(204), 4, { state: 'delivered' }],
    ['299', answered(299), 2, { state: 'delivered' }],
    ['301 is never followed', answered(301), 0, waiting(1, MINUTE)],
    ['304', answered(304), 1, waiting(2, 10 * MINUTE)],
    ['400', answered(400), 0, waiting(1, MINUTE)],
    ['404', answered(404), 2, waiting(3, HOUR)],
    ['410 ends and disables', answered(410), 0, { state: 'dead', disableWebhook: 'GONE' }],
    ['410 on the last rung', answered(410), 4, { state: 'dead', disableWebhook: 'GONE' }],
    ['429 without Retry-After', answered(429), 0, waiting(1, MINUTE)],
    ['429 asking 30 s', answered(429, 30_000), 0, waiting(1, MINUTE)],
    ['429 asking exactly a minute', answered(429, MINUTE), 0, waiting(1, MINUTE)],
    ['429 asking 61 s', answered(429, 61_000), 0, waiting(2, 10 * MINUTE)],
    ['503 asking 20 min', answered(503, 20 * MINUTE), 0, waiting(3, HOUR)],
    ['503 asking a week gets at most the last rung', answered(503, 7 * DAY), 0, waiting(4, DAY)],
    ['503 asking a second on rung 3', answered(503, 1_000), 3, waiting(4, DAY)],
    ['503 on the last rung', answered(503, 1_000), 4, DEAD],
    ['500 asking 20 min is not heard', answered(500, 20 * MINUTE), 0, waiting(1, MINUTE)],
    ['500', answered(500), 3, waiting(4, DAY)],
    ['500 on the last rung', answered(500), 4, DEAD],
    ['a status of 700', answered(700), 0, waiting(1, MINUTE)],
    ['webhook disabled', { kind: 'ended', errorClass: 'WEBHOOK_DISABLED' }, 1, { state: 'cancelled' }],
    ['webhook deleted', { kind: 'ended', errorClass: 'WEBHOOK_DELETED' }, 0, { state: 'cancelled' }],
    ['parked too long', { kind: 'ended', errorClass: 'PARKED_TOO_LONG' }, 0, waiting(1, MINUTE)],
    ['parked too long on the last rung', { kind: 'ended', errorClass: 'PARKED_TOO_LONG' }, 4, DEAD],
    ['unsendable', { kind: 'ended', errorClass: 'UNSENDABLE' }, 0, waiting(1, MINUTE)],
    ['the body is gone', { kind: 'ended', errorClass: 'EVENT_LOST' }, 0, DEAD],
  ])('when the outcome is %s, then the decision is as in the table', (_, outcome, rung, expected) => {
    expect(decide(outcome, { rung, trigger: 'schedule' }, DEFAULT_LADDER_MS, NOW)).toEqual(expected);
  });

  it.each<[string, NotMade, number, object]>([
    ['its endpoint is busy', notMade({ kind: 'busy' }), 0, parked(2_000)],
    ['its endpoint is busy for the third time', notMade({ kind: 'busy' }, 2), 0, parked(30_000)],
    ['its endpoint is busy, on the last rung', notMade({ kind: 'busy' }), 4, parked(2_000)],
    ['its endpoint rests', notMade({ kind: 'resting', waitMs: 29_000 }, 9), 1, parked(30_000)],
    ['a copy is in hand', notMade({ kind: 'claimed' }, 9), 0, parked(2_000)],
    ['it is parked as long as may be', notMade({ kind: 'busy' }, 99, PARK_LIMIT), 0, parked(300_000)],
    ['it is parked longer', notMade({ kind: 'busy' }, 99, PARK_LIMIT + 1), 0, waiting(1, MINUTE)],
    ['its endpoint rests past that', notMade({ kind: 'resting', waitMs: 1 }, 99, DAY), 3, waiting(4, DAY)],
    ['it is parked longer on the last rung', notMade({ kind: 'busy' }, 99, DAY), 4, DEAD],
  ])(
    'when an attempt cannot be made as %s, then the decision is as in the table',
    (_, why, rung, expected) => {
      expect(decide(why, { rung, trigger: 'schedule' }, DEFAULT_LADDER_MS, NOW)).toEqual(expected);
    },
  );

  it('when a manual attempt is parked past the limit, then it is dead for itself', () => {
    const why = notMade({ kind: 'busy' }, 99, PARK_LIMIT + 1);
    expect(decide(why, { rung: 0, trigger: 'manual' }, DEFAULT_LADDER_MS, NOW)).toEqual(DEAD);
  });

  it.each(TRANSPORT_ERROR_CLASSES)(
    'when the transport fails with %s, then the next rung, and dead after the last',
    (errorClass) => {
      const outcome: AttemptOutcome = { kind: 'failed', errorClass };
      const at = (rung: number) => decide(outcome, { rung, trigger: 'schedule' }, DEFAULT_LADDER_MS, NOW);
      expect([0, 1, 2, 3, 4].map(at)).toEqual([
        waiting(1, MINUTE),
        waiting(2, 10 * MINUTE),
        waiting(3, HOUR),
        waiting(4, DAY),
        DEAD,
      ]);
    },
  );

  it('when a manual attempt fails, then it is dead for itself and never climbs', () => {
    expect(decide(answered(500), { rung: 0, trigger: 'manual' }, DEFAULT_LADDER_MS, NOW)).toEqual(DEAD);
    expect(decide(answered(200), { rung: 0, trigger: 'manual' }, DEFAULT_LADDER_MS, NOW)).toEqual({
      state: 'delivered',
    });
  });

  it('when the ladder has one rung, then the first failure is the last', () => {
    expect(decide(answered(500), { rung: 0, trigger: 'schedule' }, [0], NOW)).toEqual(DEAD);
  });

  it('when any internal class comes in, then there is a decision for it', () => {
    for (const errorClass of INTERNAL_ERROR_CLASSES) {
      expect(
        decide({ kind: 'ended', errorClass }, { rung: 0, trigger: 'schedule' }, [0], NOW).state,
      ).toBeDefined();
    }
  });
});

describe('parseRetryAfter', () => {
  it.each<[string | undefined, number | null]>([
    [undefined, null],
    ['', null],
    ['0', 0],
    ['120', 120_000],
    [' 7 ', 7_000],
    ['1.5', null],
    ['-5', null],
    ['soon', null],
    ['99999999999', null],
    ['Fri, 01 May 2026 12:00:30 GMT', 30_000],
    ['Fri, 01 May 2026 11:00:00 GMT', 0],
    ['Fri, 99 Foo 2026', null],
  ])('when the header is %p, then the wait is %p ms', (header, expected) => {
    expect(parseRetryAfter(header, NOW)).toBe(expected);
  });
});
