import { z } from 'zod';
import { ACTIONS, ENTITY_FLAGS, ENTITY_TYPES } from '@kassahook/domain/eventType';

/** One thing that can happen to a kind of entity. */
const eventTypeAction = z.object({
  action: z.enum(ACTIONS),
  /** In a few words, e.g. "Receipt printed". */
  name: z.string(),
  description: z.string(),
  /** False for what a webhook may subscribe to and nothing does today. */
  happens: z.boolean(),
  /** The body of a delivery, as a receiver would get it. */
  sample: z.object({
    action: z.enum(ACTIONS),
    type: z.enum(ENTITY_TYPES),
    data: z.record(z.string(), z.unknown()),
  }),
});

/** The answer to `GET /api/event-types`: each kind of entity with what can happen to it. */
export const eventTypesView = z.array(
  z.object({
    type: z.enum(ENTITY_TYPES),
    /** As `types` and `events` of a webhook have it. */
    flag: z.enum(ENTITY_FLAGS),
    name: z.string(),
    description: z.string(),
    /** Of `data`, in JSON Schema 2020-12. */
    schema: z.record(z.string(), z.unknown()),
    actions: z.array(eventTypeAction),
  }),
);
export type EventTypesView = z.infer<typeof eventTypesView>;
