import type { PipelineStage } from 'mongoose';
import type { Counters } from '@kassahook/contracts/counters';

/* The rules of money over receipts, in one place for all reports: see docs/api.md. */

/** Receipts of these types bring money in; the others take it out. */
const INCOME = ['SALE', 'OUTFLOW_REFUND'];

const isCash = (type: string) => ({ $eq: [type, 'CASH'] });
/** Counts what meets a condition. */
export const oneIf = (condition: object) => ({ $sum: { $cond: [condition, 1, 0] } });
const signed = (value: unknown) => ({ $sum: { $multiply: ['$sign', value] } });

/**
 * What each receipt comes to. Cash is what the other ways of payment left to pay: a customer may hand over more than that, and the
 * change is not ours.
 */
export const PER_RECEIPT: PipelineStage[] = [
  {
    $project: {
      deviceId: 1,
      type: 1,
      date: 1,
      amount: 1,
      sign: { $cond: [{ $in: ['$type', INCOME] }, 1, -1] },
      hasCash: { $in: ['CASH', '$payments.type'] },
      otherCount: {
        $sum: { $map: { input: '$payments', as: 'one', in: { $cond: [isCash('$$one.type'), 0, 1] } } },
      },
      other: {
        $sum: {
          $map: { input: '$payments', as: 'one', in: { $cond: [isCash('$$one.type'), 0, '$$one.amount'] } },
        },
      },
    },
  },
  {
    $project: {
      deviceId: 1,
      type: 1,
      date: 1,
      amount: 1,
      sign: 1,
      hasCash: 1,
      hasOther: { $gt: ['$otherCount', 0] },
      cash: { $cond: ['$hasCash', { $max: [0, { $subtract: ['$amount', '$other'] }] }, 0] },
    },
  },
];

/** Money of a group of receipts, as MongoDB sums it. */
export interface MoneyRow {
  cash: number;
  cashCount: number;
  cashlessCount: number;
  amount: number;
  count: number;
}

/** Sums over receipts that went through PER_RECEIPT, for a `$group`. */
export const MONEY_SUMS: Readonly<Record<keyof MoneyRow, { $sum: unknown }>> = {
  cash: signed('$cash'),
  cashCount: oneIf({ $eq: ['$hasCash', true] }),
  cashlessCount: oneIf({ $eq: ['$hasOther', true] }),
  amount: signed('$amount'),
  count: { $sum: 1 },
};

/** The counters that such sums are. */
export function moneyOf({ cash, cashCount, cashlessCount, amount, count }: MoneyRow): Counters {
  return {
    cash: { value: cash, count: cashCount },
    cashless: { value: amount - cash, count: cashlessCount },
    total: { value: amount, count },
  };
}
