import { z } from 'zod';
import { counter, countersSchema } from './counters.js';
import { serialId } from './entityFields.js';
import { parseInstant, shownInstant } from './instantText.js';
import { devices } from './journalQuery.js';
import { ownQuery } from './ownQuery.js';
import { timeZoneText } from './timeZoneText.js';

/** An end of a range: an instant, or a day whose hours are those of a time zone that is named beside it. */
export type DayOrInstant = { day: string } | { at: Date };

/** No register is older, and the day after the last one must be a date as well. */
const YEARS = { first: 1970, last: 9_998 } as const;

const dayOrInstant = z.string().transform((text, context): DayOrInstant => {
  const at = parseInstant(text, 'start');
  const year = at?.getUTCFullYear() ?? Number.NaN;
  if (at && year >= YEARS.first && year <= YEARS.last) {
    return /^\d{4}-\d\d-\d\d$/.test(text.trim()) ? { day: text.trim() } : { at };
  }
  context.addIssue({
    code: 'custom',
    message: at
      ? `must be of the years ${YEARS.first} to ${YEARS.last}`
      : 'must be a date or an instant in ISO 8601, e.g. 2026-03-01T09:00:00Z',
  });
  return z.NEVER;
});

/** `GET /api/reports/sales`; without `from` and `to` the zone's current day. */
export const salesQuery = ownQuery({
  from: dayOrInstant
    .optional()
    .describe('ISO 8601, UTC unless it says otherwise; included; a date alone is that day of `timeZone`'),
  to: dayOrInstant
    .optional()
    .describe(
      'ISO 8601, UTC unless it says otherwise; included; a date alone is that day of `timeZone`, whole',
    ),
  timeZone: timeZoneText,
  devices: devices.optional(),
});
export type SalesQuery = z.infer<typeof salesQuery>;

/** Counters of a range, and of the two kinds of receipt that a shop looks at apart: `refunds` is what was given back, as it is printed. */
export const salesSums = countersSchema.extend({ sales: counter, refunds: counter });
export type SalesSums = z.infer<typeof salesSums>;

const salesView = salesSums.extend({
  /** Kopecks a SALE, rounded; null without one. */
  average: z.int().nullable(),
});
export type SalesView = z.infer<typeof salesView>;

/** The answer to `GET /api/reports/sales`. */
export const salesReportView = z.object({
  query: z.object({
    from: shownInstant,
    to: shownInstant,
    timeZone: z.string(),
    devices: z.array(serialId).optional(),
  }),
  summary: salesView,
  /** Local hours that have receipts, oldest first; `localTime` is the wall clock's at their beginning. */
  hours: z.array(salesView.extend({ at: shownInstant, localTime: z.string() })),
  /** Registers that have receipts, by id. */
  devices: z.array(salesView.extend({ deviceId: serialId })),
});
export type SalesReportView = z.infer<typeof salesReportView>;
