import type { Schema } from 'mongoose';
import { z } from 'zod';
import { OPERATION_STATUSES, OPERATION_TYPES } from '@kassahook/contracts/fiscalOperation';
import type { EventRules } from '../documentImage.js';
import type { EventBearer } from '../pendingEvent.js';
import { createJournalSchema, embedded, listIndex, oneOf, serial, text, whereThereIs } from './fields.js';

export type OperationType = (typeof OPERATION_TYPES)[number];
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
  /** The register's shop when the operation was made: webhooks choose events by it. Not shown. */
  shopId?: number;
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
  /** Its place in its register's queue, until it is over. Only what has a request is queued. */
  queueKey?: string;
  /** When somebody has to look at it though nobody asks: see `dueKeyOf`. */
  dueKey?: string;
  /** The copy of the register that has it, and until when nobody else gets it. A date, so nothing need happen at its end. */
  leaseId?: string;
  leaseUntil?: Date;
  /** The printed receipt, from the write that made the operation SUCCESS until it is in its journal. */
  receipt?: Record<string, unknown>;
}

/** What a register's queue and the clock need, and nobody is shown. */
const HANDLING_FIELDS = ['queueKey', 'dueKey', 'leaseId', 'leaseUntil', 'receipt'] as const;

/** What goes when an operation is over. */
export const OVER = { queueKey: 1, dueKey: 1, leaseId: 1, leaseUntil: 1 } as const;

/*
 * A register asks for its next operation all the time, and a sweep for what is due: neither may scan a collection that grows. So both
 * look up keys of unique sparse indexes by an anchored pattern, as the outbox does: on any server it is answered from an index that
 * holds open operations only.
 */

/** The place of an operation in its register's queue: first come, first served. */
export function queueKeyOf(operation: { _id: string; deviceId: number; createdAt: Date }): string {
  return `q:${operation.deviceId}:${operation.createdAt.toISOString()}:${operation._id}`;
}

/** Finds a register's queue. */
export function queuePatternOf(deviceId: number): RegExp {
  return new RegExp(`^q:${deviceId}:`);
}

/**
 * When an operation is due: one that waits, at the end of its timeout; one that a register has, when the register counts as lost; one
 * that is printed, at once, until its receipt is in the journal.
 */
export function dueKeyOf(id: string, at: Date): string {
  return `d:${at.toISOString()}:${id}`;
}

/** Finds every operation that will be due; sorted, the first one first. */
export const DUE_KEY_PATTERN = /^d:/;

/** True for the key of an operation that is due by now. */
export function isDue(dueKey: string, now: Date): boolean {
  return dueKey <= `d:${now.toISOString()}~`;
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
    shopId: { type: Number },
    externalId: { type: String, maxlength: 64 },
    type: { ...oneOf(OPERATION_TYPES), default: 'EXTERNAL_RECEIPT' },
    status: { ...oneOf(OPERATION_STATUSES), default: 'PENDING' },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date },
    completedAt: { type: Date },
    data: embedded(operationDataSchema, { required: false }),
    request: embedded(z.record(z.string(), z.unknown()), { required: false }),
    queueKey: { type: String, maxlength: 160 },
    dueKey: { type: String, maxlength: 128 },
    leaseId: { type: String, maxlength: 64 },
    leaseUntil: { type: Date },
    receipt: embedded(z.record(z.string(), z.unknown()), { required: false }),
  });
  schema.index(listIndex('accountId', 'createdAt'));
  schema.index(listIndex('accountId', 'deviceId', 'createdAt'));
  schema.index(listIndex('accountId', 'status', 'createdAt'));
  schema.index(listIndex('accountId', 'externalId', 'createdAt'), whereThereIs('externalId'));
  schema.index({ queueKey: 1 }, { unique: true, sparse: true });
  schema.index({ dueKey: 1 }, { unique: true, sparse: true });
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
  mutable: ['status', 'completedAt', 'data', ...HANDLING_FIELDS],
  mayChange: (before, after) => rankOf(after['status']) > rankOf(before['status']),
};

function rankOf(status: unknown): number {
  return RANKS[status as OperationStatus];
}
