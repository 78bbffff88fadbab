import { z } from 'zod';
import { ACTIONS, ENTITY_FLAGS, type EntityFlag } from '@kassahook/domain/eventType';
import { shownInstant } from './instantText.js';
import { BATCH_EVENTS_MAX } from './messages.js';
import { webhookFilterSchema, webhookIdsSchema } from './webhookContent.js';
import { headerNameProblem, headerValueProblem } from './webhookHeaders.js';

/*
 * What `/api/webhooks` takes and shows. Unknown fields are refused, nested ones too: a typo in `types` must not silently
 * subscribe to nothing. Whether a URL may be called is the sender's policy and is asked apart from the form.
 */

export const WEBHOOK_TIMEOUT_MS = { min: 1_000, max: 30_000, default: 5_000 } as const;
/** Requests a second that an owner may set as the most; from a thousand on, the worker's own share is the limit. */
export const WEBHOOK_RATE = { min: 1, max: 1_000 } as const;
/** From the first event on, a batch waits for company so long; far below the broker's limit on unacked messages (30 min). */
export const WEBHOOK_BATCH_WAIT_MS = { min: 100, max: 60_000 } as const;
export const WEBHOOK_HEADERS_MAX = 10;
export const WEBHOOK_METADATA_MAX = 20;

/** A strict object with the seven flags as optional fields. */
function perFlag<Field extends z.ZodType>(field: Field) {
  const shape = Object.fromEntries(ENTITY_FLAGS.map((flag) => [flag, field.optional()]));
  return z.strictObject(shape as Record<EntityFlag, z.ZodOptional<Field>>);
}

/** Flags by entity; absent = false on create and replace, unchanged on PATCH. */
export const webhookTypesSchema = perFlag(z.boolean());
/** Lists of actions by entity; an entity given here overrides its flag in `types`. */
export const webhookEventsSchema = perFlag(z.array(z.enum(ACTIONS)).max(ACTIONS.length));

/** A text that `problemOf` finds nothing wrong with. */
function checkedText(problemOf: (text: string) => string | null) {
  return z.string().superRefine((text, context) => {
    const message = problemOf(text);
    if (message !== null) context.addIssue({ code: 'custom', message });
  });
}

/** Headers of the owner's own on every request of the webhook. */
export const webhookHeadersSchema = z
  .record(checkedText(headerNameProblem), checkedText(headerValueProblem))
  .superRefine((headers, context) => {
    const names = Object.keys(headers).map((name) => name.toLowerCase());
    if (names.length > WEBHOOK_HEADERS_MAX) {
      context.addIssue({ code: 'custom', message: `at most ${WEBHOOK_HEADERS_MAX} headers` });
    }
    if (new Set(names).size < names.length) {
      context.addIssue({ code: 'custom', message: 'a header is given twice: case makes no difference' });
    }
  });

/** How events are gathered into one request. */
export const webhookBatchSchema = z.strictObject({
  maxEvents: z.int().min(2).max(BATCH_EVENTS_MAX),
  maxWaitMs: z.int().min(WEBHOOK_BATCH_WAIT_MS.min).max(WEBHOOK_BATCH_WAIT_MS.max),
});
export type WebhookBatch = z.infer<typeof webhookBatchSchema>;

/** Notes of the owner's own, e.g. the shop's number in their system. The limits are those that other webhook services have. */
export const webhookMetadataSchema = z
  .record(z.string().min(1).max(40), z.string().max(500))
  .refine((metadata) => Object.keys(metadata).length <= WEBHOOK_METADATA_MAX, {
    message: `at most ${WEBHOOK_METADATA_MAX} entries`,
  });

const fields = {
  url: z.string(),
  isActive: z.boolean().optional(),
  types: webhookTypesSchema.optional(),
  events: webhookEventsSchema.optional(),
  description: z.string().max(500).nullable().optional(),
  timeoutMs: z.int().min(WEBHOOK_TIMEOUT_MS.min).max(WEBHOOK_TIMEOUT_MS.max).optional(),
  headers: webhookHeadersSchema.optional(),
  metadata: webhookMetadataSchema.optional(),
  /** Null, here and below: none. */
  filter: webhookFilterSchema.nullable().optional(),
  deviceIds: webhookIdsSchema.nullable().optional(),
  shopIds: webhookIdsSchema.nullable().optional(),
  maxPerSecond: z.int().min(WEBHOOK_RATE.min).max(WEBHOOK_RATE.max).nullable().optional(),
  batch: webhookBatchSchema.nullable().optional(),
};

/**
 * Fields that we show and nobody sets; taken, and ignored, so that a client may send back what it was shown. The secret is not
 * shown with the rest: whoever sends it believes to change it.
 */
const shownOnly = {
  secret: z.never({ error: 'is written once, on creation' }).optional(),
  id: z.string().optional(),
  createdAt: z.string().optional(),
  updatedAt: z.string().optional(),
  disabledReason: z.string().nullable().optional(),
  disabledAt: z.string().nullable().optional(),
  previousSecretValidUntil: z.string().nullable().optional(),
};

/** `POST /api/webhooks`. Without a `secret` one is generated. */
export const webhookCreateBody = z.strictObject({ ...fields, secret: z.string().max(200).optional() });
export type WebhookCreateBody = z.infer<typeof webhookCreateBody>;

/** `PUT /api/webhooks/:id`: what is absent takes its default. The secret is not part of it. */
export const webhookReplaceBody = z.strictObject({ ...fields, ...shownOnly });
export type WebhookReplaceBody = z.infer<typeof webhookReplaceBody>;

/** `PATCH /api/webhooks/:id`: changes only what is given; inside `types` and `events` too. */
export const webhookPatchBody = z.strictObject({ ...fields, ...shownOnly, url: fields.url.optional() });
export type WebhookPatchBody = z.infer<typeof webhookPatchBody>;

/** An object with all seven flags. */
function forEachFlag<Field extends z.ZodType>(field: Field) {
  const shape = Object.fromEntries(ENTITY_FLAGS.map((flag) => [flag, field]));
  return z.object(shape as Record<EntityFlag, Field>);
}

/** The webhook as the API shows it. */
export const webhookView = z.object({
  id: z.guid(),
  url: z.string(),
  isActive: z.boolean(),
  /** True when all three actions of the entity are heard. */
  types: forEachFlag(z.boolean()),
  events: forEachFlag(z.array(z.enum(ACTIONS))),
  description: z.string().nullable(),
  timeoutMs: z.int(),
  headers: z.record(z.string(), z.string()),
  metadata: z.record(z.string(), z.string()),
  filter: webhookFilterSchema.nullable(),
  deviceIds: webhookIdsSchema.nullable(),
  shopIds: webhookIdsSchema.nullable(),
  /** Requests a second, over all workers. */
  maxPerSecond: z.int().nullable(),
  batch: webhookBatchSchema.nullable(),
  createdAt: shownInstant,
  updatedAt: shownInstant,
  /** Why we switched it off; absent when we did not. */
  disabledReason: z.string().optional(),
  disabledAt: shownInstant.optional(),
  /** Until when the secret before the last rotation signs as well; absent when it does not. */
  previousSecretValidUntil: shownInstant.optional(),
});
export type WebhookView = z.infer<typeof webhookView>;

/** The answer to `GET /api/webhooks/:id/secret`. */
export const webhookSecretView = z.object({ secret: z.string() });
