import { z } from 'zod';
import { printedReceiptSchema } from '@kassahook/contracts/fiscalOperation';

const kopecks = z.int().min(0);

const saleSchema = z.object({
  amount: kopecks,
  discount: kopecks,
  positions: z.array(
    z.object({
      name: z.string(),
      type: z.enum(['COUNTABLE', 'SCALABLE']),
      quantity: z.int(),
      price: kopecks,
      discount: kopecks,
      barcode: z.string(),
      vendorCode: z.string(),
      tax: z.enum(['NDS_22', 'NDS_20', 'NDS_10', 'NDS_NO_TAX']),
    }),
  ),
  payments: z.array(z.object({ type: z.enum(['CASH', 'CASHLESS']), amount: kopecks })),
});

/** Below the API's base path. */
const request = { path: z.string(), body: z.record(z.string(), z.unknown()) };

const outgoingSchema = z.object({
  kind: z.enum([
    'shiftOpening',
    'shiftClosing',
    'receipt',
    'encashment',
    'acceptance',
    'completion',
    'failure',
  ]),
  ...request,
  /** What a printed receipt is reported as when its operation does not take it any more: it is a fact all the same. */
  instead: z.object(request).optional(),
  shift: z.int(),
  /** The document's own number in its shift. */
  number: z.int().optional(),
});
/** A document on its way to the API: the very same one until it is answered, across restarts. */
export type OutgoingDocument = z.infer<typeof outgoingSchema>;

const shiftSchema = z.object({
  number: z.int().min(1),
  openedAtMs: z.int(),
  receipts: z.int().min(0),
  encashments: z.int().min(0),
  /** Cash in the drawer, kopecks. */
  drawer: kopecks,
  moneyOutDone: z.boolean(),
  totals: z.object({
    sales: kopecks,
    refunds: kopecks,
    /** Less refunds; below 0 when a shift paid back more than it took. */
    cash: z.int(),
    cashless: z.int(),
    moneyIn: kopecks,
    moneyOut: kopecks,
  }),
});
export type ShiftState = z.infer<typeof shiftSchema>;

const operationSchema = z.object({ id: z.string(), leaseId: z.string(), receipt: printedReceiptSchema });
/** A fiscal operation that this register has taken and not yet printed. */
export type TakenOperation = z.infer<typeof operationSchema>;

export const registerStateSchema = z.object({
  v: z.literal(1),
  lastShiftNumber: z.int().min(0),
  shift: shiftSchema.nullable(),
  /** Receipts made in all shifts; the next receipt's goods follow from it. */
  receiptsMade: z.int().min(0),
  /** Documents that the fiscal storage has numbered. */
  fiscalDocuments: z.int().min(0),
  /** Sales that may come back. */
  refundable: z.array(saleSchema),
  outgoing: outgoingSchema.nullable(),
  /** Being accepted, or accepted and to be printed. Gone with the write that counts it as printed, so it is never printed twice. */
  operation: operationSchema.nullable().default(null),
});

/**
 * All that a register remembers. It is what it will be once the outgoing document is accepted, so one write before the sending is
 * the only one a document needs: after a kill the document is sent again and recognised by its number.
 */
export type RegisterState = z.infer<typeof registerStateSchema>;

/** A register fresh from its box. */
export const NEW_REGISTER: RegisterState = {
  v: 1,
  lastShiftNumber: 0,
  shift: null,
  receiptsMade: 0,
  fiscalDocuments: 0,
  refundable: [],
  outgoing: null,
  operation: null,
};
