import { errorCodeOf } from '@kassahook/platform/errors';
import type { JournalStore, NewReceipt } from './journalStore.js';
import { OVER, type OperationFields } from './models/operation.js';
import { JOURNAL_COLLECTIONS } from './models.js';
import type { Mongo } from './mongo.js';

/** Why an operation came to nothing. */
export interface OperationError {
  code: string;
  message: string;
}

/** The code of an operation that no register took in time; a register's own codes stand beside it. */
const TIMEOUT_ERROR = 'TimeoutError';

/** What only the outbox needs of an operation. */
export const UNREAD = { pending: 0, outboxKey: 0, deletedAt: 0 } as const;

/**
 * The single steps of an operation. Every change of status goes through the model, so it is an event, and is made under a condition on
 * the status before it: whatever comes late or twice finds the condition gone.
 * Leases are no part of the entity and are written past the model, under the document's version: of a hand-out and an accept that
 * meet, one loses and looks again.
 */
export function createOperationSteps(mongo: Mongo, journal: Pick<JournalStore, 'addReceipt'>) {
  const { operation } = mongo.models;
  const rows = () => mongo.db().collection<OperationFields>(JOURNAL_COLLECTIONS.OPERATION);

  /** Changes the status; null when the filter, which must name one document, does not hold. */
  function advance(
    filter: Readonly<Record<string, unknown>>,
    set: Partial<OperationFields>,
    unset: Readonly<Record<string, 1>> = OVER,
  ): Promise<OperationFields | null> {
    return operation
      .findOneAndUpdate(filter, { $set: set, $unset: unset }, { returnDocument: 'after' })
      .lean<OperationFields>();
  }

  function endWith(
    filter: Readonly<Record<string, unknown>>,
    error: OperationError,
    at: Date,
  ): Promise<OperationFields | null> {
    return advance(filter, { status: 'ERROR', completedAt: at, data: { error } });
  }

  /** Ends an operation that has waited for too long; null when it does not wait, or not for too long. */
  function expire(id: string, now: Date): Promise<OperationFields | null> {
    const filter = { _id: id, status: 'PENDING', expiresAt: { $lte: now } };
    return endWith(filter, { code: TIMEOUT_ERROR, message: 'no register took the operation in time' }, now);
  }

  /** Changes what belongs to nobody's event, under the version that was read. False when somebody was faster. */
  async function handle(
    { _id, __v }: Pick<OperationFields, '_id' | '__v'>,
    set: Partial<OperationFields>,
  ): Promise<boolean> {
    const { matchedCount } = await rows().updateOne({ _id, __v }, { $set: set, $inc: { __v: 1 } });
    return matchedCount === 1;
  }

  /** Puts the receipt of a SUCCESS into its journal, if it is not there yet. A repeat meets it there. */
  async function fileReceipt({ _id, dueKey, receipt }: OperationFields): Promise<void> {
    if (dueKey === undefined) return;
    if (receipt) {
      const { date, ...rest } = receipt as unknown as Omit<NewReceipt, 'date'> & { date: string };
      try {
        await journal.addReceipt({ ...rest, date: new Date(date) });
      } catch (error) {
        // The register used the number for something else a moment ago: that is in the journal now, and nothing would ever change it.
        if (errorCodeOf(error) !== 'CONFLICT') throw error;
      }
    }
    await rows().updateOne({ _id, dueKey }, { $unset: { dueKey: 1, receipt: 1 } });
  }

  return { rows, advance, endWith, expire, handle, fileReceipt };
}

/** True for an operation that waits and should not any more. */
export function isOverdue(
  { status, expiresAt }: Pick<OperationFields, 'status' | 'expiresAt'>,
  now: Date,
): boolean {
  return status === 'PENDING' && expiresAt !== undefined && expiresAt <= now;
}
