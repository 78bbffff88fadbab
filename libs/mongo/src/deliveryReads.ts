import type { mongo as driver } from 'mongoose';
import type { Attempt, DeliveryState } from '@kassahook/contracts/attempt';
import type { StatusClass } from '@kassahook/contracts/delivery';
import type { Action, EntityType } from '@kassahook/domain/eventType';
import { ATTEMPTS_COLLECTION } from './attemptStore.js';
import type { Mongo } from './mongo.js';
import { asStoreCall } from './mongoError.js';

/**
 * Lists of an account's attempts, newest first, beside those of one webhook (ATTEMPT_INDEXES): all, of a state, of a kind of entity, of
 * one entity. What else a list filters by is looked at in the entries that one of these finds.
 */
export const DELIVERY_READ_INDEXES = [
  { key: { accountId: 1, at: -1, _id: -1 } },
  { key: { accountId: 1, state: 1, at: -1, _id: -1 } },
  { key: { accountId: 1, type: 1, at: -1, _id: -1 } },
  { key: { accountId: 1, entityId: 1, at: -1, _id: -1 } },
] as const;

export interface AttemptListQuery {
  accountId: string;
  webhookId?: string | undefined;
  /** Only attempts with which the delivery came to this. */
  state?: DeliveryState | undefined;
  type?: EntityType | undefined;
  action?: Action | undefined;
  entityId?: string | undefined;
  eventId?: string | undefined;
  /** Inclusive. */
  from?: Date | undefined;
  /** Exclusive. */
  to?: Date | undefined;
  statusClass?: StatusClass | undefined;
  /** Only attempts before this one: the last of the page before. */
  before?: { at: Date; id: string } | undefined;
  limit: number;
}

/** What a list needs of an attempt: the delivery's whole log is read by key afterwards. */
export type ListedAttempt = Pick<Attempt, 'id' | 'deliveryId' | 'at'>;

interface Row {
  _id: string;
  deliveryId: string;
  attempt: number;
  at: Date;
}

/** States of attempts that were not acknowledged: few, so an index by state finds rare status classes among many 2xx. */
const NOT_DELIVERED: readonly DeliveryState[] = ['waiting', 'dead', 'cancelled'];

/**
 * The attempt log, as lists and jobs read it.
 * Every method throws AppError `MONGO_FAILED`, retryable.
 */
export function createDeliveryReads(mongo: Mongo) {
  const collection = () => mongo.db().collection<Row>(ATTEMPTS_COLLECTION);

  return {
    /** A page of attempts, newest first. */
    listAttempts({ before, limit, ...query }: AttemptListQuery): Promise<ListedAttempt[]> {
      return asStoreCall('listing attempts', async () => {
        const rows = await collection()
          .find({ ...filterOf(query), ...(before && beforePlace(before)) }, { projection: PROJECTION })
          .sort({ at: -1, _id: -1 })
          .limit(limit)
          .toArray();
        return rows.map(toListed);
      });
    },

    /** Which of these attempts are stored: a read by key, without what they hold. */
    storedAttempts(ids: readonly string[]): Promise<Set<string>> {
      return asStoreCall('looking attempts up', async () => {
        if (ids.length === 0) return new Set<string>();
        const rows = await collection()
          .find({ _id: { $in: [...ids] } }, { projection: { _id: 1 } })
          .toArray();
        return new Set(rows.map(({ _id }) => _id));
      });
    },

    /** A webhook's newest scheduled attempts that another one follows which was due before then, whether or not it was made. */
    listDueRetries({ accountId, webhookId, before, limit }: DueRetriesQuery) {
      return asStoreCall('listing attempts', () =>
        collection()
          .find({ accountId, webhookId, state: 'waiting', nextAttemptAt: { $lt: before } })
          .project<DueRetry>({ _id: 0, deliveryId: 1, attempt: 1, nextAttemptAt: 1 })
          .sort({ at: -1, _id: -1 })
          .limit(limit)
          .toArray(),
      );
    },

    /** How many of a webhook's retries are due from then on, `limit` at most. Looks at attempts that were made since `madeSince` only. */
    countLaterRetries({ accountId, webhookId, from, madeSince, limit }: LaterRetriesQuery): Promise<number> {
      return asStoreCall('counting attempts', async () => {
        const rows = await collection()
          .find(
            {
              ...{ accountId, webhookId, state: 'waiting', trigger: 'schedule' },
              at: { $gte: madeSince },
              nextAttemptAt: { $gte: from },
            },
            { projection: { _id: 1 } },
          )
          .sort({ at: -1, _id: -1 })
          .limit(limit)
          .toArray();
        return rows.length;
      });
    },

    /** A page of a webhook's attempts that were not acknowledged, oldest first: for jobs. */
    listFailedSince({ accountId, webhookId, since, until, after, limit }: FailedQuery) {
      return asStoreCall('listing attempts', async () => {
        const rows = await collection()
          .find(
            {
              accountId,
              webhookId,
              state: { $in: [...NOT_DELIVERED] },
              at: { $gte: after && after.at > since ? after.at : since, $lte: until },
              ...(after && {
                $or: [{ at: { $gt: after.at } }, { at: after.at, _id: { $gt: after.id } }],
              }),
            },
            { projection: PROJECTION },
          )
          .sort({ at: 1, _id: 1 })
          .limit(limit)
          .toArray();
        return rows.map(toListed);
      });
    },
  };
}
export type DeliveryReads = ReturnType<typeof createDeliveryReads>;

/** An attempt that a retry follows, and when that was due. */
export type DueRetry = Pick<Row, 'deliveryId' | 'attempt'> & { nextAttemptAt: Date };

export interface DueRetriesQuery {
  accountId: string;
  webhookId: string;
  before: Date;
  limit: number;
}

export interface LaterRetriesQuery {
  accountId: string;
  webhookId: string;
  /** Inclusive. */
  from: Date;
  madeSince: Date;
  limit: number;
}

export interface FailedQuery {
  accountId: string;
  webhookId: string;
  since: Date;
  until: Date;
  /** Only attempts after this one: the last of the page before. */
  after?: { at: Date; id: string } | undefined;
  limit: number;
}

const PROJECTION = { _id: 1, deliveryId: 1, at: 1 } as const;

function toListed({ _id, deliveryId, at }: Row): ListedAttempt {
  return { id: _id, deliveryId, at };
}

/** Values come from a checked query: texts and dates, never an object that MongoDB would read as an operator. */
function filterOf(query: Omit<AttemptListQuery, 'before' | 'limit'>): driver.Filter<Row> {
  const { from, to, statusClass, state, ...equal } = query;
  const given = Object.fromEntries(Object.entries(equal).filter(([, value]) => value !== undefined));
  const range = { ...(from && { $gte: from }), ...(to && { $lt: to }) };
  return {
    ...given,
    ...(state !== undefined && { state }),
    ...(Object.keys(range).length > 0 && { at: range }),
    ...(statusClass !== undefined && statusFilter(statusClass, state)),
  };
}

function statusFilter(statusClass: StatusClass, state: DeliveryState | undefined): object {
  if (statusClass === '2xx') return { 'response.status': { $gte: 200, $lt: 300 } };
  const narrowed = state === undefined && { state: { $in: [...NOT_DELIVERED] } };
  if (statusClass === 'none') return { ...narrowed, response: null };
  const least = Number(statusClass.charAt(0)) * 100;
  return { ...narrowed, 'response.status': { $gte: least, $lt: least + 100 } };
}

/** As a condition of its own under $and, so that it joins a range of dates. */
function beforePlace({ at, id }: { at: Date; id: string }): driver.Filter<Row> {
  return {
    $and: [{ at: { $lte: at } }, { $or: [{ at: { $lt: at } }, { at, _id: { $lt: id } }] }],
  };
}
