import type { StoredEvent } from '@kassahook/contracts/event';
import { AppError } from '@kassahook/platform/errors';
import { insertNew } from './insertNew.js';
import type { Mongo } from './mongo.js';
import { asStoreCall } from './mongoError.js';
import { readPage } from './pageBytes.js';

export const EVENTS_COLLECTION = 'events';

/** One for each list: everything, an account's, a webhook's; oldest first, the id makes the order total. */
export const EVENT_INDEXES = [
  { key: { occurredAt: 1, _id: 1 } },
  { key: { accountId: 1, occurredAt: 1, _id: 1 } },
  { key: { webhookIds: 1, occurredAt: 1, _id: 1 } },
] as const;

/** An event as it is stored. One that nobody heard has no webhookIds at all: no field, no index entry. */
export interface EventRow extends Omit<StoredEvent, 'id' | 'webhookIds'> {
  _id: string;
  webhookIds?: string[];
}

/** A webhook's id with its place in the list. */
const WEBHOOK_ID_CHARS = 48;

export interface EventQuery {
  /** Events from this instant on. */
  since: Date;
  /** Only events after this one: the last of the page before. */
  afterId?: string;
  limit: number;
  accountId?: string;
  /** Only events that matched this webhook when they were fanned out. */
  webhookId?: string;
}

/**
 * The event store: every event that left an outbox, once, with the webhooks that it matched then. Immutable.
 * Plain driver calls: a mongoose document costs 0.1 ms of CPU to build and check, and checks nothing here that the compiler has not.
 * Measured on the stand-in: 100 events in 8–30 ms, 2–5 ms of it our CPU.
 * Every method throws AppError `MONGO_FAILED`, retryable.
 */
export function createEventStore(mongo: Mongo) {
  const collection = () => mongo.db().collection<EventRow>(EVENTS_COLLECTION);

  return {
    /** Stores events; answers with the ids of those that were there already, which stay as they are. */
    insertMany(events: StoredEvent[]): Promise<Set<string>> {
      return asStoreCall('storing events', async () => {
        if (events.length === 0) return new Set<string>();
        const known = await insertNew({
          db: mongo.db(),
          collection: EVENTS_COLLECTION,
          rows: events.map(toRow),
          charsOf: ({ snapshot, webhookIds = [] }) => snapshot.length + WEBHOOK_ID_CHARS * webhookIds.length,
        });
        return new Set(known.flatMap((index) => events[index]?.id ?? []));
      });
    },

    /** The events with these ids that exist, in no particular order. */
    byIds(ids: readonly string[]): Promise<StoredEvent[]> {
      return asStoreCall('reading events', async () => {
        if (ids.length === 0) return [];
        const rows = await collection()
          .find({ _id: { $in: [...ids] } })
          .toArray();
        return rows.map(fromRow);
      });
    },

    /**
     * A page of events, oldest first: for replay. The next page starts after the last id of this one; an empty one is the end. A page of
     * large snapshots is shorter than `limit` (see pageBytes.ts).
     * @throws AppError `EVENT_GONE` when `afterId` is not stored (any more)
     */
    listSince({ since, afterId, limit, accountId, webhookId }: EventQuery): Promise<StoredEvent[]> {
      return asStoreCall('listing events', async () => {
        const after = afterId === undefined ? null : await positionOf(afterId);
        const cursor = collection()
          .find({
            ...(accountId !== undefined && { accountId }),
            ...(webhookId !== undefined && { webhookIds: webhookId }),
            occurredAt: { $gte: after && after.occurredAt > since ? after.occurredAt : since },
            ...(after && {
              $or: [
                { occurredAt: { $gt: after.occurredAt } },
                { occurredAt: after.occurredAt, _id: { $gt: after._id } },
              ],
            }),
          })
          .sort({ occurredAt: 1, _id: 1 })
          .limit(limit);
        const { rows } = await readPage(cursor, (row) => row.snapshot.length);
        return rows.map(fromRow);
      });
    },
  };

  async function positionOf(id: string): Promise<Pick<EventRow, '_id' | 'occurredAt'>> {
    const row = await collection().findOne({ _id: id }, { projection: { occurredAt: 1 } });
    if (row) return row;
    throw new AppError('the event to continue after is not stored', { code: 'EVENT_GONE', status: 409 });
  }
}
export type EventStore = ReturnType<typeof createEventStore>;

function toRow({ id, webhookIds, ...rest }: StoredEvent): EventRow {
  return { _id: id, ...rest, ...(webhookIds.length > 0 && { webhookIds }) };
}

/** An event, or what a list reads of it, as it was before `toRow`. */
export function fromRow<Row extends Pick<EventRow, '_id' | 'webhookIds'>>({
  _id,
  webhookIds = [],
  ...rest
}: Row) {
  return { id: _id, ...rest, webhookIds };
}
