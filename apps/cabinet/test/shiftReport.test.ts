import { describe, expect, it } from '@jest/globals';
import { totalsOf } from '../src/pages/cash/encashment.js';
import { reportOf, type ReceiptSums } from '../src/pages/shifts/reportRows.js';

const counter = (value: number, count: number) => ({ value, count });
const SUMS: ReceiptSums = {
  cash: counter(1_000, 1),
  cashless: counter(2_000, 2),
  total: counter(3_000, 3),
  sales: counter(3_500, 2),
  refunds: counter(500, 1),
  average: 1_750,
};
const sumsIn = ({ sections }: ReturnType<typeof reportOf>) =>
  Object.fromEntries(sections.flatMap(({ rows }) => rows.map(({ name, sum }) => [name, sum])));

describe('the report of a shift', () => {
  it('when the shift is open, then it is what its receipts come to', () => {
    const report = reportOf(undefined, SUMS);
    expect(sumsIn(report)).toEqual({
      sales: 3_500,
      refunds: 500,
      net: 3_000,
      average: 1_750,
      cash: 1_000,
      cashless: 2_000,
    });
    expect(report.isDifferent).toBe(false);
  });

  it('when the register counted otherwise, then its sums are shown and the difference is told', () => {
    const totals = { sales: 4_000, refunds: 500, cash: 1_500, cashless: 2_000, moneyIn: 700, moneyOut: 0 };
    const report = reportOf(totals, SUMS);
    expect(sumsIn(report)).toMatchObject({
      sales: 4_000,
      net: 3_500,
      cash: 1_500,
      moneyIn: 700,
      moneyOut: 0,
    });
    expect(report.isDifferent).toBe(true);
  });
});

describe('the totals of cash', () => {
  async function* movements(count: number) {
    for (let at = 0; at < count; at += 1) {
      yield await Promise.resolve({
        type: at % 2 ? ('MONEY_OUT' as const) : ('MONEY_IN' as const),
        sum: 100,
      });
    }
  }

  it('when all movements were read, then in and out are summed and counted', async () => {
    expect(await totalsOf(movements(3), 3)).toEqual({ inSum: 200, inCount: 2, outSum: 100, outCount: 1 });
  });

  it('when there are more than can be read, then there are no totals rather than wrong ones', async () => {
    expect(await totalsOf(movements(4), 3)).toBeNull();
  });
});
