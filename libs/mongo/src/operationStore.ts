import { AppError, conflict, notFound } from '@kassahook/platform/errors';
import type { JournalStore, NewReceipt } from './journalStore.js';
import { dueKeyOf, queuePatternOf, type OperationFields } from './models/operation.js';
import type { Mongo } from './mongo.js';
import { asStoreCall } from './mongoError.js';
import { createOperationSteps, isOverdue, UNREAD, type OperationError } from './operationSteps.js';

/** Which operation of which register of which account. */
export interface OperationKey {
  accountId: string;
  deviceId: number;
  id: string;
}

export interface TakeOperation {
  accountId: string;
  deviceId: number;
  /** The hold: whose, and until when nobody else gets it. */
  leaseId: string;
  leaseUntil: Date;
  now: Date;
}

export interface AcceptOperation extends OperationKey {
  /** The lease under which it was handed out; a register that begins need not send it. */
  leaseId: string | undefined;
  leaseUntil: Date;
  /** When the operation ends because its register never came back. */
  lostAt: Date;
  now: Date;
}

export interface CompleteOperation extends OperationKey {
  /** Makes the printed receipt, with an id of its own number, of the operation as it is stored. */
  receiptOf: (operation: OperationFields) => NewReceipt;
  now: Date;
}

export interface FailOperation extends OperationKey {
  error: OperationError;
  now: Date;
}

/** Of a queue that is looked through at once. All but a few of them are free: a register works on one at a time. */
const LOOKED_AT_MAX = 50;
/** Tries at a hold that others keep changing: there are two copies of a register at worst. */
const ROUNDS_MAX = 10;
/** The journal's entry follows its SUCCESS at once; what is still missing after this was left behind. */
const FILING_MS = 5_000;

const LOOKED_AT = { accountId: 1, status: 1, expiresAt: 1, leaseUntil: 1, __v: 1 } as const;
const UNDER_WAY = { $in: ['PENDING', 'IN_PROGRESS'] };

/**
 * Operations on their way through a register.
 * Every method throws AppErrors: 404 for what is not there or another register's, 409, 503 (retryable) when MongoDB fails.
 */
export function createOperationStore(mongo: Mongo, journal: Pick<JournalStore, 'addReceipt'>) {
  const { operation, receipt: receipts } = mongo.models;
  const { rows, advance, endWith, expire, handle, fileReceipt } = createOperationSteps(mongo, journal);

  async function stored({ accountId, deviceId, id }: OperationKey): Promise<OperationFields> {
    const found = await operation.findOne({ _id: id, accountId, deviceId }).lean<OperationFields>();
    if (!found) throw notFound('operation');
    return found;
  }

  /** A number that is another receipt's is refused while the operation can still be completed with the right one. */
  async function refuseTakenNumber({ _id }: NewReceipt, operationId: string): Promise<void> {
    const taken = await receipts.findById(_id, { operationId: 1 }).lean<{ operationId?: string }>();
    if (taken && taken.operationId !== operationId) {
      throw conflict('another document with this number is stored', { number: 'is taken' });
    }
  }

  return {
    /**
     * Hands out the oldest operation of the register that nobody holds: one that waits, or one whose holder did not come back in time.
     * What has waited for too long ends instead.
     */
    take({ accountId, deviceId, now, ...lease }: TakeOperation): Promise<OperationFields | null> {
      return asStoreCall('handing an operation out', async () => {
        const queue = await rows()
          .find({ queueKey: queuePatternOf(deviceId) }, { projection: LOOKED_AT })
          .sort({ queueKey: 1 })
          .limit(LOOKED_AT_MAX)
          .toArray();
        for (const row of queue) {
          if (row.accountId !== accountId || (row.leaseUntil && row.leaseUntil > now)) continue;
          if (isOverdue(row, now)) await expire(row._id, now);
          else if (await handle(row, lease)) {
            const taken = await rows().findOne({ _id: row._id }, { projection: UNREAD });
            if (taken) return taken;
          }
        }
        return null;
      });
    },

    /**
     * The register begins: PENDING becomes IN_PROGRESS. Again with the same lease it is a sign of life and answered as the first time.
     * @throws AppError 409 when the operation is over, or was handed to another copy of the register
     */
    accept(step: AcceptOperation): Promise<OperationFields> {
      const { accountId, deviceId, id, leaseId, leaseUntil, lostAt, now } = step;
      const hold = { leaseUntil, dueKey: dueKeyOf(id, lostAt) };
      return asStoreCall('accepting an operation', async () => {
        for (let round = 0; round < ROUNDS_MAX; round += 1) {
          const found = await stored({ accountId, deviceId, id });
          const { status, __v } = found;
          if (status !== 'PENDING' && status !== 'IN_PROGRESS') throw over(found);
          if (leaseId !== undefined && found.leaseId !== undefined && found.leaseId !== leaseId) {
            throw conflict('the operation was handed out again meanwhile', {
              leaseId: 'is not the last one',
            });
          }
          // Without it a second copy of the register, which has the id from somewhere, would be told to print as well.
          if (status === 'IN_PROGRESS' && leaseId === undefined && found.leaseId !== undefined) {
            throw conflict('the operation was begun: only who was handed it goes on', {
              leaseId: 'is needed: the operation was begun',
            });
          }
          if (status === 'IN_PROGRESS') {
            if (await handle(found, hold)) return found;
          } else if (isOverdue(found, now)) await expire(id, now);
          else {
            const begun = await advance({ _id: id, status, __v }, { status: 'IN_PROGRESS', ...hold }, {});
            if (begun) return begun;
          }
        }
        throw contended();
      });
    },

    /**
     * The register has printed: the operation becomes SUCCESS, and the receipt goes into the journal. One document decides: the write
     * that makes it SUCCESS also holds the receipt, and whoever comes next (this call, a repeat, the sweep) files it under its own id.
     * What is printed counts, even if it was never accepted here.
     * @throws AppError 409 when the operation is over otherwise, or the receipt's number is another receipt's
     */
    complete({ receiptOf, now, ...key }: CompleteOperation): Promise<OperationFields> {
      return asStoreCall('completing an operation', async () => {
        const { accountId, deviceId, id } = key;
        const found = await stored(key);
        const receipt = receiptOf(found);
        if (found.status !== 'SUCCESS') await refuseTakenNumber(receipt, id);
        const done = await advance(
          { _id: id, accountId, deviceId, status: UNDER_WAY },
          {
            status: 'SUCCESS',
            completedAt: now,
            data: { receiptId: receipt._id },
            receipt: { ...receipt },
            dueKey: dueKeyOf(id, new Date(now.getTime() + FILING_MS)),
          },
          { queueKey: 1, leaseId: 1, leaseUntil: 1 },
        );
        const ended = done ?? (await stored(key));
        const isThis = ended.data && 'receiptId' in ended.data && ended.data.receiptId === receipt._id;
        if (!isThis) throw over(ended);
        await fileReceipt(ended);
        return ended;
      });
    },

    /** The register cannot: the operation becomes ERROR. @throws AppError 409 when it is over otherwise */
    fail({ error, now, ...key }: FailOperation): Promise<OperationFields> {
      return asStoreCall('failing an operation', async () => {
        const { accountId, deviceId, id } = key;
        const filter = { _id: id, accountId, deviceId, status: UNDER_WAY };
        const ended = (await endWith(filter, error, now)) ?? (await stored(key));
        const isThis = ended.data && 'error' in ended.data && ended.data.error.code === error.code;
        if (!isThis) throw over(ended);
        return ended;
      });
    },

    /** Where the statuses of each operation are to go beside the webhooks; an operation without such a place is left out. */
    callbackUrls(ids: readonly string[]): Promise<Map<string, string>> {
      return asStoreCall('reading callbacks', async () => {
        const found = await rows()
          .find({ _id: { $in: [...ids] } }, { projection: { 'request.callbackUrl': 1 } })
          .toArray();
        return new Map(
          found.flatMap(({ _id, request }) => {
            const url = request?.['callbackUrl'];
            return typeof url === 'string' ? [[_id, url] as const] : [];
          }),
        );
      });
    },
  };
}
export type OperationStore = ReturnType<typeof createOperationStore>;

function over({ status, data }: OperationFields): AppError {
  const code = data && 'error' in data ? ` (${data.error.code})` : '';
  return conflict(`the operation is ${status}${code} and stays so`, { status });
}

function contended(): AppError {
  return new AppError('the operation was changed by others all the time', {
    code: 'CONTENDED',
    status: 503,
    retryable: true,
  });
}
