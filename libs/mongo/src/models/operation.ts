import type { Schema } from 'mongoose';
import { z } from 'zod';
import type { EventRules } from '../documentImage.js';
import type { EventBearer } from '../pendingEvent.js';
import { createJournalSchema, embedded, listIndex, oneOf, serial, text, whereThereIs } from './fields.js';

export const OPERATION_TYPES = ['EXTERNAL_RECEIPT'] as const;
export type OperationType = (typeof OPERATION_TYPES)[number];
export const OPERATION_STATUSES = ['PENDING', 'IN_PROGRESS', 'SUCCESS', 'ERROR'] as const;
export type OperationStatus = (typeof OPERATION_STATUSES)[number];

/** What an operation came to. */
export const operationDataSchema = z.union([
  z.object({ receiptId: z.string().min(1).max(64) }),
  z.object({ error: z.object({ code: z.string().min(1).max(64), message: z.string().max(1_024) }) }),
]);
export type OperationData = z.infer<typeof operationDataSchema>;

/** A fiscal operation for a register, as it is stored. */
export interface OperationFields extends EventBearer {
  deviceId: number;
  /** The client's idempotency key. */
  externalId?: string;
  type: OperationType;
  status: OperationStatus;
  createdAt: Date;
  /** When an operation that no register took becomes an error. */
  expiresAt?: Date;
  completedAt?: Date;
  data?: OperationData;
  /** What the register is to fiscalise, as the client sent it. Not shown. */
  request?: Record<string, unknown>;
}

/** An operation as the API and webhooks show it. */
export interface PresentedOperation {
  id: string;
  externalId?: string;
  type: OperationType;
  status: OperationStatus;
  createdAt: string;
  completedAt?: string;
  data?: OperationData;
}

/** Statuses go forward only; the last two are both final. */
const RANKS: Readonly<Record<OperationStatus, number>> = { PENDING: 0, IN_PROGRESS: 1, SUCCESS: 2, ERROR: 2 };
const FINAL_RANK = 2;

/** The statuses from which an operation may come to this one. */
export function statusesBefore(status: OperationStatus): OperationStatus[] {
  return OPERATION_STATUSES.filter((earlier) => RANKS[earlier] < RANKS[status]);
}

/** True when an operation with this status is over. */
export function isFinalStatus(status: OperationStatus): boolean {
  return RANKS[status] === FINAL_RANK;
}

export function createOperationSchema(): Schema<OperationFields> {
  const schema = createJournalSchema<OperationFields>({
    _id: text(64),
    accountId: text(64),
    deviceId: serial(),
    externalId: { type: String, maxlength: 64 },
    type: { ...oneOf(OPERATION_TYPES), default: 'EXTERNAL_RECEIPT' },
    status: { ...oneOf(OPERATION_STATUSES), default: 'PENDING' },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date },
    completedAt: { type: Date },
    data: embedded(operationDataSchema, { required: false }),
    request: embedded(z.record(z.string(), z.unknown()), { required: false }),
  });
  schema.index(listIndex('accountId', 'createdAt'));
  schema.index(listIndex('accountId', 'deviceId', 'createdAt'));
  schema.index(listIndex('accountId', 'status', 'createdAt'));
  schema.index(listIndex('accountId', 'externalId', 'createdAt'), whereThereIs('externalId'));
  // A register asks for its next one; a sweep asks for those that nobody took.
  schema.index({ deviceId: 1, status: 1, createdAt: 1 });
  schema.index({ status: 1, expiresAt: 1 });
  return schema;
}

export function presentOperation(operation: OperationFields): PresentedOperation {
  return {
    id: operation._id,
    ...(operation.externalId && { externalId: operation.externalId }),
    type: operation.type,
    status: operation.status,
    createdAt: operation.createdAt.toISOString(),
    ...(operation.completedAt && { completedAt: operation.completedAt.toISOString() }),
    ...(operation.data && { data: operation.data }),
  };
}

export const operationRules: EventRules<OperationFields> = {
  type: 'OPERATION',
  present: presentOperation,
  mutable: ['status', 'completedAt', 'data'],
  mayChange: (before, after) => rankOf(after['status']) > rankOf(before['status']),
};

function rankOf(status: unknown): number {
  return RANKS[status as OperationStatus];
}
