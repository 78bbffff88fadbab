import { describe, expect, it } from '@jest/globals';
import {
  formatCalendarDay,
  formatDateTime,
  formatDay,
  formatSpan,
  formatTime,
  formatTimeAfter,
  formatWallClock,
} from '../src/format/dates.js';
import { formatRange } from '../src/format/dayRange.js';
import { parseDay } from '../src/format/parseDay.js';
import { registrationDayOf, registrationInstantOf } from '../src/pages/registers/registrationDay.js';

const MINUTE_MS = 60_000;

describe('times of a shop', () => {
  it('when a receipt was printed at a wall clock, then it is shown as printed, in whatever zone it is read', () => {
    expect(formatWallClock('2026-11-22T14:20:33.123', 'ru')).toBe('22.11.2026, 14:20');
    expect(formatWallClock('2026-11-22T14:20:33+03:00', 'en')).toBe('22 November 2026, 14:20');
    expect(formatWallClock('', 'ru')).toBe('');
  });

  it('when it is just after midnight, then English has no hour 24 either', () => {
    const midnight = new Date(2026, 10, 22, 0, 5).toISOString();
    expect(['en', 'ru'].map((language) => formatTime(midnight, language))).toEqual(['00:05', '00:05']);
    expect(formatDateTime(midnight, 'en', Date.parse(midnight))).toMatch(/, 00:05$/);
    expect(formatWallClock('2026-11-22T00:05:00.000', 'en')).toBe('22 November 2026, 00:05');
  });

  it('when an attempt is of another day than the event, then its time says which', () => {
    const [noon, evening, next] = [
      [22, 12],
      [22, 23],
      [23, 12],
    ].map(([day, hour]) => new Date(2026, 10, day, hour, 5).toISOString()) as [string, string, string];
    expect(formatTimeAfter(evening, noon, 'en')).toBe('23:05');
    expect(formatTimeAfter(next, noon, 'en')).toBe('23 Nov, 12:05');
  });

  it('when a day is on a tax card, then it is that day in every zone', () => {
    expect(registrationInstantOf('2026-03-01')).toBe('2026-03-01T00:00:00.000Z');
    expect(registrationDayOf('2026-03-01T00:00:00.000Z')).toBe('2026-03-01');
    expect(formatCalendarDay('2026-03-01T00:00:00.000Z', 'en')).toBe('1 March 2026');
    expect(registrationDayOf(null)).toBe('');
    expect([registrationInstantOf(''), registrationInstantOf('2026-99-99')]).toEqual([null, null]);
  });

  it('when a day is said in English, then it is before its month everywhere, and what is said can be typed', () => {
    const noon = new Date(2026, 8, 2, 12, 5).toISOString();
    expect(formatDateTime(noon, 'en', Date.parse(noon))).toBe('2 September, 12:05');
    expect(formatDay(noon, 'en', Date.parse('2027-06-01'))).toBe('2 September 2026');
    expect(formatRange({ from: '2026-09-01', to: '2026-09-02' }, 'en', Date.parse(noon))).toMatch(
      /^1\s?–\s?2 Sep/,
    );
    expect(parseDay(formatCalendarDay('2026-09-02T00:00:00.000Z', 'en'))).toBe('2026-09-02');
    expect(formatDateTime(noon, 'ru', Date.parse(noon))).toBe('2 сентября, 12:05');
  });

  it('when something lasted, then two units say how long', () => {
    expect(
      [0, 12, 8 * 60 + 5, 24 * 60, 27 * 60 + 10].map((minutes) => formatSpan(minutes * MINUTE_MS, 'en')),
    ).toEqual(['0 min', '12 min', '8 hr 5 min', '1 day', '1 day 3 hr']);
  });
});
