import { describe, expect, it } from '@jest/globals';
import { lineTotal, vatRateOf, vatTotals } from '../src/pages/receipts/vat.js';

describe('VAT', () => {
  it('when a code has a rate, then it is said as people say it', () => {
    expect(
      ['NDS_20', 'NDS_0', 'NDS_20_120', 'NDS_NO_TAX', 'whatever'].map((tax) => vatRateOf(tax)?.text),
    ).toEqual(['20', '0', '20/120', undefined, undefined]);
  });

  it('when lines have several rates, then each rate is rounded once, and discounts are taken off before', () => {
    const line = { price: 9_990, quantity: 2_000, discount: 999 };
    expect(
      vatTotals([
        { ...line, tax: 'NDS_20' },
        { ...line, tax: 'NDS_10' },
        { ...line, tax: 'NDS_20' },
        { ...line, tax: 'NDS_NO_TAX' },
      ]),
    ).toEqual([
      { tax: 'NDS_20', gross: 37_962, vat: 6_327 },
      { tax: 'NDS_10', gross: 18_981, vat: 1_726 },
      { tax: 'NDS_NO_TAX', gross: 18_981, vat: null },
    ]);
  });

  it('when a line ends in half a kopeck, then it is rounded up, as registers do', () => {
    expect(lineTotal({ price: 101, quantity: 500 })).toBe(51);
  });
});
