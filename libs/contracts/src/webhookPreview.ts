import { z } from 'zod';
import { eventViewSchema } from './eventView.js';
import { webhookEventsSchema, webhookTypesSchema } from './webhook.js';
import { webhookFilterSchema, webhookIdsSchema } from './webhookContent.js';

/** Events that one preview looks at: enough to see what a filter does, few enough to be asked while somebody types. */
export const PREVIEW_EVENTS_MAX = 200;
const SHOWN_MAX = 50;

/** `POST /api/webhooks/preview`: the fields of a webhook that decide what it hears, as in its form. */
export const webhookPreviewBody = z.strictObject({
  types: webhookTypesSchema.optional(),
  events: webhookEventsSchema.optional(),
  filter: webhookFilterSchema.nullish(),
  deviceIds: webhookIdsSchema.nullish(),
  shopIds: webhookIdsSchema.nullish(),
  /** How many events are shown. */
  limit: z.int().min(1).max(SHOWN_MAX).default(20),
  /** Shows only those that match. */
  matchesOnly: z.boolean().default(false),
});
export type WebhookPreviewBody = z.infer<typeof webhookPreviewBody>;

export const webhookPreviewView = z.object({
  /** How many of the newest events were looked at, how many of these the mask lets through, and how many match in all. */
  lookedAt: z.int(),
  heard: z.int(),
  matched: z.int(),
  /** When the oldest of these occurred; null when there were none. */
  since: z.string().nullable(),
  /** Newest first. */
  events: z.array(eventViewSchema.omit({ subject: true, deliveries: true }).extend({ matches: z.boolean() })),
});
export type WebhookPreviewView = z.infer<typeof webhookPreviewView>;
