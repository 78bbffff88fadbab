import type { Counters } from '@kassahook/contracts/counters';
import { foundBy, type JournalQuery } from './journalQueries.js';
import type { Mongo } from './mongo.js';
import { asStoreCall } from './mongoError.js';
import { MONEY_SUMS, moneyOf, PER_RECEIPT, type MoneyRow } from './receiptMoney.js';

/** The money of one register. */
export interface DeviceCounters extends Counters {
  deviceId: number;
}

interface CountersRow extends MoneyRow {
  _id: number;
}

/** Creates the store of sums over receipts. They are made when they are asked for, over the index of the list. */
export function createCountersStore({ models }: Mongo) {
  return {
    /** Per register that has receipts, by its id. @throws AppError `MONGO_FAILED`, retryable */
    perDevice: (query: Omit<JournalQuery, 'limit' | 'offset' | 'before'>): Promise<DeviceCounters[]> =>
      asStoreCall('counting receipts', async () => {
        const { filter } = foundBy('date', query);
        const rows = await models.receipt.aggregate<CountersRow>([
          { $match: filter },
          ...PER_RECEIPT,
          { $group: { _id: '$deviceId', ...MONEY_SUMS } },
          { $sort: { _id: 1 } },
        ]);
        return rows.map(({ _id, ...row }) => ({ deviceId: _id, ...moneyOf(row) }));
      }),
  };
}
