import type { Shift } from './shift.js';

interface Counter {
  /** Kopecks. */
  value: number;
  count: number;
}

/** What the receipts of a shift come to, of `GET /api/reports/sales`. */
export interface ReceiptSums {
  cash: Counter;
  cashless: Counter;
  total: Counter;
  sales: Counter;
  refunds: Counter;
  /** Kopecks; null without a sale. */
  average: number | null;
}

export interface ReportSection {
  title: 'types' | 'payments' | 'drawer';
  rows: {
    name: 'sales' | 'refunds' | 'net' | 'average' | 'cash' | 'cashless' | 'moneyIn' | 'moneyOut';
    /** Kopecks. */
    sum: number;
    /** Of receipts; null where there is no such number. */
    count: number | null;
  }[];
}

/**
 * The lines of a shift's report. A closed shift's sums are its register's own (that is what was printed), the counts those of its
 * receipts; an open one has only receipts.
 */
export function reportOf(
  totals: Shift['totals'],
  sums: ReceiptSums,
): { sections: ReportSection[]; isDifferent: boolean } {
  const { cash, cashless, total, sales, refunds, average } = sums;
  const isTold = totals?.cash !== undefined && totals.cashless !== undefined;
  const net = isTold ? (totals.cash ?? 0) + (totals.cashless ?? 0) : total.value;
  const types: ReportSection['rows'] = [
    { name: 'sales', sum: totals?.sales ?? sales.value, count: sales.count },
    { name: 'refunds', sum: totals?.refunds ?? refunds.value, count: refunds.count },
    { name: 'net', sum: net, count: totals?.receiptsCount ?? total.count },
  ];
  if (average !== null) types.push({ name: 'average', sum: average, count: null });
  const sections: ReportSection[] = [
    { title: 'types', rows: types },
    {
      title: 'payments',
      rows: [
        { name: 'cash', sum: totals?.cash ?? cash.value, count: cash.count },
        { name: 'cashless', sum: totals?.cashless ?? cashless.value, count: cashless.count },
      ],
    },
  ];
  if (totals?.moneyIn !== undefined || totals?.moneyOut !== undefined) {
    const drawer: ReportSection['rows'] = [
      { name: 'moneyIn', sum: totals.moneyIn ?? 0, count: null },
      { name: 'moneyOut', sum: totals.moneyOut ?? 0, count: null },
    ];
    sections.push({ title: 'drawer', rows: drawer });
  }
  return { sections, isDifferent: isTold && net !== total.value };
}
