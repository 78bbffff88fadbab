import { z } from 'zod';

/** The shape of every error answer of the API. `data` names each failing field. */
export const apiErrorSchema = z.object({
  status: z.int(),
  code: z.string(),
  message: z.string(),
  data: z.record(z.string(), z.string()).optional(),
});
export type ApiError = z.infer<typeof apiErrorSchema>;
