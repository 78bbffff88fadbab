import type { Model } from 'mongoose';
import { notFound } from '@kassahook/platform/errors';
import { foundBy, narrowing, type JournalQuery, type NarrowedBy } from './journalQueries.js';
import { presentEncashment } from './models/encashment.js';
import { presentOperation } from './models/operation.js';
import { presentReceipt, type ReceiptFields } from './models/receipt.js';
import { presentShift } from './models/shift.js';
import type { Mongo } from './mongo.js';
import { asStoreCall } from './mongoError.js';
import { readPage, type CutPage } from './pageBytes.js';
import type { EventBearer } from './pendingEvent.js';
import { READ_LIMIT_MS } from './readLimit.js';

/** Which document of which account. */
export interface JournalKey {
  accountId: string;
  id: string;
}

/** What of a journal is read, and how it is shown. */
interface Journal<Fields extends EventBearer, View> {
  /** For errors. */
  name: string;
  model: Model<Fields>;
  dateField: keyof Fields & string;
  /** Fields that are never shown and may be large. */
  without?: keyof Fields & string;
  narrowedBy?: NarrowedBy;
  /** About how many characters a document has, where they differ much; what has a short text or two counts as nothing. */
  charsOf?: (fields: Fields) => number;
  present: (fields: Fields) => View;
}

/**
 * Reads the journals, shown as the events show them. Every read is one account's; another account's document is NOT_FOUND.
 * Every method throws AppError `MONGO_FAILED`, retryable.
 */
export function createJournalReader(mongo: Mongo) {
  const { receipt, shift, encashment, operation } = mongo.models;
  return {
    receipts: readerOf({
      name: 'receipt',
      model: receipt,
      dateField: 'date',
      narrowedBy: { sum: 'amount', numbers: { own: 'number', fiscal: 'fiscalDocumentNumber' } },
      charsOf: receiptChars,
      present: presentReceipt,
    }),
    shifts: readerOf({ name: 'shift', model: shift, dateField: 'openedAt', present: presentShift }),
    encashments: readerOf({
      name: 'encashment',
      model: encashment,
      dateField: 'date',
      narrowedBy: { sum: 'sum' },
      present: presentEncashment,
    }),
    operations: {
      ...readerOf({
        name: 'operation',
        model: operation,
        dateField: 'createdAt',
        without: 'request',
        present: presentOperation,
      }),

      /**
       * How many there are in all, before and after any place, counted to 100,000: a page's header must not cost more than the page.
       * Counted over the index alone, past the model, whose reads look into each document for a deletion; operations are not deleted.
       */
      count: (query: Omit<JournalQuery, 'limit' | 'offset' | 'before'>): Promise<number> =>
        asStoreCall('counting operations', () =>
          mongo
            .db()
            .collection(operation.collection.name)
            .countDocuments(foundBy('createdAt', { ...query, before: undefined }).filter, {
              limit: COUNTED_MAX,
            }),
        ),
    },
  };
}
export type JournalReader = ReturnType<typeof createJournalReader>;

/** The most that a list's total says. */
const COUNTED_MAX = 100_000;

/** Names are what differs; a position's other fields have some 200 characters, the rest of a receipt a thousand. */
function receiptChars({ positions }: ReceiptFields): number {
  return positions.reduce((chars, { name }) => chars + name.length + 200, 1_000);
}

function readerOf<Fields extends EventBearer, View>(journal: Journal<Fields, View>) {
  const { name, model, dateField, without, narrowedBy = {}, charsOf = () => 0, present } = journal;
  const projection = without === undefined ? {} : { [without]: 0 };
  return {
    /** A page, newest first. One of large documents ends early (see pageBytes.ts). */
    list: (query: JournalQuery): Promise<CutPage<View>> =>
      asStoreCall(`listing ${name}s`, async () => {
        const { filter, sort } = foundBy(dateField, query);
        const cursor = model
          .find({ ...filter, ...narrowing(narrowedBy, query, filter) }, projection)
          .sort(sort)
          .skip(query.offset)
          .limit(query.limit)
          .maxTimeMS(READ_LIMIT_MS) // a cursor of mongoose's does not take the connection's
          .lean<Fields[]>()
          .cursor();
        const { rows, isCut } = await readPage(cursor as typeof cursor & AsyncIterable<Fields>, charsOf);
        return { rows: rows.map(present), isCut };
      }),

    /** @throws AppError NOT_FOUND */
    get: ({ accountId, id }: JournalKey): Promise<View> =>
      asStoreCall(`reading a ${name}`, async () => {
        const row = await model.findOne({ _id: id, accountId } as object, projection).lean<Fields>();
        if (!row) throw notFound(name);
        return present(row);
      }),
  };
}
