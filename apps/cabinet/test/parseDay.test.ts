import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../src/format/parseDay.js';

describe('a day that is typed', () => {
  it.each([
    ['01.03.2026', '2026-03-01'],
    [' 1.3.2026 ', '2026-03-01'],
    ['2026-03-01', '2026-03-01'],
    ['1 March 2026', '2026-03-01'],
    ['29 feb 2028', '2028-02-29'],
    ['1 марта 2026', '2026-03-01'],
    ['9 Мая 2026 г.', '2026-05-09'],
  ])('when it is %p, then it is read', (text, day) => {
    expect(parseDay(text)).toBe(day);
  });

  it.each([
    '',
    '1.3',
    '01/03/2026',
    '31.02.2026',
    '2026-13-01',
    '1 Brumaire 2026',
    '1 брюмера 2026',
    'yesterday',
  ])('when it is %p, then it is none', (text) => {
    expect(parseDay(text)).toBeNull();
  });
});
