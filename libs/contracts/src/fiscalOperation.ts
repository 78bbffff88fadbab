import { z } from 'zod';
import { isOvercharged, readLine } from '@kassahook/domain/receiptLine';
import { deviceReceiptBody, PAYMENT_TYPES, POSITION_TYPES, RECEIPT_TYPES } from './device.js';

/*
 * Fiscal operations: what an online shop asks a register to print (`POST /api/receipts`), and what the register says of it.
 * Unknown fields are dropped. Unlike what a register reports, a shop's sums must agree: nothing is printed yet, so a mistake can
 * still be refused.
 */

export const TAX_MODES = ['DEFAULT', 'SIMPLE', 'SIMPLE_WO', 'ENVD', 'AGRICULT', 'PATENT'] as const;
export const OPERATION_TYPES = ['EXTERNAL_RECEIPT'] as const;
export const OPERATION_STATUSES = ['PENDING', 'IN_PROGRESS', 'SUCCESS', 'ERROR'] as const;

/** A week: whoever cannot print for longer has to look for another register. */
const TIMEOUT_MINUTES_MAX = 7 * 24 * 60;
/** The limit of the journals: 10 billion roubles. */
const KOPECKS_MAX = 1_000_000_000_000;
/** Thousandths, of the journals as well: a receipt that is printed must fit in there. */
const QUANTITY_MAX = 1_000_000_000;
const kopecks = z.int().min(0, 'must not be negative').max(KOPECKS_MAX, 'is too large');
const text = (max: number) =>
  z.string().min(1, 'must not be empty').max(max, `must have at most ${max} characters`);

/** A requisite of the fiscal document's format by its number. */
const tag = z.object({
  tag: z.union([z.int().min(1, 'must be positive'), text(16)], 'must be a number or a text'),
  value: z.union(
    [z.number(), z.string().max(1_024, 'is too long'), z.boolean()],
    'must be a text or a number',
  ),
});
const tags = z.array(tag).max(100, 'must have at most 100 entries').optional();

const position = z
  .object({
    name: text(512),
    type: z.enum(POSITION_TYPES),
    /** Pieces, or thousandths as journals have it: `priceSum` tells which. */
    quantity: z.number().gt(0, 'must be positive').max(QUANTITY_MAX, 'is too large'),
    price: kopecks,
    priceSum: kopecks,
    /** Rates change by law, so the list is not closed; but what is no code of a rate would be printed, and a printed receipt stays. */
    tax: text(32).regex(/^NDS_[A-Z0-9_]+$/, 'must be a code such as NDS_22, NDS_10 or NDS_NO_TAX'),
    taxSum: kopecks.optional(),
    tags,
  })
  .superRefine((line, context) => {
    const read = readLine(line);
    if (!read) {
      context.addIssue({ code: 'custom', path: ['quantity'], message: 'has more than three decimals' });
    } else if (read.quantity < 1 || read.quantity > QUANTITY_MAX) {
      context.addIssue({ code: 'custom', path: ['quantity'], message: 'must be 0.001 to 1000000 pieces' });
    } else if (read.total > KOPECKS_MAX) {
      context.addIssue({ code: 'custom', path: ['price'], message: 'times quantity is too large' });
    } else if (isOvercharged(line, read)) {
      context.addIssue({
        code: 'custom',
        path: ['priceSum'],
        message: `is more than price × quantity, which is ${read.total}`,
      });
    }
  });

const payment = z.object({ sum: kopecks, type: z.enum(PAYMENT_TYPES) });

/** Whom the register sends the receipt to: one of the two is enough. */
const attributes = z
  .object({
    email: z
      .string()
      .max(254, 'is too long')
      .regex(/^[^\s@]+@[^\s@]+$/, 'is not an e-mail address')
      .optional(),
    phone: z
      .string()
      .regex(/^\+?[\d\s()-]{5,24}$/, 'is not a phone number')
      .optional(),
  })
  .refine(({ email, phone }) => email !== undefined || phone !== undefined, {
    message: 'needs an email or a phone',
  });

const externalReceiptFields = z.object({
  /** The shop's own id of this receipt: the same one again is the same operation. */
  externalId: z.guid('must be a UUID').optional(),
  deviceId: z.int().min(1, 'must be positive').max(2_147_483_647, 'is too large'),
  type: z.enum(RECEIPT_TYPES),
  /** Minutes that the operation may wait for its register. */
  timeout: z
    .int()
    .min(1, 'must be at least 1 minute')
    .max(TIMEOUT_MINUTES_MAX, `must be at most ${TIMEOUT_MINUTES_MAX} minutes`),
  taxMode: z.enum(TAX_MODES),
  positions: z
    .array(position)
    .min(1, 'must have at least one position')
    .max(1_000, 'must have at most 1000 positions'),
  payments: z
    .array(payment)
    .min(1, 'must have at least one payment')
    .max(100, 'must have at most 100 payments'),
  attributes,
  tags,
  total: z.object({ priceSum: kopecks }),
  /** Where the statuses of this operation go beside the account's webhooks. */
  callbackUrl: z.string().optional(),
});

/** What the sums are made of, whatever else is wrong with the receipt. */
const sumsOf = z.object({
  positions: z.array(z.object({ priceSum: kopecks })).min(1),
  payments: z.array(payment).min(1),
  total: z.object({ priceSum: kopecks }),
});

type Sums = z.output<typeof sumsOf>;

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

function totalProblem({ positions, total }: Sums): string | null {
  const expected = sumOf(positions.map((line) => line.priceSum));
  return total.priceSum === expected ? null : `must be the sum of the positions, which is ${expected}`;
}

/** The journal's receipt holds the sum of the discounts under the same limit: what is printed must fit in there. */
function positionsProblem(positions: readonly z.output<typeof position>[]): string | null {
  const discount = sumOf(positions.map((line) => readLine(line)?.discount ?? 0));
  return discount > KOPECKS_MAX ? `have discounts of ${discount}, which is too large` : null;
}

/** Cash may exceed what is to be paid: the rest is change. Nothing else has change. */
function paymentsProblem({ payments, total }: Sums): string | null {
  const paid = sumOf(payments.map(({ sum }) => sum));
  const cash = sumOf(payments.filter(({ type }) => type === 'CASH').map(({ sum }) => sum));
  const change = paid - total.priceSum;
  if (change < 0) return `come to ${paid}, which is less than the total`;
  return change > cash ? `come to ${paid}, which is more than the total: only cash has change` : null;
}

/** `POST /api/receipts`, as the API's description shows it. */
export const externalReceiptSchema = externalReceiptFields;
export type ExternalReceipt = z.output<typeof externalReceiptSchema>;

/**
 * The body of `POST /api/receipts`. The sums are looked at whenever they can be read, so that they are named beside other mistakes; a
 * refinement of the object would be left out as soon as another field has a wrong type.
 * @param callbackUrlProblem why the callback's URL may not be called, or null: the sender's policy, asked in the same pass
 */
export function externalReceiptBody(callbackUrlProblem: (url: string) => string | null) {
  const callbackUrl = z.string().superRefine((url, context) => {
    const message = callbackUrlProblem(url);
    if (message !== null) context.addIssue({ code: 'custom', message });
  });
  const form = externalReceiptFields.extend({ callbackUrl: callbackUrl.optional() });
  return z.unknown().transform((input, context): ExternalReceipt => {
    const parsed = form.safeParse(input);
    const sums = sumsOf.safeParse(input);
    const issues: z.core.$ZodIssue[] = [...(parsed.error?.issues ?? [])];
    const say = (path: string[], message: string | null): void => {
      if (message !== null) issues.push({ code: 'custom', path, message, input });
    };
    if (sums.success) {
      say(['total', 'priceSum'], totalProblem(sums.data));
      say(['payments'], paymentsProblem(sums.data));
    }
    if (parsed.success) say(['positions'], positionsProblem(parsed.data.positions));
    context.issues.push(...(issues as z.core.$ZodRawIssue[]));
    return issues.length > 0 || !parsed.success ? z.NEVER : parsed.data;
  });
}

/** What the register is to print. */
export const printedReceiptSchema = externalReceiptFields.omit({
  externalId: true,
  deviceId: true,
  timeout: true,
  callbackUrl: true,
});
export type PrintedReceipt = z.output<typeof printedReceiptSchema>;

/** An operation as the API and webhooks show it. */
export const fiscalOperationView = z.object({
  id: z.string(),
  externalId: z.string().optional(),
  type: z.enum(OPERATION_TYPES),
  status: z.enum(OPERATION_STATUSES),
  createdAt: z.iso.datetime(),
  completedAt: z.iso.datetime().optional(),
  data: z
    .union([
      z.object({ receiptId: z.string() }),
      z.object({ error: z.object({ code: z.string(), message: z.string() }) }),
    ])
    .optional(),
});

/** `POST /api/device/operations/next`: how long the register likes to wait. */
export const nextOperationBody = z.object({
  waitMs: z.int().min(0, 'must not be negative').optional(),
});

/** An operation as its register gets it. */
export const handedOperationView = fiscalOperationView.extend({
  deviceId: z.int(),
  /** Until then it may be accepted. */
  expiresAt: z.iso.datetime(),
  /** Sent along with `accept`, so that an older copy of this register is told from this one. */
  lease: z.object({ id: z.string(), until: z.iso.datetime() }),
  receipt: printedReceiptSchema,
});

/** `POST /api/device/operations/:id/accept`; once the operation is begun, `leaseId` is needed. */
export const acceptOperationBody = z.object({ leaseId: z.string().min(1).max(64).optional() });

/** `POST /api/device/operations/:id/complete`: the printed receipt's numbers; its goods are the operation's. */
export const completeOperationBody = deviceReceiptBody
  .pick({
    shiftId: true,
    number: true,
    date: true,
    localDate: true,
    cashier: true,
    checkURL: true,
    fiscalDocumentNumber: true,
    fiscalDocumentSign: true,
    fnNumber: true,
    registryNumber: true,
  })
  .required({ fiscalDocumentNumber: true, fiscalDocumentSign: true, fnNumber: true });
export type CompleteOperationBody = z.output<typeof completeOperationBody>;

/** `POST /api/device/operations/:id/fail` */
export const failOperationBody = z.object({
  /** A word for machines, e.g. `PaperOutError`. */
  code: text(64),
  message: z.string().max(1_024, 'must have at most 1024 characters').default(''),
});
export type FailOperationBody = z.output<typeof failOperationBody>;

/** `GET /api/callback-secret` */
export const callbackSecretView = z.object({ secret: z.string() });
