import { describe, expect, it } from '@jest/globals';
import { parseInstant } from '../src/instantText.js';

describe('an instant in a query', () => {
  it.each([
    ['2026-03-01T09:00:00.000Z', '2026-03-01T09:00:00.000Z'],
    ['2026-03-01T09:00:00z', '2026-03-01T09:00:00.000Z'],
    ['2026-03-01T12:00:00+03:00', '2026-03-01T09:00:00.000Z'],
    ['2026-03-01T12:00:00+0300', '2026-03-01T09:00:00.000Z'],
    ['2026-03-01T12:00:00 03:00', '2026-03-01T09:00:00.000Z'],
    ['2026-03-01T04:00:00-05:00', '2026-03-01T09:00:00.000Z'],
    ['2026-03-01 09:00', '2026-03-01T09:00:00.000Z'],
    ['2026-03-01T09:00:00.123456', '2026-03-01T09:00:00.123Z'],
    ['2026-03-01', '2026-03-01T00:00:00.000Z'],
  ])('when it is %s, then it is %s', (text, expected) => {
    expect(parseInstant(text, 'start')?.toISOString()).toBe(expected);
  });

  it('when it is a date alone at the end of a range, then the whole day is meant', () => {
    expect(parseInstant('2026-03-01', 'end')?.toISOString()).toBe('2026-03-01T23:59:59.999Z');
  });

  it.each([
    '',
    'today',
    '2026-02-30',
    '2026-13-01T00:00:00Z',
    '2026-03-01T25:00:00Z',
    '1772355600000',
    '2026-03-01T09:00:00Europe/Moscow',
    '0000-01-01T00:00:00+03:00',
    '9999-12-31T23:59:59-12:00',
  ])('when it is %j, then it is none', (text) => {
    expect(parseInstant(text, 'start')).toBeNull();
  });
});
