import { z } from 'zod';
import { hasShownYear } from './instantText.js';

/*
 * What a cash register may report through `/api/device/...`. Generous in what is accepted: unknown fields are dropped (a cashier's
 * password among them), numbers of fiscal documents may come as numbers or as text, instants with `Z` or an offset.
 * Strict about money: whole kopecks only, never a fraction.
 * Sums are not compared here: the receipt has been printed already, and refusing a fact would lose it.
 */

/** Money in kopecks. The limit is 10 billion roubles: sums of a whole shift stay exact in a double. */
const kopecks = z.int().min(0).max(1_000_000_000_000);
/** The number of a document or a shift: the register counts them itself, and a repeat is recognised by it. */
const documentNumber = z.int().min(1).max(2_147_483_647);
const text = (max: number) => z.string().max(max);
const textOrNumber = (max: number) =>
  z.union([text(max), z.int().min(0)]).transform((value) => String(value));

/** ISO 8601 with `Z` or an offset → Date. */
const instant = z.iso.datetime({ offset: true }).transform((value, context): Date => {
  const date = new Date(value);
  if (hasShownYear(date)) return date;
  context.addIssue({ code: 'custom', message: 'must be in a year from 0000 to 9999, in UTC' });
  return z.NEVER;
});
/** The shop's wall clock, ISO 8601, with or without an offset; kept as it came. */
const localInstant = z.iso.datetime({ offset: true, local: true });

/** A cashier as a register reports it. Whatever else it sends (a password) is dropped. */
export const cashierSchema = z.object({
  tabNumber: textOrNumber(32),
  name: text(256).min(1),
  inn: text(12).optional(),
  role: text(64).optional(),
  permissions: z.array(text(64)).max(100).optional(),
});
export type Cashier = z.infer<typeof cashierSchema>;

/** `POST /api/device/shifts` */
export const openShiftBody = z.object({
  number: documentNumber,
  openedAt: instant.optional(),
  cashier: cashierSchema.optional(),
});
export type OpenShiftBody = z.infer<typeof openShiftBody>;

/** What a shift came to, in kopecks; counts are counts. */
export const shiftTotalsSchema = z.object({
  receiptsCount: z.int().min(0).optional(),
  sales: kopecks.optional(),
  refunds: kopecks.optional(),
  cash: z.int().optional(),
  cashless: z.int().optional(),
  moneyIn: kopecks.optional(),
  moneyOut: kopecks.optional(),
});
export type ShiftTotals = z.infer<typeof shiftTotalsSchema>;

/** `POST /api/device/shifts/:number/close` */
export const closeShiftBody = z.object({
  closedAt: instant.optional(),
  totals: shiftTotalsSchema.optional(),
});
export type CloseShiftBody = z.infer<typeof closeShiftBody>;

export const RECEIPT_TYPES = ['SALE', 'REFUND', 'OUTFLOW', 'OUTFLOW_REFUND'] as const;
export const PAYMENT_TYPES = ['CASH', 'CASHLESS', 'PREPAID', 'CREDIT', 'CONSIDERATION'] as const;
export const POSITION_TYPES = [
  'COUNTABLE',
  'SCALABLE',
  'ALCOHOL',
  'CLOTHES',
  'SHOES',
  'SERVICE',
  'TOBACCO',
] as const;

/** One way of payment of a receipt. */
export const receiptPaymentSchema = z.object({ type: z.enum(PAYMENT_TYPES), amount: kopecks });
export type ReceiptPayment = z.infer<typeof receiptPaymentSchema>;

/** One line of a receipt: `price` is for one unit, `quantity` in thousandths (1000 = one piece), `discount` for the line. */
export const receiptPositionSchema = z.object({
  id: text(64).optional(),
  name: text(512).min(1),
  type: z.enum(POSITION_TYPES),
  quantity: z.int().min(1).max(1_000_000_000),
  price: kopecks,
  discount: kopecks.optional(),
  barcode: text(64).optional(),
  vendorCode: text(64).optional(),
  /** `NDS_20`, `NDS_10`, `NDS_NO_TAX`, ...: rates change by law, so the list is not closed. */
  tax: text(32).min(1),
  departmentId: z.int().min(0).max(2_147_483_647).optional(),
});
export type ReceiptPosition = z.infer<typeof receiptPositionSchema>;

/** `POST /api/device/receipts`. `shiftId` is the shift's number, `amount` what was paid, after discounts. */
export const deviceReceiptBody = z.object({
  shiftId: documentNumber,
  number: documentNumber,
  type: z.enum(RECEIPT_TYPES),
  amount: kopecks,
  discount: kopecks.optional(),
  date: instant,
  localDate: localInstant.optional(),
  payments: z.array(receiptPaymentSchema).min(1).max(100),
  positions: z.array(receiptPositionSchema).min(1).max(1_000),
  cashier: cashierSchema.optional(),
  checkURL: text(2_048).optional(),
  fiscalDocumentNumber: textOrNumber(32).optional(),
  fiscalDocumentSign: textOrNumber(32).optional(),
  fnNumber: textOrNumber(32).optional(),
  registryNumber: textOrNumber(32).optional(),
  operationId: text(64).optional(),
});
export type DeviceReceiptBody = z.infer<typeof deviceReceiptBody>;

/** `POST /api/device/encashments`. `shiftId` is the shift's number. */
export const deviceEncashmentBody = z.object({
  shiftId: documentNumber,
  number: documentNumber,
  type: z.enum(['MONEY_IN', 'MONEY_OUT']),
  sum: kopecks,
  date: instant,
  localDate: localInstant.optional(),
  cashier: cashierSchema.optional(),
});
export type DeviceEncashmentBody = z.infer<typeof deviceEncashmentBody>;
