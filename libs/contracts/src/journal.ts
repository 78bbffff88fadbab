import { z } from 'zod';
import { shownCashier } from './catalogue.js';
import {
  PAYMENT_TYPES,
  POSITION_TYPES,
  RECEIPT_TYPES,
  receiptPaymentSchema,
  receiptPositionSchema,
  shiftTotalsSchema,
} from './device.js';
import { serialId } from './entityFields.js';
import { shownInstant } from './instantText.js';
import { ENCASHMENT_TYPES, SHIFT_STATUSES } from './journalQuery.js';

/* What the journals show: the same objects that webhooks carry. Money is in kopecks, quantities in thousandths. */

const sum = z.int();
/** The shop's wall clock, as the register sent it. */
const localDate = z.string();

/** A line of a receipt: `price` is for one unit, `discount` for the line. */
const shownPosition = receiptPositionSchema.extend({ type: z.enum(POSITION_TYPES), discount: sum });
const shownPayment = receiptPaymentSchema.extend({ type: z.enum(PAYMENT_TYPES) });

/** `_id` is `id` once more, for clients that know documents by it. */
export const receiptView = z.object({
  id: z.string(),
  _id: z.string(),
  type: z.enum(RECEIPT_TYPES),
  amount: sum,
  discount: sum,
  deviceId: serialId,
  shopId: serialId,
  operationId: z.string().optional(),
  shiftId: z.int(),
  number: z.int(),
  localDate,
  date: shownInstant,
  payments: z.array(shownPayment),
  positions: z.array(shownPosition),
  cashier: shownCashier.nullable(),
  checkURL: z.string(),
  fiscalDocumentNumber: z.string(),
  fiscalDocumentSign: z.string(),
  fnNumber: z.string(),
  registryNumber: z.string(),
  /** What the QR code of the paper holds: `t=…&s=…&fn=…&i=…&fp=…&n=…`; null without the fiscal numbers. */
  fiscalCheck: z.string().nullable(),
});
export type ReceiptView = z.infer<typeof receiptView>;

/** `shiftId` is the shift's number. */
export const shiftView = z.object({
  id: z.string(),
  shiftId: z.int(),
  deviceId: serialId,
  shopId: serialId,
  cashier: shownCashier.nullable(),
  openedAt: shownInstant,
  closedAt: shownInstant.optional(),
  status: z.enum(SHIFT_STATUSES),
  totals: shiftTotalsSchema.optional(),
});
export type ShiftView = z.infer<typeof shiftView>;

export const encashmentView = z.object({
  id: z.string(),
  deviceId: serialId,
  shopId: serialId,
  type: z.enum(ENCASHMENT_TYPES),
  shiftId: z.int(),
  cashier: shownCashier.nullable(),
  sum,
  localDate,
  date: shownInstant,
});
export type EncashmentView = z.infer<typeof encashmentView>;

/** A fiscal operation as lists and webhooks show it. */
export const operationView = z.object({
  id: z.string(),
  externalId: z.string().optional(),
  type: z.enum(['EXTERNAL_RECEIPT']),
  status: z.enum(['PENDING', 'IN_PROGRESS', 'SUCCESS', 'ERROR']),
  createdAt: shownInstant,
  completedAt: shownInstant.optional(),
  data: z
    .union([
      z.object({ receiptId: z.string() }),
      z.object({ error: z.object({ code: z.string(), message: z.string() }) }),
    ])
    .optional(),
});
export type OperationView = z.infer<typeof operationView>;

/** The query of a journal as the answer repeats it: with every default in its place. */
export const shownJournalQuery = z.object({
  from: shownInstant,
  to: shownInstant,
  limit: z.int(),
  offset: z.int(),
  devices: z.array(serialId).optional(),
  type: z.string().optional(),
  status: z.string().optional(),
  operationId: z.string().optional(),
  sumFrom: sum.optional(),
  sumTo: sum.optional(),
  number: z.string().optional(),
  before: z.string().optional(),
});
export type ShownJournalQuery = z.infer<typeof shownJournalQuery>;

/** A page of a journal. */
export const journalAnswer = <View extends z.ZodType>(view: View) =>
  z.object({ query: shownJournalQuery, data: z.array(view) });
