import { z } from 'zod';
import { ACTIONS, ENTITY_TYPES } from '@kassahook/domain/eventType';
import { DELIVERY_STATES } from './attempt.js';
import { shownInstant } from './instantText.js';

/** A delivery as lists show it: what its attempts came to. */
export const deliveryViewSchema = z.object({
  id: z.string(),
  webhookId: z.string(),
  eventId: z.string(),
  type: z.enum(ENTITY_TYPES),
  action: z.enum(ACTIONS),
  entityId: z.string(),
  occurredAt: shownInstant,
  state: z.enum(DELIVERY_STATES),
  attempts: z.int(),
  lastAttemptAt: shownInstant,
  nextAttemptAt: shownInstant.nullable(),
  lastErrorClass: z.string().nullable(),
});

const milliseconds = z.number().nullable();

/** Milliseconds of each phase of a request; null for a phase that did not happen. */
const attemptTimingsSchema = z.object({
  dnsMs: milliseconds,
  connectMs: milliseconds,
  tlsMs: milliseconds,
  firstByteMs: milliseconds,
  totalMs: z.number(),
});

/** One request of a delivery. Secrets among its headers are masked. */
export const attemptViewSchema = z.object({
  id: z.string(),
  attempt: z.int(),
  rung: z.int(),
  trigger: z.enum(['schedule', 'manual']),
  at: shownInstant,
  state: z.enum(DELIVERY_STATES),
  errorClass: z.string().nullable(),
  request: z.object({ url: z.string(), headers: z.record(z.string(), z.string()) }).nullable(),
  response: z
    .object({ status: z.int(), headers: z.record(z.string(), z.string()), body: z.string() })
    .nullable(),
  timings: attemptTimingsSchema.nullable(),
  remoteAddress: z.string().nullable(),
  worker: z.string(),
  nextAttemptAt: shownInstant.nullable(),
});

/** A delivery with every attempt, oldest first. */
export const deliveryLogSchema = deliveryViewSchema.extend({ attemptLog: z.array(attemptViewSchema) });

/** The answer to a resend: the id that its attempt will carry. */
export const resendAnswerSchema = z.object({ deliveryId: z.string(), resendId: z.string() });
