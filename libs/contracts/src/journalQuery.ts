import { z } from 'zod';
import { RECEIPT_TYPES } from './device.js';
import { INT32_MAX } from './entityFields.js';
import { instantText, parseInstant } from './instantText.js';
import { journalPage, pageQuery } from './page.js';

/*
 * Queries of the journals: newest first; `from` and `to` are both included and default to everything there is. `before` is a place
 * that an earlier page gave in `X-Next-Before`: it finds the next page at once, however deep, and what is added meanwhile shifts
 * nothing.
 */

export const ENCASHMENT_TYPES = ['MONEY_IN', 'MONEY_OUT'] as const;
export const SHIFT_STATUSES = ['OPENED', 'CLOSED'] as const;

/** Registers that one query may name: MongoDB merges as many sorted ranges of an index (200 is its own limit). */
const DEVICES_MAX = 200;
const [ALWAYS_FROM, ALWAYS_TO] = ['1970-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'];
const PLACE_ID_MAX = 64;

/** A place in a list, newest first: everything before this document. */
export interface JournalPlace {
  at: Date;
  id: string;
}

/** A place as `before` takes it. */
export function placeText({ at, id }: JournalPlace): string {
  return `${at.toISOString()}_${id}`;
}

const before = z.string().transform((text, context): JournalPlace => {
  const [instant = '', ...rest] = text.split('_');
  const at = parseInstant(instant, 'start');
  const id = rest.join('_');
  if (at && id.length <= PLACE_ID_MAX) return { at, id };
  context.addIssue({ code: 'custom', message: 'must be a value of the header X-Next-Before' });
  return z.NEVER;
});

const deviceId = z.coerce.number().int().min(1).max(INT32_MAX);

/** `1,2`, or the parameter repeated; nothing between the commas names no register, and no register at all means every one. */
export const devices = z.union([z.string(), z.array(z.string())]).transform((given, context) => {
  const words = [given].flat().flatMap((list) => list.split(','));
  const ids = words.map((word) => word.trim()).filter((word) => word !== '');
  const refuse = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  if (ids.length > DEVICES_MAX) return refuse(`must name at most ${DEVICES_MAX} registers`);
  const parsed = z.array(deviceId).safeParse(ids);
  if (!parsed.success) return refuse('must be ids of registers (whole numbers), separated by commas');
  return parsed.data.length > 0 ? [...new Set(parsed.data)] : undefined;
});

/** Kopecks in a query, both ends of a range included. */
const sum = z.coerce
  .number('must be a whole number of kopecks')
  .int('must be a whole number of kopecks')
  .min(0);
const sums = { sumFrom: sum.optional(), sumTo: sum.optional() };

/** A number as it is printed: of the receipt or of its fiscal document. */
const printedNumber = z.string().regex(/^\d{1,32}$/, 'must be digits');

const documentId = z.string().min(1).max(64);

const range = {
  from: instantText('start')
    .prefault(ALWAYS_FROM)
    .describe('ISO 8601, UTC unless it says otherwise; included; a date alone is its first millisecond'),
  to: instantText('end')
    .prefault(ALWAYS_TO)
    .describe('ISO 8601, UTC unless it says otherwise; included; a date alone is its last millisecond'),
  devices: devices.optional(),
};
const journal = { ...range, ...journalPage, before: before.optional() };

/** `GET /api/receipts` */
export const receiptQuery = z.object({
  ...journal,
  type: z.enum(RECEIPT_TYPES).optional(),
  operationId: documentId.optional(),
  ...sums,
  number: printedNumber.optional(),
});
/** `GET /api/shifts` */
export const shiftQuery = z.object({ ...journal, status: z.enum(SHIFT_STATUSES).optional() });
/** `GET /api/encashments` */
export const encashmentQuery = z.object({
  ...journal,
  type: z.enum(ENCASHMENT_TYPES).optional(),
  ...sums,
});

/** `GET /api/operations`: a plain list, so its page is a catalogue's. */
export const operationQuery = z.object({
  ...journal,
  ...pageQuery.shape,
  status: z.enum(['PENDING', 'IN_PROGRESS', 'SUCCESS', 'ERROR']).optional(),
  externalId: documentId.optional(),
});

/** `GET /api/reports/counters` */
export const countersQuery = z.object({
  ...range,
  details: z
    .string()
    .transform((word) => ['true', '1', 'yes'].includes(word.toLowerCase()))
    .prefault('false'),
});

export type ReceiptQuery = z.infer<typeof receiptQuery>;
export type ShiftQuery = z.infer<typeof shiftQuery>;
export type EncashmentQuery = z.infer<typeof encashmentQuery>;
export type OperationQuery = z.infer<typeof operationQuery>;
export type CountersQuery = z.infer<typeof countersQuery>;
