import { z } from 'zod';
import { ACTIONS, ENTITY_TYPES } from '@kassahook/domain/eventType';
import { deliveryViewSchema } from './delivery.js';
import { eventSubjectSchema } from './eventSubject.js';
import { ownQuery } from './ownQuery.js';
import { listPlace, pageLimit, queryRange } from './queryInstant.js';

const EVENTS_MAX = 500;

/** The query of `GET /api/events`: `from` inclusive, `to` exclusive, both of the moment when the event occurred. */
export const eventQuery = ownQuery({
  type: z.enum(ENTITY_TYPES).optional(),
  action: z.enum(ACTIONS).optional(),
  entityId: z.string().min(1).max(64).optional(),
  ...queryRange,
  limit: pageLimit(EVENTS_MAX, 50),
  before: listPlace.optional(),
});
export type EventQuery = z.infer<typeof eventQuery>;

/** An event as lists show it. */
export const eventViewSchema = z.object({
  id: z.string(),
  type: z.enum(ENTITY_TYPES),
  action: z.enum(ACTIONS),
  entityId: z.string(),
  occurredAt: z.string(),
  subject: eventSubjectSchema,
  /** How many webhooks it is for. */
  deliveries: z.int(),
});
export type EventView = z.infer<typeof eventViewSchema>;

/** One event, the entity as it was at that moment, and the deliveries it made. */
export const eventDetailSchema = eventViewSchema.omit({ deliveries: true }).extend({
  data: z.unknown(),
  /** Those without an attempt yet are `waiting`. */
  deliveries: z.array(deliveryViewSchema),
});
export type EventDetailView = z.infer<typeof eventDetailSchema>;
