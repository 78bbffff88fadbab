import type { StoredEvent } from '@kassahook/contracts/event';
import type { Action, EntityType } from '@kassahook/domain/eventType';
import { EVENTS_COLLECTION, fromRow, type EventRow } from './eventStore.js';
import type { Mongo } from './mongo.js';
import { asStoreCall } from './mongoError.js';
import { readPage, type CutPage } from './pageBytes.js';

/** Lists of an account's events by kind of entity and by entity; the list of all is read backwards (EVENT_INDEXES). */
export const EVENT_READ_INDEXES = [
  { key: { accountId: 1, type: 1, occurredAt: -1, _id: -1 } },
  { key: { accountId: 1, entityId: 1, occurredAt: -1, _id: -1 } },
] as const;

export interface EventListQuery {
  accountId: string;
  type?: EntityType | undefined;
  action?: Action | undefined;
  entityId?: string | undefined;
  /** Only events that are for this webhook. */
  webhookId?: string | undefined;
  /** Inclusive. */
  from?: Date | undefined;
  /** Exclusive. */
  to?: Date | undefined;
  /** Only events before this one: the last of the page before. */
  before?: { at: Date; id: string } | undefined;
  limit: number;
}

/**
 * Characters of snapshots that a page of events ends at. Each is parsed for what the event is about, and nothing else is done meanwhile:
 * two million take some 10 ms. A hundred usual receipts are 300,000.
 */
const SNAPSHOT_CHARS = 2_000_000;

const snapshotChars = ({ snapshot }: EventRow): number => snapshot.length;

/** An event without its snapshot. */
export type ListedEvent = Omit<StoredEvent, 'snapshot'>;

/**
 * The event store, as lists read it.
 * Every method throws AppError `MONGO_FAILED`, retryable.
 */
export function createEventReads(mongo: Mongo) {
  const collection = () => mongo.db().collection<EventRow>(EVENTS_COLLECTION);

  /** An account's events, newest first. */
  const newestFirst = (
    { before, from, to, limit, webhookId, ...equal }: EventListQuery,
    projection: Partial<Record<keyof EventRow, 0>>,
  ) => {
    const fields = { ...equal, webhookIds: webhookId };
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    const range = [
      ...(from ? [{ occurredAt: { $gte: from } }] : []),
      ...(to ? [{ occurredAt: { $lt: to } }] : []),
      ...(before ? placesBefore(before) : []),
    ];
    return collection()
      .find({ ...given, ...(range.length > 0 && { $and: range }) }, { projection })
      .sort({ occurredAt: -1, _id: -1 })
      .limit(limit);
  };

  return {
    /** A page of an account's events, newest first, without their snapshots. */
    list(query: EventListQuery): Promise<ListedEvent[]> {
      return asStoreCall('listing events', async () => {
        const rows = await newestFirst(query, { snapshot: 0 }).toArray();
        return rows.map(fromRow);
      });
    },

    /** The same with their snapshots; a page of large ones is shorter than `limit`. */
    page(query: EventListQuery): Promise<CutPage<StoredEvent>> {
      return asStoreCall('listing events', async () => {
        const cursor = newestFirst(query, {});
        const { rows, isCut } = await readPage(cursor, snapshotChars, SNAPSHOT_CHARS);
        return { rows: rows.map(fromRow), isCut };
      });
    },

    /**
     * Those of an account's events that are stored, in no particular order. Of large ones, as many as a page of them has: who asks wants to say
     * what they are about, and can do without.
     */
    some(accountId: string, ids: readonly string[]): Promise<StoredEvent[]> {
      return asStoreCall('reading events', async () => {
        if (ids.length === 0) return [];
        const cursor = collection().find({ _id: { $in: [...ids] } });
        const { rows } = await readPage(cursor, snapshotChars, SNAPSHOT_CHARS);
        return rows.filter((row) => row.accountId === accountId).map(fromRow);
      });
    },

    /** One event of the account; null when it is not stored (any more) or another account's. */
    get(accountId: string, id: string): Promise<StoredEvent | null> {
      return asStoreCall('reading an event', async () => {
        const row = await collection().findOne({ _id: id });
        return row?.accountId === accountId ? fromRow(row) : null;
      });
    },

    /** Ids of the account's newest events that are for a webhook, newest first. */
    newestIds({ accountId, webhookId, limit }: { accountId: string; webhookId: string; limit: number }) {
      return asStoreCall('listing events', async (): Promise<string[]> => {
        const rows = await collection()
          .find({ webhookIds: webhookId, accountId }, { projection: { _id: 1 } })
          .sort({ occurredAt: -1, _id: -1 })
          .limit(limit)
          .toArray();
        return rows.map(({ _id }) => _id);
      });
    },

    /**
     * Notes that these events are for a webhook too, which they did not match when they were fanned out: from then on the delivery is
     * one of the event's like any other, and a replay after the loss of a broker finds it.
     */
    addWebhook(eventIds: readonly string[], webhookId: string): Promise<void> {
      return asStoreCall('adding a webhook to events', async () => {
        if (eventIds.length === 0) return;
        await collection().updateMany(
          { _id: { $in: [...eventIds] } },
          { $addToSet: { webhookIds: webhookId } },
        );
      });
    },
  };
}
export type EventReads = ReturnType<typeof createEventReads>;

function placesBefore({ at, id }: { at: Date; id: string }) {
  return [
    { occurredAt: { $lte: at } },
    { $or: [{ occurredAt: { $lt: at } }, { occurredAt: at, _id: { $lt: id } }] },
  ];
}
