import type { Schema } from 'mongoose';
import {
  cashierSchema,
  shiftTotalsSchema,
  type Cashier,
  type ShiftTotals,
} from '@kassahook/contracts/device';
import { SHIFT_STATUSES } from '@kassahook/contracts/journalQuery';
import type { EventRules } from '../documentImage.js';
import type { EventBearer } from '../pendingEvent.js';
import { presentCashier } from './cashier.js';
import { createJournalSchema, embedded, listIndex, oneOf, serial, text } from './fields.js';

export type ShiftStatus = (typeof SHIFT_STATUSES)[number];

/** A shift as it is stored. */
export interface ShiftFields extends EventBearer {
  deviceId: number;
  shopId: number;
  number: number;
  cashier: Cashier | null;
  openedAt: Date;
  closedAt?: Date;
  status: ShiftStatus;
  /** Kopecks and counts. */
  totals?: ShiftTotals;
}

/** A shift as the API and webhooks show it. */
export interface PresentedShift {
  id: string;
  /** The shift's number. */
  shiftId: number;
  deviceId: number;
  shopId: number;
  cashier: Cashier | null;
  openedAt: string;
  closedAt?: string;
  status: ShiftStatus;
  totals?: ShiftTotals;
}

export function createShiftSchema(): Schema<ShiftFields> {
  const schema = createJournalSchema<ShiftFields>({
    _id: text(64),
    accountId: text(64),
    deviceId: serial(),
    shopId: serial(),
    number: serial(),
    cashier: { ...embedded(cashierSchema.nullable(), { required: false }), default: null },
    openedAt: { type: Date, required: true },
    closedAt: { type: Date, required: isClosed },
    status: { ...oneOf(SHIFT_STATUSES), default: 'OPENED' },
    totals: embedded(shiftTotalsSchema, { required: false }),
  });
  schema.index(listIndex('accountId', 'openedAt'));
  schema.index(listIndex('accountId', 'deviceId', 'openedAt'));
  schema.index(listIndex('accountId', 'status', 'openedAt'));
  return schema;
}

export function presentShift(shift: ShiftFields): PresentedShift {
  return {
    id: shift._id,
    shiftId: shift.number,
    deviceId: shift.deviceId,
    shopId: shift.shopId,
    cashier: presentCashier(shift.cashier),
    openedAt: shift.openedAt.toISOString(),
    ...(shift.closedAt && { closedAt: shift.closedAt.toISOString() }),
    status: shift.status,
    ...(shift.totals && { totals: { ...shift.totals } }),
  };
}

/** A shift changes once in its life: it is closed. */
export const shiftRules: EventRules<ShiftFields> = {
  type: 'SHIFT',
  present: presentShift,
  mutable: ['status', 'closedAt', 'totals'],
  mayChange: (before, after) => before['status'] === 'OPENED' && after['status'] === 'CLOSED',
};

function isClosed(this: { status?: unknown }): boolean {
  return this.status === 'CLOSED';
}
