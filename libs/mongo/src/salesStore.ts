import type { SalesSums } from '@kassahook/contracts/sales';
import { QUARTER_MS } from '@kassahook/domain/timeZone';
import { foundBy, type JournalQuery } from './journalQueries.js';
import type { Mongo } from './mongo.js';
import { asStoreCall } from './mongoError.js';
import { MONEY_SUMS, moneyOf, oneIf, PER_RECEIPT, type MoneyRow } from './receiptMoney.js';

/** What a range of receipts comes to. */
export interface SalesRows {
  /** Per register that has receipts, by its id. */
  devices: (SalesSums & { deviceId: number })[];
  /** Per quarter of an hour (Unix ms of its beginning) that has receipts, oldest first. */
  quarters: (SalesSums & { at: number })[];
}

interface Row extends MoneyRow {
  _id: number;
  sold: number;
  soldCount: number;
  refunded: number;
  refundedCount: number;
}

const ofType = (type: string) => ({ $eq: ['$type', type] });
const amountIf = (condition: object) => ({ $sum: { $cond: [condition, '$amount', 0] } });

const SUMS = {
  ...MONEY_SUMS,
  sold: amountIf(ofType('SALE')),
  soldCount: oneIf(ofType('SALE')),
  refunded: amountIf(ofType('REFUND')),
  refundedCount: oneIf(ofType('REFUND')),
};

/**
 * The number of a receipt's quarter of an hour since 1970. Quarters, because each lies in one hour of any time zone: whose hours they are is
 * left to who shows them, and no database's time zones are asked, which not every server has.
 */
const QUARTER = { $floor: { $divide: [{ $subtract: ['$date', new Date(0)] }, QUARTER_MS] } };

/** Creates the store of sales over time: summed when they are asked for, in one pass over the index of the list. */
export function createSalesStore({ models }: Mongo) {
  return {
    /** At most a month: each receipt of the range is read. @throws AppError `MONGO_FAILED`, retryable */
    sales: (query: Omit<JournalQuery, 'limit' | 'offset' | 'before'>): Promise<SalesRows> =>
      asStoreCall('summing sales', async () => {
        const { filter } = foundBy('date', query);
        const [found] = await models.receipt.aggregate<{ devices: Row[]; quarters: Row[] }>([
          { $match: filter },
          ...PER_RECEIPT,
          {
            $facet: {
              devices: [{ $group: { _id: '$deviceId', ...SUMS } }, { $sort: { _id: 1 } }],
              quarters: [{ $group: { _id: QUARTER, ...SUMS } }, { $sort: { _id: 1 } }],
            },
          },
        ]);
        const { devices = [], quarters = [] } = found ?? {};
        return {
          devices: devices.map((row) => ({ deviceId: row._id, ...sumsOf(row) })),
          quarters: quarters.map((row) => ({ at: row._id * QUARTER_MS, ...sumsOf(row) })),
        };
      }),
  };
}

function sumsOf(row: Row): SalesSums {
  return {
    ...moneyOf(row),
    sales: { value: row.sold, count: row.soldCount },
    refunds: { value: row.refunded, count: row.refundedCount },
  };
}
