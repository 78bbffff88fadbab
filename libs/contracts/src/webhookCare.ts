import { z } from 'zod';
import { ACTIONS, ENTITY_TYPES } from '@kassahook/domain/eventType';
import { attemptTimingsSchema } from './delivery.js';

/** How long the secret that a rotation replaces goes on signing: a week at most, a day unless it is said. */
export const OVERLAP_HOURS = { max: 168, default: 24 } as const;

/** The body of `POST /api/webhooks/:id/secret/rotate` and of `POST /api/callback-secret/rotate`. Without a `secret` one is generated. */
export const rotateBody = z.strictObject({
  overlapHours: z
    .number()
    .min(0, 'must be at least 0')
    .max(OVERLAP_HOURS.max, `must be at most ${OVERLAP_HOURS.max}`)
    .default(OVERLAP_HOURS.default),
  secret: z.string().max(200).optional(),
});

export const rotateAnswerSchema = z.object({
  /** The new secret; it signs from now on. */
  secret: z.string(),
  /** Until when the one before signs as well; null when it does not. */
  previousSecretValidUntil: z.string().nullable(),
});
export type RotateAnswer = z.infer<typeof rotateAnswerSchema>;

/** The body of `POST /api/webhooks/:id/test`. */
export const webhookTestBody = z.strictObject({
  type: z.enum(ENTITY_TYPES).default('RECEIPT'),
  action: z.enum(ACTIONS).default('CREATE'),
});
export type WebhookTestBody = z.infer<typeof webhookTestBody>;

/** What came of a test: an attempt, but of no delivery, and in no log. */
export const webhookTestAnswerSchema = z.object({
  /** The `webhook-id` that was sent. */
  id: z.string(),
  at: z.string(),
  delivered: z.boolean(),
  errorClass: z.string().nullable(),
  /** Values of the owner's own headers are masked. */
  request: z.object({ url: z.string(), headers: z.record(z.string(), z.string()), body: z.string() }),
  response: z
    .object({ status: z.int(), headers: z.record(z.string(), z.string()), body: z.string() })
    .nullable(),
  timings: attemptTimingsSchema,
  remoteAddress: z.string().nullable(),
});
export type WebhookTestAnswer = z.infer<typeof webhookTestAnswerSchema>;
