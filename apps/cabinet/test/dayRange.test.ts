import { describe, expect, it } from '@jest/globals';
import { dayOf, formatRange, instantOf, presetOf, presetRange } from '../src/format/dayRange.js';

const NOW_MS = new Date('2026-11-22T12:00:00').getTime();

describe('a range of days', () => {
  it('when an end is a day, then it is the browser’s own, from its first to its last millisecond', () => {
    expect(instantOf('2026-11-22', 'start')).toBe(new Date('2026-11-22T00:00:00.000').toISOString());
    expect(instantOf('2026-11-22', 'end')).toBe(new Date('2026-11-22T23:59:59.999').toISOString());
  });

  it('when an end is an instant, then it stays what it is; what is no date is open', () => {
    expect(instantOf('2026-11-22T09:15:00.000Z', 'start')).toBe('2026-11-22T09:15:00.000Z');
    expect(['', 'вчера', '2026-99-99'].map((text) => instantOf(text, 'end'))).toEqual(
      Array(3).fill(undefined),
    );
    expect(['', 'вчера', '2026-99-99'].map(dayOf)).toEqual([null, null, null]);
  });

  it('when a range is one that has a name today, then it is found by it', () => {
    expect(presetRange('week', NOW_MS)).toEqual({ from: '2026-11-16', to: '2026-11-22' });
    expect(presetOf({ from: '2026-11-21', to: '2026-11-21' }, NOW_MS)).toBe('yesterday');
    expect(presetOf({ from: '2026-11-20', to: '2026-11-21' }, NOW_MS)).toBeNull();
  });

  it('when a range is shown, then an open end is, too', () => {
    expect(formatRange({ from: '', to: '' }, 'ru')).toBeNull();
    expect(formatRange({ from: '2025-11-01', to: '2025-11-05' }, 'en', NOW_MS)).toMatch(/^1\s–\s5 Nov 2025$/);
    expect(formatRange({ from: '2026-11-22T00:05:00', to: '' }, 'en', NOW_MS)).toBe('22 Nov, 00:05 …');
    expect(formatRange({ from: '2026-11-01', to: '' }, 'en', NOW_MS)).toBe('1 Nov …');
    expect(formatRange({ from: '', to: '2026-11-05' }, 'en', NOW_MS)).toBe('… 5 Nov');
    expect(formatRange({ from: '2026-11-01', to: '2026-11-05' }, 'ru', NOW_MS)).toMatch(/^1–5 нояб/);
  });
});
