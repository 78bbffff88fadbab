import { z } from 'zod';
import { OPERATION_STATUSES } from './fiscalOperation.js';

/** What people know an entity by, as it was at that moment; what its kind does not have is absent. */
export const eventSubjectSchema = z.object({
  /** Of a product or a register. */
  name: z.string().optional(),
  /** Of a receipt, or of a shift. */
  number: z.int().optional(),
  /** Of a receipt, or of cash that went in or out, kopecks. */
  sum: z.int().optional(),
  /** Of an operation: what its id alone does not tell from the one before. */
  status: z.enum(OPERATION_STATUSES).optional(),
});
export type EventSubject = z.infer<typeof eventSubjectSchema>;
