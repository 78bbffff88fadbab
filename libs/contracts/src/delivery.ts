import { z } from 'zod';
import { ACTIONS, ENTITY_TYPES } from '@kassahook/domain/eventType';
import { DELIVERY_STATES } from './attempt.js';
import { eventSubjectSchema } from './eventSubject.js';
import { ownQuery } from './ownQuery.js';
import { queryFlag } from './queryFlag.js';
import { listPlace, pageLimit, queryRange, uuidText } from './queryInstant.js';

/** What an attempt was answered: the first digit of the status; `none` when no answer came. */
export const STATUS_CLASSES = ['2xx', '3xx', '4xx', '5xx', 'none'] as const;
export type StatusClass = (typeof STATUS_CLASSES)[number];

/** Each delivery of a page costs a read of its attempts. */
const DELIVERIES_MAX = 200;

/**
 * The query of `GET /api/deliveries`. `from` (inclusive), `to` (exclusive) and `statusClass` speak of the attempt at which a
 * delivery is listed: its latest one that fits, with `state` its latest one that came to this state.
 */
export const deliveryQuery = ownQuery({
  webhookId: uuidText.optional(),
  state: z.enum(DELIVERY_STATES).optional(),
  type: z.enum(ENTITY_TYPES).optional(),
  action: z.enum(ACTIONS).optional(),
  entityId: z.string().min(1).max(64).optional(),
  eventId: uuidText.optional(),
  ...queryRange,
  statusClass: z.enum(STATUS_CLASSES).optional(),
  subjects: queryFlag
    .optional()
    .describe(
      'what each delivery is about is told as well, `subject`: the events of the page are read for it',
    ),
  limit: pageLimit(DELIVERIES_MAX, 50),
  before: listPlace.optional(),
});
export type DeliveryQuery = z.infer<typeof deliveryQuery>;

/**
 * Resends of one delivery, by hand and by jobs: nobody needs more, and each read of the delivery reads them all. Ladders have 20 rungs at
 * most, so an attempt's number stays far below what a message may carry.
 */
export const RESENDS_PER_DELIVERY_MAX = 100;

/** The query of `GET /api/deliveries/:id`: one that has no attempt yet is found at once when its event is named. */
export const deliveryHint = z.object({ eventId: uuidText.optional() });

/** A delivery as lists show it: what its attempts came to. */
export const deliveryViewSchema = z.object({
  id: z.string(),
  webhookId: z.string(),
  eventId: z.string(),
  type: z.enum(ENTITY_TYPES),
  action: z.enum(ACTIONS),
  entityId: z.string(),
  occurredAt: z.string(),
  /**
   * In lists that were asked for it, and of one delivery. Null when the event is not stored any more, or when the events of the page are too
   * large to be read for a line each.
   */
  subject: eventSubjectSchema.nullable().optional(),
  state: z.enum(DELIVERY_STATES),
  /** All of them, resends too; 0 while the first one is on its way. */
  attempts: z.int(),
  lastAttemptAt: z.string().nullable(),
  /** Of the schedule: a resend does not change it. Null when no attempt follows, or the first one is on its way. */
  nextAttemptAt: z.string().nullable(),
  /** Of one that waits: its endpoint rests, so nothing is sent before this, whatever `nextAttemptAt` says. Absent while it does not. */
  restsUntil: z.string().optional(),
  lastErrorClass: z.string().nullable(),
  lastStatus: z.int().nullable(),
  /**
   * Of a delivery to the callback of one operation: there is no webhook behind its `webhookId`, which is the operation's id. Absent for a
   * webhook's. `url` is null when the operation is not stored any more.
   */
  callback: z.object({ operationId: z.string(), url: z.string().nullable() }).optional(),
});
export type DeliveryView = z.infer<typeof deliveryViewSchema>;

const milliseconds = z.number().nullable();

/** Milliseconds of each phase of a request; null for a phase that did not happen. */
export const attemptTimingsSchema = z.object({
  dnsMs: milliseconds,
  connectMs: milliseconds,
  tlsMs: milliseconds,
  firstByteMs: milliseconds,
  totalMs: z.number(),
});

export const attemptViewSchema = z.object({
  id: z.string(),
  /** The number in the schedule, 1 first; null for a resend, which has no place in it. */
  attempt: z.int().nullable(),
  /** Of a resend: the id that asking for it was answered with. */
  resendId: z.string().nullable(),
  rung: z.int(),
  trigger: z.enum(['schedule', 'manual']),
  at: z.string(),
  state: z.enum(DELIVERY_STATES),
  errorClass: z.string().nullable(),
  /** Values of the owner's own headers are masked. */
  request: z.object({ url: z.string(), headers: z.record(z.string(), z.string()) }).nullable(),
  response: z
    .object({ status: z.int(), headers: z.record(z.string(), z.string()), body: z.string() })
    .nullable(),
  timings: attemptTimingsSchema.nullable(),
  remoteAddress: z.string().nullable(),
  worker: z.string(),
  nextAttemptAt: z.string().nullable(),
  /** The batch that the delivery went in; its request carried an array, in which the delivery was one item. */
  batchId: z.string().optional(),
});
export type AttemptView = z.infer<typeof attemptViewSchema>;

/** A delivery with every attempt, oldest first. */
export const deliveryLogSchema = deliveryViewSchema.extend({
  /**
   * The body that every attempt sends, to the byte; in a batch it is one item of the array, with `id`, `eventId` and `occurredAt`
   * before it. Null when the event is older than what we keep.
   */
  requestBody: z.string().nullable(),
  attemptLog: z.array(attemptViewSchema),
});
export type DeliveryLogView = z.infer<typeof deliveryLogSchema>;

/** The answer to `POST /api/deliveries/:id/resend`. */
export const resendAnswerSchema = z.object({ deliveryId: z.string(), resendId: z.string() });
