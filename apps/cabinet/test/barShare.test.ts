import { describe, expect, it } from '@jest/globals';
import { formatMoney } from '../src/format/money.js';
import { barShare } from '../src/ui/barShare.js';

describe('a bar beside its sum', () => {
  it('when refunds exceed sales, then the bar is empty and the sum is below zero', () => {
    expect(barShare(-50_000, 100_000)).toBe(0);
    expect(formatMoney(-50_000, 'ru')).toBe('−500,00\u202f₽');
  });

  it('when nothing was sold at all, then no bar has a length', () => {
    expect([barShare(0, 0), barShare(25, 100), barShare(100, 100)]).toEqual([0, 0.25, 1]);
  });
});
