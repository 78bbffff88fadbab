import { eventTypesView } from '@kassahook/contracts/eventTypes';
import type { OperationSpec } from '../http/operationSpec.js';
import { EVENT_TYPES_PATH } from './eventTypeRoutes.js';
import { eventTypes } from './eventTypes.js';

/** The catalogue of events, described. */
export const eventTypeOperations: readonly OperationSpec[] = [
  {
    method: 'get',
    path: EVENT_TYPES_PATH,
    operationId: 'listEventTypes',
    tag: 'Events',
    summary: 'What a webhook can hear',
    description:
      'Each kind of entity, the schema of its `data` and, for each action, a body as a receiver would get it. The same for every account.',
    scopes: ['read', 'webhooks'],
    answers: {
      200: {
        description: 'the kinds of entity, in a fixed order',
        schema: eventTypesView,
        example: eventTypes(Date.UTC(2026, 2, 1, 9)).filter(({ type }) => type === 'ENCASHMENT'),
      },
    },
  },
];
