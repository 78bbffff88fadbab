import type { Attempt, AttemptBrief, DeliveryState } from '@kassahook/contracts/attempt';
import { insertNew } from './insertNew.js';
import type { Mongo } from './mongo.js';
import { asStoreCall } from './mongoError.js';

export const ATTEMPTS_COLLECTION = 'attempts';

/** A webhook's list, all or of one state, newest first; and retention by date. A delivery's attempts are found by `_id`. */
export const ATTEMPT_INDEXES = [
  { key: { accountId: 1, webhookId: 1, at: -1, _id: -1 } },
  { key: { accountId: 1, webhookId: 1, state: 1, at: -1, _id: -1 } },
  { key: { eventId: 1 } },
  { key: { at: 1 } },
] as const;

/**
 * Headers are stored as JSON text: nobody searches them, and a name may hold what a MongoDB field name may not (`.`, `$`).
 * As pairs they were two thirds of the document's fields. Measured for 100 attempts on the stand-in: 10 µs of CPU each in this
 * process instead of 17, 33 µs in the server instead of 46.
 */
interface AttemptRow extends Omit<Attempt, 'id' | 'request' | 'response'> {
  _id: string;
  request: { url: string; headers: string } | null;
  response: { status: number; headers: string; body: string } | null;
}

/**
 * The most attempts of one delivery that are read. A ladder has 20 rungs and a delivery is resent a hundred times at most, a few more when
 * several ask at once: this bounds what a read may cost, and hides nothing.
 */
const ATTEMPTS_READ_MAX = 200;

/** What AttemptBrief is without. */
const BRIEF = {
  request: 0,
  'response.headers': 0,
  'response.body': 0,
  timings: 0,
  remoteAddress: 0,
  worker: 0,
} as const;

interface BriefRow extends Omit<AttemptBrief, 'id'> {
  _id: string;
}

export interface AttemptQuery {
  accountId: string;
  webhookId: string;
  /** Only attempts with which the delivery came to this. */
  state?: DeliveryState;
  /** Only attempts before this one: the last of the page before. */
  before?: { at: Date; id: string };
  limit: number;
}

/**
 * The attempt log: insert-only. An attempt's id begins with its delivery's id, so all of a delivery are found by the primary index.
 * Every method throws AppError `MONGO_FAILED`, retryable.
 */
export function createAttemptStore(mongo: Mongo) {
  const collection = () => mongo.db().collection<AttemptRow>(ATTEMPTS_COLLECTION);

  async function ofDelivery(deliveryId: string): Promise<Attempt[]> {
    const rows = await collection()
      .find({ _id: prefixPattern(deliveryId) })
      // Scheduled ones first: were there ever too many, where the delivery stands is still known.
      .sort({ _id: 1 })
      .limit(ATTEMPTS_READ_MAX)
      .toArray();
    return rows.map(fromRow).sort(byTime);
  }

  async function briefOf(deliveryId: string): Promise<AttemptBrief[]> {
    const rows = await collection()
      .find({ _id: prefixPattern(deliveryId) })
      .project<BriefRow>(BRIEF)
      .sort({ _id: 1 })
      .limit(ATTEMPTS_READ_MAX)
      .toArray();
    return rows.map(({ _id, ...rest }) => ({ id: _id, ...rest })).sort(byTime);
  }

  async function byDelivery<Read>(
    deliveryIds: readonly string[],
    read: (deliveryId: string) => Promise<Read[]>,
  ): Promise<Map<string, Read[]>> {
    const ids = [...new Set(deliveryIds)];
    const lists = await Promise.all(ids.map(read));
    return new Map(
      ids.flatMap((id, index) => {
        const attempts = lists[index] ?? [];
        return attempts.length > 0 ? [[id, attempts] as const] : [];
      }),
    );
  }

  return {
    /** Stores attempts; answers with the ids of those that were there already, which stay as they are. */
    insertMany(attempts: readonly Attempt[]): Promise<Set<string>> {
      return asStoreCall('storing attempts', async () => {
        if (attempts.length === 0) return new Set<string>();
        const known = await insertNew({
          db: mongo.db(),
          collection: ATTEMPTS_COLLECTION,
          rows: attempts.map(toRow),
          charsOf: textOf,
        });
        return new Set(known.flatMap((index) => attempts[index]?.id ?? []));
      });
    },

    /** The attempts with these ids that are stored, by id. */
    byIds(ids: readonly string[]): Promise<Map<string, Attempt>> {
      return asStoreCall('looking attempts up', async () => {
        if (ids.length === 0) return new Map<string, Attempt>();
        const rows = await collection()
          .find({ _id: { $in: [...ids] } })
          .toArray();
        return new Map(rows.map((row) => [row._id, fromRow(row)]));
      });
    },

    /** All attempts of each delivery, oldest first; a delivery without attempts is absent. */
    byDelivery(deliveryIds: readonly string[]): Promise<Map<string, Attempt[]>> {
      return asStoreCall('reading attempts', () => byDelivery(deliveryIds, ofDelivery));
    },

    /** The same without what was sent and answered: for lists and jobs, which read many. */
    briefByDelivery(deliveryIds: readonly string[]): Promise<Map<string, AttemptBrief[]>> {
      return asStoreCall('reading attempts', () => byDelivery(deliveryIds, briefOf));
    },

    /** A page of a webhook's attempts, newest first. */
    listByWebhook({ accountId, webhookId, state, before, limit }: AttemptQuery): Promise<Attempt[]> {
      return asStoreCall('listing attempts', async () => {
        const rows = await collection()
          .find({
            accountId,
            webhookId,
            ...(state !== undefined && { state }),
            ...(before && {
              at: { $lte: before.at },
              $or: [{ at: { $lt: before.at } }, { at: before.at, _id: { $lt: before.id } }],
            }),
          })
          .sort({ at: -1, _id: -1 })
          .limit(limit)
          .toArray();
        return rows.map(fromRow);
      });
    },

    /** The delivery's latest attempt, which says where the delivery stands; null when there is none. */
    get(deliveryId: string): Promise<Attempt | null> {
      return asStoreCall('reading attempts', async () => (await ofDelivery(deliveryId)).at(-1) ?? null);
    },
  };
}
export type AttemptStore = ReturnType<typeof createAttemptStore>;

/** Everything that begins with the delivery's id and a colon, read from the primary index. */
function prefixPattern(deliveryId: string): RegExp {
  return new RegExp(`^${deliveryId.replace(/[^\w-]/g, '\\$&')}:`);
}

function byTime(a: Pick<Attempt, 'at' | 'attempt'>, b: Pick<Attempt, 'at' | 'attempt'>): number {
  return a.at.getTime() - b.at.getTime() || a.attempt - b.attempt;
}

function toRow({ id, request, response, ...rest }: Attempt): AttemptRow {
  return {
    _id: id,
    ...rest,
    request: request && { url: request.url, headers: JSON.stringify(request.headers) },
    response: response && { ...response, headers: JSON.stringify(response.headers) },
  };
}

/** Characters of what may be long: about 5 KB of an attempt, 25 when a receiver answers with as many headers as it may. */
function textOf({ request, response }: AttemptRow): number {
  const sent = request ? request.url.length + request.headers.length : 0;
  return response ? sent + response.headers.length + response.body.length : sent;
}

function fromRow({ _id, request, response, ...rest }: AttemptRow): Attempt {
  return {
    id: _id,
    ...rest,
    request: request && { url: request.url, headers: headersOf(request.headers) },
    response: response && { ...response, headers: headersOf(response.headers) },
  };
}

function headersOf(text: string): Record<string, string> {
  return JSON.parse(text) as Record<string, string>;
}
