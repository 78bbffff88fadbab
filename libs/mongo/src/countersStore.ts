import type { PipelineStage } from 'mongoose';
import type { Counters } from '@kassahook/contracts/counters';
import { foundBy, type JournalQuery } from './journalQueries.js';
import type { Mongo } from './mongo.js';
import { asStoreCall } from './mongoError.js';

/** The money of one register. */
export interface DeviceCounters extends Counters {
  deviceId: number;
}

interface CountersRow {
  _id: number;
  cash: number;
  cashCount: number;
  cashlessCount: number;
  amount: number;
  count: number;
}

/** Receipts of these types bring money in; the others take it out. */
const INCOME = ['SALE', 'OUTFLOW_REFUND'];

const isCash = (type: string) => ({ $eq: [type, 'CASH'] });
const oneIf = (condition: object) => ({ $sum: { $cond: [condition, 1, 0] } });
const signed = (value: unknown) => ({ $sum: { $multiply: ['$sign', value] } });

/**
 * What each receipt comes to. Cash is what the other ways of payment left to pay: a customer may hand over more than that, and the
 * change is not ours.
 */
const PER_RECEIPT: PipelineStage[] = [
  {
    $project: {
      deviceId: 1,
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
      amount: 1,
      sign: 1,
      hasCash: 1,
      hasOther: { $gt: ['$otherCount', 0] },
      cash: { $cond: ['$hasCash', { $max: [0, { $subtract: ['$amount', '$other'] }] }, 0] },
    },
  },
];

const PER_DEVICE: PipelineStage[] = [
  {
    $group: {
      _id: '$deviceId',
      cash: signed('$cash'),
      cashCount: oneIf({ $eq: ['$hasCash', true] }),
      cashlessCount: oneIf({ $eq: ['$hasOther', true] }),
      amount: signed('$amount'),
      count: { $sum: 1 },
    },
  },
  { $sort: { _id: 1 } },
];

/** Creates the store of sums over receipts. They are made when they are asked for, over the index of the list. */
export function createCountersStore({ models }: Mongo) {
  return {
    /** Per register that has receipts, by its id. @throws AppError `MONGO_FAILED`, retryable */
    perDevice: (query: Omit<JournalQuery, 'limit' | 'offset' | 'before'>): Promise<DeviceCounters[]> =>
      asStoreCall('counting receipts', async () => {
        const { filter } = foundBy('date', query);
        const stages = [{ $match: filter }, ...PER_RECEIPT, ...PER_DEVICE];
        const rows = await models.receipt.aggregate<CountersRow>(stages);
        return rows.map(toCounters);
      }),
  };
}

function toCounters({ _id, cash, cashCount, cashlessCount, amount, count }: CountersRow): DeviceCounters {
  return {
    deviceId: _id,
    cash: { value: cash, count: cashCount },
    cashless: { value: amount - cash, count: cashlessCount },
    total: { value: amount, count },
  };
}
