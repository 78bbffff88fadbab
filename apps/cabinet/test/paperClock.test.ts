import { describe, expect, it } from '@jest/globals';
import { paperZone } from '../src/pages/receipts/paperClock.js';

describe('the clock of a receipt’s paper', () => {
  it.each([
    ['2026-11-22T14:20:33.123', 'UTC+3'],
    ['2026-11-22T14:23:00.000', 'UTC+3'],
    ['2026-11-22T11:20:00.000', 'UTC'],
    ['2026-11-22T16:50:00.000+05:30', 'UTC+5:30'],
    ['2026-11-22T07:50:00.000', 'UTC\u22123:30'],
    ['2026-11-23T00:20:00.000', 'UTC+13'],
    ['', null],
  ])('when it was 11:20 in UTC and the paper says %p, then its zone is %p', (localDate, zone) => {
    expect(paperZone({ date: '2026-11-22T11:20:05.000Z', localDate })).toBe(zone);
  });
});
