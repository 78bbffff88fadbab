import { z } from 'zod';

/** `GET /api/users/0`: the caller. */
export const userView = z.object({ id: z.int().min(1), name: z.string(), email: z.string() });
export type UserView = z.infer<typeof userView>;
