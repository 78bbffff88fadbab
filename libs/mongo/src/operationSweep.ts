import type { JournalStore } from './journalStore.js';
import { DUE_KEY_PATTERN, dueKeyOf, isDue, type OperationFields } from './models/operation.js';
import type { Mongo } from './mongo.js';
import { asStoreCall } from './mongoError.js';
import { createOperationSteps, UNREAD } from './operationSteps.js';

/** How many operations came to which end. */
export interface SweptOperations {
  /** Nobody took them in time. */
  timedOut: number;
  /** Their register never came back. */
  lost: number;
  /** Were printed, and their receipts had not reached the journal. */
  filed: number;
}

const REGISTER_LOST = {
  code: 'RegisterLostError',
  message: 'the register took the operation and did not come back: look whether it was printed',
};
/** What could not be settled makes room for what comes after it, and is tried again after so long. */
const PUT_OFF_MS = 60_000;
/** Settled at once: as many as the pool has sockets. */
const AT_ONCE = 20;

/**
 * Does what is due with operations and nobody asked for, found by a key. A repeat, and a second process at the same time, are harmless.
 */
export function createOperationSweep(mongo: Mongo, journal: Pick<JournalStore, 'addReceipt'>) {
  const { rows, endWith, expire, fileReceipt } = createOperationSteps(mongo, journal);

  async function settle(row: OperationFields, now: Date): Promise<keyof SweptOperations | null> {
    const { _id, status, dueKey } = row;
    switch (status) {
      case 'PENDING':
        return (await expire(_id, now)) && 'timedOut';
      case 'IN_PROGRESS': {
        // The key is part of the condition: a register that came back meanwhile has put it off.
        const filter = { _id, status, dueKey };
        return (await endWith(filter, REGISTER_LOST, now)) && 'lost';
      }
      case 'SUCCESS':
      case 'ERROR':
        await fileReceipt(row);
        return 'filed';
    }
  }

  /** Else as many as a round takes would keep all others, of every account, waiting for ever. */
  async function putOff({ _id, dueKey }: OperationFields, now: Date): Promise<void> {
    if (dueKey === undefined) return;
    const later = dueKeyOf(_id, new Date(now.getTime() + PUT_OFF_MS));
    await rows().updateOne({ _id, dueKey }, { $set: { dueKey: later } });
  }

  /**
   * One round over the operations that are due by now, the longest due first.
   * @throws AppError `MONGO_FAILED`, retryable; what one operation failed with is thrown after the others were tried
   */
  return function sweep({ now, limit }: { now: Date; limit: number }): Promise<SweptOperations> {
    return asStoreCall('sweeping operations', async () => {
      const first = await rows()
        .find({ dueKey: DUE_KEY_PATTERN }, { projection: UNREAD })
        .sort({ dueKey: 1 })
        .limit(limit)
        .toArray();
      const due = first.filter(({ dueKey }) => dueKey !== undefined && isDue(dueKey, now));
      const swept: SweptOperations = { timedOut: 0, lost: 0, filed: 0 };
      const failures: unknown[] = [];
      for (let start = 0; start < due.length; start += AT_ONCE) {
        const batch = due.slice(start, start + AT_ONCE);
        const results = await Promise.allSettled(batch.map((row) => settle(row, now)));
        for (const [index, result] of results.entries()) {
          if (result.status === 'fulfilled') {
            if (result.value) swept[result.value] += 1;
            continue;
          }
          failures.push(result.reason);
          const row = batch[index];
          if (row) await putOff(row, now);
        }
      }
      if (failures.length > 0) throw failures[0];
      return swept;
    });
  };
}
