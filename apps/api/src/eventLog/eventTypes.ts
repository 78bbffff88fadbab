import { ENTITY_VIEWS } from '@kassahook/contracts/entityViews';
import type { EventTypesView } from '@kassahook/contracts/eventTypes';
import { sampleEntity } from '@kassahook/contracts/sampleEvents';
import {
  ACTIONS,
  ENTITY_FLAGS,
  ENTITY_TYPES,
  type Action,
  type EntityType,
} from '@kassahook/domain/eventType';
import { shownSchemaOf } from '../openapi/schemaBook.js';
import { EVENT_TYPE_TEXTS, type ActionText } from './eventTypeTexts.js';

type Entry = EventTypesView[number];

const NEVER: ActionText = {
  name: 'Reserved',
  description: 'Nothing does this today. A webhook may subscribe to it all the same.',
};

/** Every kind of entity with what can happen to it, in the order of the mask; samples are of an instant (Unix ms). */
export function eventTypes(nowMs: number): EventTypesView {
  return ENTITY_TYPES.map((type, index): Entry => {
    const { name, description, actions } = EVENT_TYPE_TEXTS[type];
    return {
      type,
      flag: ENTITY_FLAGS[index] as Entry['flag'],
      name,
      description,
      schema: shownSchemaOf(ENTITY_VIEWS[type]),
      actions: ACTIONS.map((action) => ({
        action,
        ...(actions[action] ?? NEVER),
        happens: actions[action] !== undefined,
        sample: { action, type, data: sampleOf(type, action, nowMs) },
      })),
    };
  });
}

function sampleOf(type: EntityType, action: Action, nowMs: number): Record<string, unknown> {
  return sampleEntity({ type, action }, nowMs) as Record<string, unknown>;
}
