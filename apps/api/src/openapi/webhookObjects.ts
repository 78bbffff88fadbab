import { z } from 'zod';
import { ENTITY_VIEWS } from '@kassahook/contracts/entityViews';
import { ACTIONS, ENTITY_TYPES, type EntityType } from '@kassahook/domain/eventType';
import type { OperationSpec } from '../http/operationSpec.js';
import type { OperationObject } from './operationObject.js';
import type { FinishedBook } from './schemaBook.js';

interface EventOf {
  /** As components and operations have it. */
  name: string;
  /** The operation whose example shows the entity. */
  shownBy: string;
}

const EVENTS: Readonly<Record<EntityType, EventOf>> = {
  PRODUCT: { name: 'Product', shownBy: 'getProduct' },
  DEVICE: { name: 'Device', shownBy: 'updateDevice' },
  ENCASHMENT: { name: 'Encashment', shownBy: 'getEncashment' },
  RECEIPT: { name: 'Receipt', shownBy: 'getReceipt' },
  SHIFT: { name: 'Shift', shownBy: 'getShift' },
  OPERATION: { name: 'Operation', shownBy: 'getOperation' },
  DEVICE_REGISTRATION: { name: 'DeviceRegistration', shownBy: 'getDeviceRegistration' },
};

/** The body of a delivery: the entity as the API shows it, as it was at that moment. */
function eventSchema(type: EntityType): z.ZodType {
  return z.object({ action: z.enum(ACTIONS), type: z.literal(type), data: ENTITY_VIEWS[type] });
}

/** The schemas of all bodies of deliveries, by the names of their components. */
export const eventSchemas: Readonly<Record<string, z.ZodType>> = Object.fromEntries(
  ENTITY_TYPES.map((type) => [`${EVENTS[type].name}Event`, eventSchema(type)]),
);

const HEADERS: readonly (readonly [name: string, description: string])[] = [
  ['webhook-id', 'the delivery’s id, the same on every attempt: what came before under it is a repeat'],
  ['webhook-timestamp', 'Unix seconds of this attempt; refuse what is older than five minutes'],
  [
    'webhook-signature',
    '`v1,<base64>` after Standard Webhooks; two of them, separated by a space, while a secret is replaced',
  ],
  ['kassahook-event-id', 'the event’s id, the same for every webhook that hears it'],
  ['kassahook-occurred-at', 'when it happened: deliveries come in any order'],
  ['kassahook-attempt', 'the number of this attempt'],
];

/** For `components.parameters`: the headers of every delivery. */
export const deliveryHeaders: Readonly<Record<string, object>> = Object.fromEntries(
  HEADERS.map(([name, description]) => [
    name,
    { name, in: 'header', required: true, description, schema: { type: 'string' } },
  ]),
);

const ANSWERS = {
  '2XX': { description: 'Acknowledged; the body is not looked at.' },
  '410': { description: 'Gone: the webhook is switched off at once.' },
  '429': { description: 'Too much: tried again, not before `Retry-After`.' },
  default: {
    description: 'Anything else, and no answer in time: tried again, up to a day later, then dead.',
  },
} as const;

/** For `webhooks`: what a receiver gets, by kind of entity. */
export function webhookObjects(
  operations: readonly OperationSpec[],
  views: FinishedBook,
): Record<string, { post: OperationObject }> {
  const exampleOf = (operationId: string): unknown =>
    operations.find((spec) => spec.operationId === operationId)?.answers[200]?.example;
  return Object.fromEntries(
    ENTITY_TYPES.map((type) => {
      const { name, shownBy } = EVENTS[type];
      const schema = eventSchemas[`${name}Event`];
      if (!schema) throw new Error(`no schema of ${type}`);
      const post: OperationObject = {
        operationId: `on${name}`,
        tags: ['Events'],
        summary: `${type} was created, updated or deleted`,
        parameters: HEADERS.map(([header]) => ({ $ref: `#/components/parameters/${header}` })),
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: views.schemaOf(schema),
              example: { action: 'CREATE', type, data: exampleOf(shownBy) },
            },
          },
        },
        responses: ANSWERS,
      };
      return [name, { post }];
    }),
  );
}
