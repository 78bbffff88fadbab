import { describe, expect, it } from '@jest/globals';
import { formatSpan, formatWallClock } from '../src/format/dates.js';

const MINUTE_MS = 60_000;

describe('times of a shop', () => {
  it('when a receipt was printed at a wall clock, then it is shown as printed, in whatever zone it is read', () => {
    expect(formatWallClock('2026-11-22T14:20:33.123', 'ru')).toBe('22.11.2026, 14:20');
    expect(formatWallClock('2026-11-22T14:20:33+03:00', 'en')).toBe('Nov 22, 2026, 14:20');
    expect(formatWallClock('', 'ru')).toBe('');
  });

  it('when something lasted, then two units say how long', () => {
    expect(
      [0, 12, 8 * 60 + 5, 24 * 60, 27 * 60 + 10].map((minutes) => formatSpan(minutes * MINUTE_MS, 'en')),
    ).toEqual(['0 min', '12 min', '8 hr 5 min', '1 day', '1 day 3 hr']);
  });
});
