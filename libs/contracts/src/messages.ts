/**
 * libs/contracts: the schemas (zod) of everything that crosses a boundary: HTTP bodies and queue messages.
 * Types are inferred from the schemas, so that a shape is written once.
 * It may import libs/domain and zod, nothing else; it must not know who sends, stores or shows what it describes.
 * A queue message carries `v`: a reader that does not know the version sends it to the dead letters, with the reason.
 * Identifiers are UUIDs in text form; instants are ISO 8601 in UTC with milliseconds.
 */
import { z } from 'zod';
import { ACTIONS, ENTITY_TYPES, EVENT_SOURCES } from '@kassahook/domain/eventType';

const id = z.string().min(1).max(64);

/** "Something was committed, its snapshot is in the outbox": ids only. Published as a hint for speed; the relay repeats it. */
export const eventHintSchema = z.object({
  v: z.literal(1),
  eventId: z.string().min(1).max(64),
  source: z.enum(EVENT_SOURCES),
  accountId: z.string().min(1).max(64),
  type: z.enum(ENTITY_TYPES),
  action: z.enum(ACTIONS),
  entityId: z.string().min(1).max(64),
  occurredAt: z.string().min(1).max(32),
});
export type EventHint = z.infer<typeof eventHintSchema>;

/** The most hints in one message. */
export const HINTS_PER_MESSAGE_MAX = 100;

/** Hints of what was committed at the same time. A message costs the broker and both ends about 100 µs, whatever is in it. */
export const eventHintsSchema = z.object({
  v: z.literal(2),
  hints: z.array(eventHintSchema).min(1).max(HINTS_PER_MESSAGE_MAX),
});

export type EventHints = z.infer<typeof eventHintsSchema>;

/** What the queue of hints carries. */
export const hintMessageSchema = z.discriminatedUnion('v', [eventHintSchema, eventHintsSchema]);

/** One event on its way to one webhook. */
export const deliveryMessageSchema = z.object({
  v: z.literal(1),
  deliveryId: z.string().min(1).max(64),
  eventId: z.string().min(1).max(64),
  webhookId: z.string().min(1).max(64),
  accountId: z.string().min(1).max(64),
  type: z.enum(ENTITY_TYPES),
  action: z.enum(ACTIONS),
  entityId: z.string().min(1).max(64),
  occurredAt: z.string().min(1).max(32),
  /** 1 for the first scheduled attempt. */
  attempt: z.int().min(1).max(1000),
  /** The rung of the ladder that this attempt stands on, 0 first. */
  rung: z.int().min(0).max(100),
  /** Unix milliseconds at which this attempt became due. */
  dueAtMs: z.int().min(0),
  /** 0 when this attempt was never parked, else how often in a row because its endpoint was busy, at least 1. */
  parks: z.int().min(0).max(1_000_000),
  /** Unix milliseconds of this attempt's first parking, from which the limit on parking counts; absent while it was not parked. */
  parkedSinceMs: z.int().min(0).optional(),
  /** The place that this attempt holds in the line of its webhook's rate; absent while it holds none. */
  ratePlace: z.int().min(0).optional(),
  /** Unix milliseconds at which it may expect its turn there, while it waits for it. */
  notBeforeMs: z.int().min(0).optional(),
  /** Unix milliseconds from which the limit on waiting for a turn counts. */
  rateSinceMs: z.int().min(0).optional(),
  /** True when somebody published this delivery again: the attempt log is asked before a request is made. */
  repeat: z.boolean(),
  trigger: z.enum(['schedule', 'manual']),
  /** Tells resends of one delivery apart; only with trigger `manual`. */
  resendId: z.string().min(1).max(64).optional(),
  /** A manual attempt that a job asked for, not a person who waits: the endpoint's gate makes it wait its turn. */
  bulk: z.boolean().optional(),
  /** The request body, when it is at most BODY_IN_MESSAGE_LIMIT_BYTES; else it is read by event id. */
  body: z.string().optional(),
});
export type DeliveryMessage = z.infer<typeof deliveryMessageSchema>;

/** The most deliveries in one message of first attempts: enough to share its cost, few enough to spread over the workers. */
export const DELIVERIES_PER_MESSAGE_MAX = 32;

/**
 * First attempts of events that were fanned out together. What they share, the body above all, is written once; each is a delivery of
 * its own from here on: it ends, waits for its tier or is parked by itself.
 */
export const firstAttemptsSchema = z.object({
  v: z.literal(2),
  dueAtMs: z.int().min(0),
  events: z
    .array(
      z.object({
        eventId: id,
        accountId: id,
        type: z.enum(ENTITY_TYPES),
        action: z.enum(ACTIONS),
        entityId: id,
        occurredAt: z.string().min(1).max(32),
        repeat: z.boolean(),
        webhookIds: z.array(id).min(1).max(DELIVERIES_PER_MESSAGE_MAX),
        body: z.string().optional(),
      }),
    )
    .min(1)
    .max(DELIVERIES_PER_MESSAGE_MAX),
});
export type FirstAttempts = z.infer<typeof firstAttemptsSchema>;

/** The most events that go out in one request. */
export const BATCH_EVENTS_MAX = 100;

/** Deliveries of one webhook that travel, are tried and end as one. What they share is what a message of one delivery says of it. */
export const batchMessageSchema = z.object({
  v: z.literal(3),
  /** Made of the ids of its deliveries: a repeat of the same ones is the same batch. */
  batchId: id,
  webhookId: id,
  accountId: id,
  attempt: z.int().min(1).max(1000),
  rung: z.int().min(0).max(100),
  dueAtMs: z.int().min(0),
  parks: z.int().min(0).max(1_000_000),
  parkedSinceMs: z.int().min(0).optional(),
  ratePlace: z.int().min(0).optional(),
  notBeforeMs: z.int().min(0).optional(),
  rateSinceMs: z.int().min(0).optional(),
  repeat: z.boolean(),
  deliveries: z
    .array(
      z.object({
        deliveryId: id,
        eventId: id,
        type: z.enum(ENTITY_TYPES),
        action: z.enum(ACTIONS),
        entityId: id,
        occurredAt: z.string().min(1).max(32),
        body: z.string().optional(),
      }),
    )
    .min(1)
    .max(BATCH_EVENTS_MAX),
});
export type BatchMessage = z.infer<typeof batchMessageSchema>;
export type BatchedDelivery = BatchMessage['deliveries'][number];

/** What the queues of attempts carry. */
export const attemptMessageSchema = z.discriminatedUnion('v', [
  deliveryMessageSchema,
  firstAttemptsSchema,
  batchMessageSchema,
]);

/** Bodies up to this travel in the message; larger ones are read from the event store. 32 KB: see docs/ARCHITECTURE.md. */
export const BODY_IN_MESSAGE_LIMIT_BYTES = 32 * 1024;
