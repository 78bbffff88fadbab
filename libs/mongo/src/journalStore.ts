import { AppError, conflict, notFound } from '@kassahook/platform/errors';
import { createInsertBatcher } from './insertBatcher.js';
import type { EventModel } from './models.js';
import { presentEncashment, type EncashmentFields } from './models/encashment.js';
import {
  dueKeyOf,
  isFinalStatus,
  OVER,
  queueKeyOf,
  statusesBefore,
  type OperationData,
  type OperationFields,
  type OperationStatus,
} from './models/operation.js';
import { presentReceipt, type ReceiptFields } from './models/receipt.js';
import type { ShiftFields } from './models/shift.js';
import type { Mongo } from './mongo.js';
import { asStoreCall } from './mongoError.js';
import type { EventBearer } from './pendingEvent.js';

/** Fields of a new document: those with a default may be left out or undefined. */
type NewDocument<Fields extends EventBearer, Defaulted extends keyof Fields = never> = Omit<
  Fields,
  '__v' | Defaulted
> & { [Key in Defaulted]?: Fields[Key] | undefined };

export type NewShift = NewDocument<Omit<ShiftFields, 'status' | 'closedAt' | 'totals'>, 'cashier'>;
export type NewReceipt = NewDocument<
  ReceiptFields,
  | 'discount'
  | 'operationId'
  | 'cashier'
  | 'checkURL'
  | 'fiscalDocumentNumber'
  | 'fiscalDocumentSign'
  | 'fnNumber'
  | 'registryNumber'
>;
export type NewEncashment = NewDocument<EncashmentFields, 'cashier'>;
export type NewOperation = NewDocument<
  Omit<
    OperationFields,
    'status' | 'completedAt' | 'data' | 'queueKey' | 'dueKey' | 'leaseId' | 'leaseUntil' | 'receipt'
  >,
  'externalId' | 'type' | 'expiresAt' | 'request' | 'shopId'
>;

/** A document, and whether it was there already: then it is the stored one. */
export interface Journaled<Fields> {
  document: Fields;
  repeated: boolean;
  /** As the API shows it, as JSON text, when that is at hand: its event had to have it. */
  shown?: string;
}

/**
 * Writes the journals, for the device API. A document's `_id` is made of its own numbers (`documentIdOf`), so a repeat after a lost
 * answer meets what is there and is answered as the first time.
 * Every method throws AppErrors: 400 with the fields that the model refused, 404 for what is not there or another account's, 409 for
 * a repeat that says something else, 503 (retryable) when MongoDB fails.
 */
export function createJournalStore({ models }: Mongo) {
  const shifts = createInsertBatcher(models.shift);
  const receipts = createInsertBatcher(models.receipt);
  const encashments = createInsertBatcher(models.encashment);
  const operations = createInsertBatcher(models.operation);

  return {
    openShift(shift: NewShift): Promise<Journaled<ShiftFields>> {
      return asStoreCall('opening a shift', async () => {
        const { document, isNew } = await shifts.insert({ ...shift, status: 'OPENED' });
        return isNew ? { document, repeated: false } : repeatOf(models.shift, document);
      });
    },

    /** Closes a shift; one that is closed already stays as it is. */
    closeShift(closing: {
      accountId: string;
      id: string;
      closedAt: Date;
      totals?: ShiftFields['totals'] | undefined;
    }): Promise<Journaled<ShiftFields>> {
      const { accountId, id: _id, closedAt, totals } = closing;
      return asStoreCall('closing a shift', async () => {
        const change = given({ status: 'CLOSED', closedAt, totals });
        const filter = { _id, accountId, status: 'OPENED' } as const;
        const document = await models.shift
          .findOneAndUpdate(filter, { $set: change }, { returnDocument: 'after' })
          .lean<ShiftFields>();
        if (document) return { document, repeated: false };
        const stored = await models.shift.findOne({ _id, accountId }).lean<ShiftFields>();
        if (!stored) throw notFound('shift');
        return { document: stored, repeated: true };
      });
    },

    addReceipt(receipt: NewReceipt): Promise<Journaled<ReceiptFields>> {
      return asStoreCall('adding a receipt', async () => {
        const { document, isNew, shown } = await receipts.insert(receipt);
        if (isNew) return { document, repeated: false, shown };
        const repeat = await repeatOf(models.receipt, document);
        refuseOtherBody(presentReceipt(document), presentReceipt(repeat.document));
        return repeat;
      });
    },

    addEncashment(encashment: NewEncashment): Promise<Journaled<EncashmentFields>> {
      return asStoreCall('adding an encashment', async () => {
        const { document, isNew, shown } = await encashments.insert(encashment);
        if (isNew) return { document, repeated: false, shown };
        const repeat = await repeatOf(models.encashment, document);
        refuseOtherBody(presentEncashment(document), presentEncashment(repeat.document));
        return repeat;
      });
    },

    /** Creates an operation; one with a request waits in its register's queue, one with `expiresAt` only until then. */
    createOperation(operation: NewOperation): Promise<Journaled<OperationFields>> {
      return asStoreCall('creating an operation', async () => {
        const { _id, expiresAt, request } = operation;
        const keys = {
          queueKey: request && queueKeyOf(operation),
          dueKey: expiresAt && dueKeyOf(_id, expiresAt),
        };
        const { document, isNew } = await operations.insert({ ...operation, ...keys, status: 'PENDING' });
        return isNew ? { document, repeated: false } : repeatOf(models.operation, document);
      });
    },

    /** Takes an operation forward; one that has this status already stays as it is. `at` becomes `completedAt` of a final status. */
    setOperationStatus(step: {
      accountId: string;
      id: string;
      status: OperationStatus;
      at: Date;
      data?: OperationData | undefined;
    }): Promise<Journaled<OperationFields>> {
      const { accountId, id: _id, status, at, data } = step;
      return asStoreCall('changing an operation', async () => {
        const isFinal = isFinalStatus(status);
        const change = {
          $set: given({ status, data, completedAt: isFinal ? at : undefined }),
          ...(isFinal && { $unset: OVER }),
        };
        const filter = { _id, accountId, status: { $in: statusesBefore(status) } };
        const document = await models.operation
          .findOneAndUpdate(filter, change, { returnDocument: 'after' })
          .lean<OperationFields>();
        if (document) return { document, repeated: false };
        const stored = await models.operation.findOne({ _id, accountId }).lean<OperationFields>();
        if (!stored) throw notFound('operation');
        if (stored.status === status) return { document: stored, repeated: true };
        throw conflict(`the operation is ${stored.status} and cannot become ${status}`);
      });
    },
  };
}
export type JournalStore = ReturnType<typeof createJournalStore>;

/** The stored document of a repeat. */
async function repeatOf<Fields extends EventBearer>(
  model: EventModel<Fields>,
  { _id, accountId }: Fields,
): Promise<Journaled<Fields>> {
  const stored = await model.findById(_id).lean<Fields>();
  if (stored?.accountId === accountId) return { document: stored, repeated: true };
  if (stored) throw conflict('the number is taken');
  throw new AppError('the document was deleted a moment ago', {
    code: 'DELETION_PENDING',
    status: 503,
    expose: true,
    retryable: true,
  });
}

/**
 * What the API adds to a body (the shop, the wall clock of the device's zone, what is made of it) may have changed since; what the
 * register said not.
 */
function refuseOtherBody(now: object, stored: object): void {
  if (bodyText(now) === bodyText(stored)) return;
  throw conflict('another document with this number is stored', { number: 'is taken' });
}

function bodyText(presented: object): string {
  return JSON.stringify({ ...presented, shopId: undefined, localDate: undefined, fiscalCheck: undefined });
}

/** The fields that have a value. */
function given(fields: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
