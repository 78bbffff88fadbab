import type { Schema } from 'mongoose';
import { cashierSchema, type Cashier } from '@kassahook/contracts/device';
import { ENCASHMENT_TYPES } from '@kassahook/contracts/journalQuery';
import type { EventRules } from '../documentImage.js';
import type { EventBearer } from '../pendingEvent.js';
import { presentCashier } from './cashier.js';
import { createJournalSchema, embedded, listIndex, money, oneOf, serial, text } from './fields.js';

export type EncashmentType = (typeof ENCASHMENT_TYPES)[number];

/** Money put into a register or taken out of it, as it is stored. */
export interface EncashmentFields extends EventBearer {
  deviceId: number;
  shopId: number;
  type: EncashmentType;
  /** The shift's number. */
  shiftId: number;
  number: number;
  cashier: Cashier | null;
  /** Kopecks. */
  sum: number;
  /** The shop's wall clock, as the register sent it. */
  localDate: string;
  date: Date;
}

/** An encashment as the API and webhooks show it. */
export interface PresentedEncashment {
  id: string;
  deviceId: number;
  shopId: number;
  type: EncashmentType;
  shiftId: number;
  cashier: Cashier | null;
  sum: number;
  localDate: string;
  date: string;
}

export function createEncashmentSchema(): Schema<EncashmentFields> {
  const schema = createJournalSchema<EncashmentFields>({
    _id: text(64),
    accountId: text(64),
    deviceId: serial(),
    shopId: serial(),
    type: oneOf(ENCASHMENT_TYPES),
    shiftId: serial(),
    number: serial(),
    cashier: { ...embedded(cashierSchema.nullable(), { required: false }), default: null },
    sum: money(),
    localDate: text(40),
    date: { type: Date, required: true },
  });
  schema.index(listIndex('accountId', 'date'));
  schema.index(listIndex('accountId', 'deviceId', 'date'));
  schema.index(listIndex('accountId', 'type', 'date'));
  return schema;
}

export function presentEncashment(encashment: EncashmentFields): PresentedEncashment {
  return {
    id: encashment._id,
    deviceId: encashment.deviceId,
    shopId: encashment.shopId,
    type: encashment.type,
    shiftId: encashment.shiftId,
    cashier: presentCashier(encashment.cashier),
    sum: encashment.sum,
    localDate: encashment.localDate,
    date: encashment.date.toISOString(),
  };
}

export const encashmentRules: EventRules<EncashmentFields> = {
  type: 'ENCASHMENT',
  present: presentEncashment,
  mutable: [],
};
