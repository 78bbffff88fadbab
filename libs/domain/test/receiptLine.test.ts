import { describe, expect, it } from '@jest/globals';
import { isOvercharged, readLine } from '../src/receiptLine.js';

describe('readLine', () => {
  it.each([
    ['one piece', { quantity: 1, price: 39_700, priceSum: 39_700 }, [1_000, 39_700, 0]],
    ['pieces', { quantity: 2, price: 39_700, priceSum: 79_400 }, [2_000, 79_400, 0]],
    ['thousandths', { quantity: 2_000, price: 39_700, priceSum: 79_400 }, [2_000, 79_400, 0]],
    ['a part of a kilogram', { quantity: 0.35, price: 50_000, priceSum: 17_500 }, [350, 17_500, 0]],
    ['grams', { quantity: 350, price: 50_000, priceSum: 17_500 }, [350, 17_500, 0]],
    ['a thousand pieces', { quantity: 1_000, price: 100, priceSum: 100_000 }, [1_000_000, 100_000, 0]],
    ['a discount of nine tenths', { quantity: 1, price: 10_000, priceSum: 1_000 }, [1_000, 10_000, 9_000]],
    ['a gift', { quantity: 1, price: 10_000, priceSum: 0 }, [1_000, 10_000, 10_000]],
    ['half a kopeck', { quantity: 0.5, price: 3, priceSum: 2 }, [500, 2, 0]],
    ['half a kopeck, rounded up by the shop', { quantity: 0.333, price: 100, priceSum: 34 }, [333, 33, 0]],
  ])(
    'when a line is %s, then it is read as journals write it',
    (_what, line, [quantity, total, discount]) => {
      const read = readLine(line);
      expect(read).toEqual({ quantity, total, discount });
      expect(isOvercharged(line, read!)).toBe(false);
    },
  );

  it('when a quantity has four decimals, then it cannot be read', () => {
    expect(readLine({ quantity: 0.0005, price: 100, priceSum: 1 })).toBeNull();
  });

  it('when a line costs more than price times quantity, then it is overcharged', () => {
    const line = { quantity: 2, price: 100, priceSum: 210 };
    expect(isOvercharged(line, readLine(line)!)).toBe(true);
  });
});
