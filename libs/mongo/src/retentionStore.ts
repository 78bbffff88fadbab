import type { DeliveryState } from '@kassahook/contracts/attempt';
import type { EntityType } from '@kassahook/domain/eventType';
import { ATTEMPTS_COLLECTION } from './attemptStore.js';
import { EVENTS_COLLECTION, fromRow } from './eventStore.js';
import type { Mongo } from './mongo.js';
import { asStoreCall } from './mongoError.js';

/** An event that is old enough to go. */
export interface OldEvent {
  id: string;
  type: EntityType;
  entityId: string;
  occurredAt: Date;
  webhookIds: string[];
}

/** What retention needs of an attempt. */
export interface OldAttempt {
  id: string;
  eventId: string;
  webhookId: string;
  attempt: number;
  trigger: 'schedule' | 'manual';
  state: DeliveryState;
  at: Date;
  /** When its schedule goes on; null when it does not. */
  nextAttemptAt: Date | null;
}

export interface OldPage {
  before: Date;
  /** Only what comes after this one: the last of the page before. */
  after: { at: Date; id: string } | null;
  limit: number;
}

interface EventRow {
  _id: string;
  type: EntityType;
  entityId: string;
  occurredAt: Date;
  webhookIds?: string[];
}
type AttemptRow = Omit<OldAttempt, 'id' | 'nextAttemptAt'> & { _id: string; nextAttemptAt?: Date | null };

/**
 * The event store and the attempt log, as retention reads and thins them out. Deleting twice is harmless.
 * Every method throws AppError `MONGO_FAILED`, retryable.
 */
export function createRetentionStore(mongo: Mongo) {
  const events = () => mongo.db().collection<EventRow>(EVENTS_COLLECTION);
  const attempts = () => mongo.db().collection<AttemptRow>(ATTEMPTS_COLLECTION);

  return {
    /** A page of events of all accounts that occurred before an instant, oldest first. */
    oldEvents({ before, after, limit }: OldPage): Promise<OldEvent[]> {
      return asStoreCall('listing old events', async () => {
        const rows = await events()
          .find(
            {
              occurredAt: { $lt: before, ...(after && { $gte: after.at }) },
              ...(after && {
                $or: [{ occurredAt: { $gt: after.at } }, { occurredAt: after.at, _id: { $gt: after.id } }],
              }),
            },
            { projection: { type: 1, entityId: 1, occurredAt: 1, webhookIds: 1 } },
          )
          .sort({ occurredAt: 1, _id: 1 })
          .limit(limit)
          .toArray();
        return rows.map(fromRow);
      });
    },

    /** All attempts of these events. */
    attemptsOf(eventIds: readonly string[]): Promise<OldAttempt[]> {
      return asStoreCall('reading attempts of events', async () => {
        if (eventIds.length === 0) return [];
        const rows = await attempts()
          .find({ eventId: { $in: [...eventIds] } }, { projection: ATTEMPT_FIELDS })
          .toArray();
        return rows.map(toAttempt);
      });
    },

    /** A page of attempts that were made before an instant, oldest first. */
    oldAttempts({ before, after, limit }: OldPage): Promise<OldAttempt[]> {
      return asStoreCall('listing old attempts', async () => {
        const rows = await attempts()
          .find(
            {
              at: { $lt: before, ...(after && { $gte: after.at }) },
              ...(after && { $or: [{ at: { $gt: after.at } }, { at: after.at, _id: { $gt: after.id } }] }),
            },
            { projection: ATTEMPT_FIELDS },
          )
          .sort({ at: 1, _id: 1 })
          .limit(limit)
          .toArray();
        return rows.map(toAttempt);
      });
    },

    /** Those of the ids that are stored events. */
    storedEvents(ids: readonly string[]): Promise<Set<string>> {
      return asStoreCall('looking events up', async () => {
        const rows = await events()
          .find({ _id: { $in: [...ids] } }, { projection: { _id: 1 } })
          .toArray();
        return new Set(rows.map(({ _id }) => _id));
      });
    },

    removeEvents(ids: readonly string[]): Promise<void> {
      return asStoreCall('removing events', async () => {
        if (ids.length > 0) await events().deleteMany({ _id: { $in: [...ids] } });
      });
    },

    removeAttempts(ids: readonly string[]): Promise<void> {
      return asStoreCall('removing attempts', async () => {
        if (ids.length > 0) await attempts().deleteMany({ _id: { $in: [...ids] } });
      });
    },
  };
}

const ATTEMPT_FIELDS = {
  eventId: 1,
  webhookId: 1,
  attempt: 1,
  trigger: 1,
  state: 1,
  at: 1,
  nextAttemptAt: 1,
} as const;

function toAttempt({ _id, nextAttemptAt = null, ...rest }: AttemptRow): OldAttempt {
  return { id: _id, ...rest, nextAttemptAt };
}
