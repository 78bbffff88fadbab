import mongoose, { type Collection } from 'mongoose';
import type { EventHint } from '@kassahook/contracts/messages';
import type { EntityType } from '@kassahook/domain/eventType';
import { AppError } from '@kassahook/platform/errors';
import { insertNew } from './insertNew.js';
import { isDuplicateId, refusedWrite } from './mongoError.js';
import type { EventStatics } from './eventHooks.js';
import { hintOfPending, outboxKeyOf, type PendingEvent } from './pendingEvent.js';

export interface GuardOptions {
  type: EntityType;
  /** Called with the events of a write after the server acknowledged it. Must not throw. */
  onCommitted: (hints: EventHint[]) => void;
}

/** Writes of the driver that cannot carry an event, or not the right one. */
const REFUSED = [
  'updateMany',
  'replaceOne',
  'deleteOne',
  'deleteMany',
  'findOneAndUpdate',
  'findOneAndReplace',
  'findOneAndDelete',
  'bulkWrite',
  'initializeOrderedBulkOp',
  'initializeUnorderedBulkOp',
  'rename',
] as const;

type Row = Record<string, unknown>;
type Call = (...args: unknown[]) => Promise<unknown>;

/**
 * The last line: a write that bears no event does not leave the process. Everything that mongoose does with a model ends in the
 * model's collection, whatever hooks ran or were switched off, and so does `Model.collection` and `connection.collection(name)`.
 * Here a write must show its event, and an acknowledged one is announced.
 * Only the driver's own handle (`connection.db.collection`) goes round it: that is the outbox store's and, for leases, the operations'
 * (operationSteps.ts), which write nothing that an entity shows.
 * @returns the insert for many rows at once (see `insertStamped` in eventHooks.ts), as guarded as the others
 */
export function guardCollection(
  collection: Collection,
  { type, onCommitted }: GuardOptions,
): EventStatics['insertStamped'] {
  const original = (name: string): Call => {
    const call = (collection as unknown as Record<string, Call>)[name];
    if (!call) throw new TypeError(`mongoose has no collection method ${name}`);
    return call.bind(collection);
  };
  const insertOne = original('insertOne');
  const insertMany = original('insertMany');
  const updateOne = original('updateOne');
  const findOne = original('findOne');
  const aggregate = original('aggregate');

  const announce = (rows: readonly { row: Row; event: PendingEvent }[]): void => {
    onCommitted(
      rows.map(({ row, event }) =>
        hintOfPending(event, { type, accountId: String(row['accountId']), entityId: String(row['_id']) }),
      ),
    );
  };

  /** An `_id` that is taken by a document whose deletion is not published yet becomes free in a moment. */
  async function explain(error: unknown, ids: readonly unknown[]): Promise<unknown> {
    if (!isDuplicateId(error)) return error;
    const filter = { _id: { $in: ids }, deletedAt: { $exists: true } };
    const deleted = await findOne(filter, { projection: { _id: 1 } }).catch(() => null);
    if (!deleted) return error;
    return new AppError('the document was deleted and its events are not published yet', {
      code: 'DELETION_PENDING',
      status: 503,
      retryable: true,
      cause: error,
    });
  }

  const guarded = {
    async insertOne(row: Row, ...rest: unknown[]) {
      const borne = { row, event: eventOfInsert(row) };
      const result = await insertOne(row, ...rest).catch(async (error: unknown) => {
        throw await explain(error, [row['_id']]);
      });
      announce([borne]);
      return result;
    },
    async insertMany(rows: readonly Row[], ...rest: unknown[]) {
      const borne = rows.map((row) => ({ row, event: eventOfInsert(row) }));
      const result = await insertMany(rows, ...rest).catch(async (error: unknown) => {
        const inserted = insertedIdsOf(error);
        announce(borne.filter(({ row }) => inserted.has(row['_id'])));
        throw await explain(
          error,
          rows.map((row) => row['_id']).filter((id) => !inserted.has(id)),
        );
      });
      announce(borne);
      return result;
    },
    async updateOne(filter: Row, update: unknown, ...rest: unknown[]) {
      const event = eventOfUpdate(filter, update);
      const result = await updateOne(filter, update, ...rest);
      if (hasMatched(result)) announce([{ row: filter, event }]);
      return result;
    },
    aggregate(pipeline: readonly Row[], ...rest: unknown[]) {
      const writes = pipeline.some((stage) => '$out' in stage || '$merge' in stage);
      if (writes) throw refusedWrite('an aggregation that writes', 'it bears no events');
      return aggregate(pipeline, ...rest);
    },
  };
  const refused = Object.fromEntries(
    REFUSED.map((name) => [
      name,
      () => {
        throw refusedWrite(`${collection.name}.${name}`, 'it bears no events; use save, create or an update');
      },
    ]),
  );
  Object.assign(collection, guarded, refused);

  return async function insertStamped(rows) {
    const borne = rows.map((row) => ({ row, event: eventOfInsert(row) }));
    const { db } = collection.conn;
    if (!db) throw new mongoose.Error('the connection is not open yet');
    // When it throws some rows may be stored: what nobody announces the relay finds.
    const known = new Set(
      await insertNew({
        db,
        collection: collection.name,
        rows,
        // The snapshot, and the fields that it shows.
        charsOf: (row) => 2 * eventOfInsert(row).snapshot.length,
      }),
    );
    announce(known.size === 0 ? borne : borne.filter((_row, index) => !known.has(index)));
    return known;
  };
}

function eventOfInsert(row: Row): PendingEvent {
  const pending = row['pending'];
  const event: unknown = Array.isArray(pending) && pending.length === 1 ? pending[0] : undefined;
  if (!isPendingEvent(event) || row['outboxKey'] !== outboxKeyOf(event.eventId)) {
    throw refusedWrite('an insert without its event', 'do not switch validation or hooks off');
  }
  return event;
}

function eventOfUpdate(filter: Row, update: unknown): PendingEvent {
  const { $set, $push } = update as { $set?: Row; $push?: Row };
  const event = $push?.['pending'];
  const isExact = typeof filter['_id'] === 'string' && typeof filter['__v'] === 'number';
  if (!isExact || !isPendingEvent(event) || $set?.['outboxKey'] !== outboxKeyOf(event.eventId)) {
    throw refusedWrite('an update without its event', 'use document.save or a query of the model');
  }
  return event;
}

function isPendingEvent(value: unknown): value is PendingEvent {
  return typeof value === 'object' && value !== null && 'eventId' in value && 'snapshot' in value;
}

function insertedIdsOf(error: unknown): Set<unknown> {
  if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) return new Set();
  return new Set(Object.values(error.insertedIds));
}

function hasMatched(result: unknown): boolean {
  return (
    typeof result === 'object' && result !== null && 'matchedCount' in result && result.matchedCount === 1
  );
}
