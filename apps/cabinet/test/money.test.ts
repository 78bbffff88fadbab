import { describe, expect, it } from '@jest/globals';
import { formatMoney, parseMoney } from '../src/format/money.js';

describe('a sum that is typed', () => {
  it.each([
    ['1,50', 150],
    ['1.50', 150],
    ['1250,5', 125_050],
    ['1 250.50', 125_050],
    ['1,250.50', 125_050],
    ['1.250,50', 125_050],
    ['1,250,000', 125_000_000],
    ['1.250.000,00', 125_000_000],
    ['0,01 ₽', 1],
    ['0', 0],
  ])('when it is %p, then a comma and a point are understood whatever the language', (text, kopecks) => {
    expect(parseMoney(text)).toBe(kopecks);
  });

  it.each([
    '1,500',
    '1.500',
    '1,5,0',
    '1,25,000',
    '1.250.50',
    '1,250.500',
    '12,500',
    '-1',
    '',
    'дорого',
    '1e3',
  ])('when it is %p, then it is none, rather than a thousand times less or more', (text) => {
    expect(parseMoney(text)).toBeNull();
  });

  it.each(['ru', 'en'])(
    'when a sum is copied from where the page shows it in %s, then it is read',
    (language) => {
      expect(parseMoney(formatMoney(123_456_789, language))).toBe(123_456_789);
    },
  );
});
