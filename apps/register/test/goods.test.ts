import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CATALOGUE } from '../src/catalogue.js';
import { ean13 } from '../src/ean13.js';
import { cashOf, lineTotal, makeSale } from '../src/sale.js';
import { createSeededRandom } from '../src/seededRandom.js';

describe('ean13', () => {
  it('when the digits are known ones, then so is the check digit', () => {
    // The example of GS1's page on check digits, and one whose sum is a full ten.
    expect(ean13('629104150021')).toBe('6291041500213');
    expect(ean13('400638133393')).toBe('4006381333931');
    expect(ean13('000000000000')).toBe('0000000000000');
  });

  it('when it is not twelve digits, then it is refused', () => {
    for (const text of ['', '123', '1234567890123', '12345678901x']) {
      expect(() => ean13(text)).toThrow(RangeError);
    }
  });

  it('when one digit of a code is wrong, then the check digit shows it', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^\d{12}$/),
        fc.nat({ max: 11 }),
        fc.integer({ min: 1, max: 9 }),
        (digits, at, by) => {
          const wrong = digits.slice(0, at) + String((Number(digits[at]) + by) % 10) + digits.slice(at + 1);
          expect(ean13(wrong).at(-1)).not.toBe(ean13(digits).at(-1));
        },
      ),
    );
  });
});

describe('CATALOGUE', () => {
  it('when goods are listed, then names and barcodes are their own and prices are whole kopecks', () => {
    expect(CATALOGUE.length).toBeGreaterThan(50);
    expect(new Set(CATALOGUE.map(({ name }) => name)).size).toBe(CATALOGUE.length);
    expect(new Set(CATALOGUE.map(({ barcode }) => barcode)).size).toBe(CATALOGUE.length);
    expect(new Set(CATALOGUE.map(({ tax }) => tax))).toEqual(new Set(['NDS_10', 'NDS_22', 'NDS_NO_TAX']));
    for (const { barcode, price, name } of CATALOGUE) {
      expect(barcode).toBe(ean13(barcode.slice(0, 12)));
      expect(Number.isInteger(price) && price > 0).toBe(true);
      expect(name).toMatch(/[а-яё]/i);
    }
  });
});

describe('makeSale', () => {
  it('when a thousand receipts are made, then the sums of each agree to the kopeck', () => {
    const seen = { card: 0, mixed: 0, cash: 0, cashless: 0, scalable: 0 };
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const sale = makeSale(createSeededRandom(seed));
        const lines = sale.positions.reduce((sum, position) => sum + lineTotal(position), 0);
        const discounts = sale.positions.reduce((sum, { discount }) => sum + discount, 0);
        const paid = sale.payments.reduce((sum, { amount }) => sum + amount, 0);
        expect(sale.discount).toBe(discounts);
        expect(sale.amount).toBe(lines - discounts);
        expect(paid).toBe(sale.amount);
        expect(sale.amount).toBeGreaterThan(0);
        const numbers = [
          sale.amount,
          ...sale.payments.map(({ amount }) => amount),
          ...sale.positions.flatMap(({ price, quantity, discount }) => [price, quantity, discount]),
        ];
        expect(numbers.every((number) => Number.isSafeInteger(number) && number >= 0)).toBe(true);
        expect(sale.payments.every(({ amount }) => amount > 0)).toBe(true);
        expect(cashOf(sale)).toBeLessThanOrEqual(sale.amount);
        for (const position of sale.positions) {
          expect(position.discount).toBeLessThan(lineTotal(position));
          if (position.type === 'COUNTABLE') expect(position.quantity % 1_000).toBe(0);
          else seen.scalable += 1;
        }
        if (sale.discount > 0) seen.card += 1;
        if (sale.payments.length > 1) seen.mixed += 1;
        else seen[sale.payments[0]?.type === 'CASH' ? 'cash' : 'cashless'] += 1;
      }),
      { numRuns: 1_000 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20);
  });

  it('when half a kopeck remains, then it is rounded up, exactly', () => {
    expect(lineTotal({ price: 1, quantity: 500 })).toBe(1);
    expect(lineTotal({ price: 1, quantity: 499 })).toBe(0);
    expect(lineTotal({ price: 749_00, quantity: 333 })).toBe(24_942);
    expect(lineTotal({ price: 99_999_99, quantity: 1_000 })).toBe(99_999_99);
  });
});
