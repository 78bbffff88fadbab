import { z } from 'zod';
import { ACTIONS, ENTITY_TYPES } from '@kassahook/domain/eventType';
import { DELIVERY_STATES } from './attempt.js';
import { eventViewSchema } from './eventView.js';
import { JOB_STATES } from './job.js';

/** An attempt has just been stored, so a delivery stands anew. A resend that failed changes nothing for its schedule. */
export const liveDelivery = z.object({
  id: z.string(),
  webhookId: z.string(),
  eventId: z.string(),
  type: z.enum(ENTITY_TYPES),
  action: z.enum(ACTIONS),
  entityId: z.string(),
  trigger: z.enum(['schedule', 'manual']),
  /** What this attempt came to. */
  state: z.enum(DELIVERY_STATES),
  /** Attempts of the schedule so far, resends not counted; absent for a resend. */
  attempts: z.int().optional(),
  lastStatus: z.int().nullable(),
  lastErrorClass: z.string().nullable(),
  nextAttemptAt: z.string().nullable(),
  at: z.string(),
});
export type LiveDelivery = z.infer<typeof liveDelivery>;

/** A webhook began to fail, answers again, or was switched off by us. */
export const liveHealth = z.object({
  webhookId: z.string(),
  state: z.enum(['healthy', 'failing', 'disabled']),
  /** Why it was switched off; null for the other states. */
  reason: z.string().nullable(),
  at: z.string(),
});

/** What workers tell about an account, by the name of the message. */
export const LIVE_FACTS = {
  event: eventViewSchema.omit({ subject: true }),
  delivery: liveDelivery,
  health: liveHealth,
  notification: z.object({
    id: z.string(),
    kind: z.enum(['WEBHOOK_FAILING', 'WEBHOOK_DISABLED']),
    webhookId: z.string(),
  }),
  job: z.object({
    id: z.string(),
    webhookId: z.string(),
    state: z.enum(JOB_STATES),
    progress: z.number(),
    examined: z.int(),
    published: z.int(),
  }),
  /** Webhooks were made, changed, switched or deleted: read them again. */
  webhooks: z.object({ at: z.string() }),
} as const;

/** What a stream says of itself. */
const streamSigns = {
  /** The first message. Nothing of before is repeated (`Last-Event-ID` is not looked at): the page reads what it shows. */
  hello: z.object({ at: z.string(), heartbeatMs: z.int(), recheckMs: z.int() }),
  /** From now on every change comes: read once more what is shown. Comes about a second after `hello`, and when `degraded` is over. */
  live: z.object({ at: z.string() }),
  /** Comes every `heartbeatMs`, so that who listens knows a silent stream from a dead one: a comment is not told to a page. */
  heartbeat: z.object({ at: z.string() }),
  /** Changes may be missing until `live` comes: ask every few seconds instead. */
  degraded: z.object({ at: z.string() }),
  /** So many messages were left out, because too many came at once: read again what is shown. */
  more: z.object({ more: z.int() }),
} as const;

const message = <Name extends string, Data extends z.ZodType>(event: Name, data: Data) =>
  z.object({ event: z.literal(event), data });

const inspectedFact = z.object({
  id: z.string(),
  inspectorId: z.string(),
  at: z.string(),
  method: z.string(),
  bytes: z.int().nullable(),
  signature: z.enum(['verified', 'failed', 'absent', 'unknown']),
  status: z.int(),
});

/** A fact on its way to those who watch the account. */
export const liveFact = z.discriminatedUnion('event', [
  message('event', LIVE_FACTS.event),
  message('delivery', LIVE_FACTS.delivery),
  message('health', LIVE_FACTS.health),
  message('notification', LIVE_FACTS.notification),
  message('job', LIVE_FACTS.job),
  message('webhooks', LIVE_FACTS.webhooks),
  message('request', inspectedFact),
]);
export type LiveFact = z.infer<typeof liveFact>;

/** What travels through Redis: the facts of a moment, and how many did not fit. */
export const liveBatch = z.object({ v: z.literal(1), facts: z.array(liveFact), more: z.int().min(0) });
export type LiveBatch = z.infer<typeof liveBatch>;

const signs = [
  message('hello', streamSigns.hello),
  message('live', streamSigns.live),
  message('heartbeat', streamSigns.heartbeat),
  message('degraded', streamSigns.degraded),
  message('more', streamSigns.more),
] as const;

/** A message of `GET /api/stream`: the fields `event` and `data` (as JSON) of a server-sent event. */
export const streamMessage = z.discriminatedUnion('event', [
  ...signs,
  message('event', LIVE_FACTS.event),
  message('delivery', LIVE_FACTS.delivery),
  message('health', LIVE_FACTS.health),
  message('notification', LIVE_FACTS.notification),
  message('job', LIVE_FACTS.job),
  message('webhooks', LIVE_FACTS.webhooks),
]);
export type StreamMessage = z.infer<typeof streamMessage>;

/** A message of `GET /api/inspectors/:id/stream`. */
export const inspectorMessage = z.discriminatedUnion('event', [...signs, message('request', inspectedFact)]);
export type InspectorMessage = z.infer<typeof inspectorMessage>;
