import type { Schema } from 'mongoose';
import { z } from 'zod';
import {
  cashierSchema,
  type PAYMENT_TYPES,
  RECEIPT_TYPES,
  receiptPaymentSchema,
  receiptPositionSchema,
  type Cashier,
  type ReceiptPayment,
  type ReceiptPosition,
} from '@kassahook/contracts/device';
import { fiscalCheckOf } from '@kassahook/domain/fiscalCheck';
import type { EventRules } from '../documentImage.js';
import type { EventBearer } from '../pendingEvent.js';
import { presentCashier } from './cashier.js';
import {
  createJournalSchema,
  embedded,
  fiscalText,
  listIndex,
  money,
  oneOf,
  serial,
  text,
  whereThereIs,
} from './fields.js';

export type ReceiptType = (typeof RECEIPT_TYPES)[number];
export type PaymentType = (typeof PAYMENT_TYPES)[number];

/** A receipt as it is stored. Sums are kopecks, quantities thousandths. */
export interface ReceiptFields extends EventBearer {
  type: ReceiptType;
  /** What was paid, after discounts. */
  amount: number;
  discount: number;
  deviceId: number;
  shopId: number;
  /** The fiscal operation that the receipt fulfils, when an online shop asked for it. */
  operationId?: string;
  /** The shift's number. */
  shiftId: number;
  number: number;
  /** The shop's wall clock, as the register sent it. */
  localDate: string;
  date: Date;
  payments: ReceiptPayment[];
  positions: ReceiptPosition[];
  cashier: Cashier | null;
  checkURL: string;
  fiscalDocumentNumber: string;
  fiscalDocumentSign: string;
  fnNumber: string;
  registryNumber: string;
}

/** A receipt as the API and webhooks show it. */
export interface PresentedReceipt extends Omit<
  ReceiptFields,
  'accountId' | '__v' | 'date' | 'positions' | 'payments'
> {
  id: string;
  /** ISO 8601, UTC, milliseconds. */
  date: string;
  payments: { type: PaymentType; amount: number }[];
  /** What the QR code of the paper holds; null without the fiscal numbers. */
  fiscalCheck: string | null;
  positions: (ReceiptPosition & { discount: number })[];
}

export function createReceiptSchema(): Schema<ReceiptFields> {
  const schema = createJournalSchema<ReceiptFields>({
    _id: text(64),
    accountId: text(64),
    type: oneOf(RECEIPT_TYPES),
    amount: money(),
    discount: { ...money(), default: 0 },
    deviceId: serial(),
    shopId: serial(),
    operationId: { type: String, maxlength: 64 },
    shiftId: serial(),
    number: serial(),
    localDate: text(40),
    date: { type: Date, required: true },
    payments: embedded(z.array(receiptPaymentSchema).min(1).max(100)),
    positions: embedded(z.array(receiptPositionSchema).min(1).max(1_000)),
    cashier: { ...embedded(cashierSchema.nullable(), { required: false }), default: null },
    checkURL: fiscalText(2_048),
    fiscalDocumentNumber: fiscalText(32),
    fiscalDocumentSign: fiscalText(32),
    fnNumber: fiscalText(32),
    registryNumber: fiscalText(32),
  });
  schema.index(listIndex('accountId', 'date'));
  schema.index(listIndex('accountId', 'deviceId', 'date'));
  schema.index(listIndex('accountId', 'type', 'date'));
  schema.index(listIndex('accountId', 'operationId', 'date'), whereThereIs('operationId'));
  schema.index(listIndex('accountId', 'number', 'date'));
  schema.index(listIndex('accountId', 'fiscalDocumentNumber', 'date'));
  return schema;
}

export function presentReceipt(receipt: ReceiptFields): PresentedReceipt {
  return {
    id: receipt._id,
    _id: receipt._id,
    type: receipt.type,
    amount: receipt.amount,
    discount: receipt.discount,
    deviceId: receipt.deviceId,
    shopId: receipt.shopId,
    ...(receipt.operationId && { operationId: receipt.operationId }),
    shiftId: receipt.shiftId,
    number: receipt.number,
    localDate: receipt.localDate,
    date: receipt.date.toISOString(),
    payments: receipt.payments.map(({ type, amount }) => ({ type, amount })),
    positions: receipt.positions.map(presentPosition),
    cashier: presentCashier(receipt.cashier),
    checkURL: receipt.checkURL,
    fiscalDocumentNumber: receipt.fiscalDocumentNumber,
    fiscalDocumentSign: receipt.fiscalDocumentSign,
    fnNumber: receipt.fnNumber,
    registryNumber: receipt.registryNumber,
    fiscalCheck: fiscalCheckOf(receipt),
  };
}

function presentPosition(position: ReceiptPosition): ReceiptPosition & { discount: number } {
  return {
    ...(position.id !== undefined && { id: position.id }),
    name: position.name,
    type: position.type,
    quantity: position.quantity,
    price: position.price,
    discount: position.discount ?? 0,
    ...(position.barcode !== undefined && { barcode: position.barcode }),
    ...(position.vendorCode !== undefined && { vendorCode: position.vendorCode }),
    tax: position.tax,
    ...(position.departmentId !== undefined && { departmentId: position.departmentId }),
  };
}

export const receiptRules: EventRules<ReceiptFields> = {
  type: 'RECEIPT',
  present: presentReceipt,
  mutable: [],
};
