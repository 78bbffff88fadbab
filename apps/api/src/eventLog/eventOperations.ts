import { z } from 'zod';
import { eventDetailSchema, eventQuery, eventViewSchema } from '@kassahook/contracts/eventView';
import { NEXT_HEADER } from '../http/listSpec.js';
import type { OperationSpec } from '../http/operationSpec.js';

const event = {
  id: '018f3f4e-9d60-7b77-8e11-2a2b2c2d2e2f',
  type: 'PRODUCT',
  action: 'UPDATE',
  entityId: '018f3f4e-0000-7000-8000-000000000001',
  occurredAt: '2026-03-01T09:15:00.000Z',
  subject: { name: 'Чай чёрный' },
  deliveries: 1,
};

export const eventOperations: readonly OperationSpec[] = [
  {
    method: 'get',
    path: '/api/events',
    operationId: 'listEvents',
    tag: 'Events',
    summary: 'Events, newest first',
    description:
      'What happened to the entities of the account, whether or not a webhook heard it. `subject` is what people know the entity by. ' +
      'A page may be shorter than `limit`: go on while there is an `X-Next-Before`.',
    scopes: ['read', 'webhooks'],
    query: eventQuery,
    answers: {
      200: {
        description: 'a page of events',
        schema: z.array(eventViewSchema),
        example: [event],
        headers: NEXT_HEADER,
      },
    },
  },
  {
    method: 'get',
    path: '/api/events/:id',
    operationId: 'getEvent',
    tag: 'Events',
    summary: 'An event, its snapshot and the deliveries it made',
    scopes: ['read', 'webhooks'],
    params: z.object({ id: z.string() }),
    answers: {
      200: {
        description: 'the event',
        schema: eventDetailSchema,
        example: {
          ...event,
          data: { id: event.entityId, name: 'Чай чёрный' },
          deliveries: [],
        },
      },
    },
  },
];
