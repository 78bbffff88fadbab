import { z } from 'zod';
import { serialId } from './entityFields.js';

/** Kopecks, and how many receipts they came from. */
export const counter = z.object({ value: z.int(), count: z.int().min(0) });

/**
 * Money by receipts: SALE and OUTFLOW_REFUND bring it in, REFUND and OUTFLOW take it out. `cash` is what was paid in cash, change
 * taken off; `cashless` is the rest of each receipt's amount, so that the two make `total`. A receipt that was paid in both ways
 * counts in both, and once in `total`.
 */
const counters = { cash: counter, cashless: counter, total: counter };
export const countersSchema = z.object(counters);
export type Counters = z.infer<typeof countersSchema>;

/** The answer to `GET /api/reports/counters`; `devices` with `details=true`: those that have receipts, by id. */
export const countersView = z.object({
  summary: countersSchema,
  devices: z.array(z.object({ deviceId: serialId, ...counters })).optional(),
});
export type CountersView = z.infer<typeof countersView>;
