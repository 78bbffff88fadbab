import type { OperationSpec } from '../src/http/operationSpec.js';
import { inputSchemaOf, type JsonSchema } from '../src/openapi/schemaBook.js';
import type { ThingKind } from './accountThings.js';

/** Where a request of an operation says an id. */
export interface IdPlace {
  in: 'path' | 'query' | 'body';
  /** Of a path with what stands before it: `/api/products/:id`; of a body with the names around it: `prices.deviceId`. */
  name: string;
}

/** What comes of another account's id in a body that is right otherwise. */
export interface BodyPlace {
  thing: ThingKind;
  /** Puts the id into the example of the body. */
  fields: (id: string | number) => object;
  /** `refused`: as an id that never was. `own`: it names something of the caller's own account, or nothing at all. */
  outcome: 'refused' | 'own';
  /** For `own`: why. */
  because?: string;
}

/** Ids in paths. A path that is not here fails the test. */
export const PATH_PLACES: Readonly<Record<string, ThingKind>> = {
  '/api/products/:id': 'product',
  '/api/v2/products/:id': 'product',
  '/api/devices/:id': 'device',
  '/api/shops/:id': 'shop',
  '/api/departments/:id': 'department',
  '/api/cashiers/:id': 'cashier',
  '/api/receipts/:id': 'receipt',
  '/api/shifts/:id': 'shift',
  '/api/encashments/:id': 'encashment',
  '/api/operations/:id': 'operation',
  '/api/webhooks/:id': 'webhook',
  '/api/deliveries/:id': 'delivery',
  '/api/events/:id': 'event',
  '/api/jobs/:id': 'job',
  '/api/notifications/:id': 'notification',
  '/api/inspectors/:id': 'inspector',
  '/api/inspectors/:id/requests/:rid': 'inspectedRequest',
  '/api/device/operations/:id': 'operation',
  '/api/device/shifts/:number': 'shiftNumber',
  '/api/auth/sessions/:id': 'session',
  '/api/members/:id': 'user',
  '/api/invitations/:id': 'invitation',
  '/api/tokens/:id': 'token',
  '/api/oauth2/apps/:id': 'oauthApp',
  '/api/oauth2/grants/:id': 'oauthGrant',
};

/** Ids in queries, whatever the list. */
export const QUERY_PLACES: Readonly<Record<string, ThingKind>> = {
  devices: 'device',
  operationId: 'operation',
  externalId: 'externalId',
  webhookId: 'webhook',
  entityId: 'entity',
  eventId: 'event',
  userId: 'user',
  targetId: 'webhook',
};

/** What the examples of bodies name, so that an example can be made to name what there is. */
export const NAMED_IN_EXAMPLES: Readonly<Record<string, ThingKind>> = {
  departmentId: 'department',
  deviceId: 'device',
  groupId: 'shop',
  webhookId: 'webhook',
  shiftId: 'shiftNumber',
  leaseId: 'lease',
};

const position = { name: 'Чай', type: 'COUNTABLE', quantity: 1_000, price: 100, tax: 'NDS_20' };
const ONLY_ITS_OWN =
  'it narrows what the account’s own webhook hears, and another’s register is never among that';

/** Ids in bodies, by name, or by operation and name where they differ. The names of v2 are those of v1. */
const BODY_PLACES: Readonly<Record<string, BodyPlace>> = {
  departmentId: { thing: 'department', fields: (departmentId) => ({ departmentId }), outcome: 'refused' },
  'prices.deviceId': {
    thing: 'device',
    fields: (deviceId) => ({ prices: [{ deviceId, value: 1 }] }),
    outcome: 'own',
    because: 'it is a note of the product’s, and nothing is looked up by it',
  },
  'createProduct.id': {
    thing: 'product',
    fields: (id) => ({ id }),
    outcome: 'own',
    because: 'clients choose the ids of their own account’s products',
  },
  'createProducts.id': {
    thing: 'product',
    fields: (id) => ({ id }),
    outcome: 'own',
    because: 'clients choose the ids of their own account’s products',
  },
  'updateProduct.id': { thing: 'product', fields: (id) => ({ id }), outcome: 'refused' },
  'replaceProduct.id': { thing: 'product', fields: (id) => ({ id }), outcome: 'refused' },
  'updateWebhook.id': { thing: 'webhook', fields: (id) => ({ id }), outcome: 'refused' },
  'replaceWebhook.id': { thing: 'webhook', fields: (id) => ({ id }), outcome: 'refused' },
  groupId: { thing: 'shop', fields: (groupId) => ({ groupId }), outcome: 'refused' },
  deviceIds: {
    thing: 'device',
    fields: (id) => ({ deviceIds: [id] }),
    outcome: 'own',
    because: ONLY_ITS_OWN,
  },
  shopIds: { thing: 'shop', fields: (id) => ({ shopIds: [id] }), outcome: 'own', because: ONLY_ITS_OWN },
  webhookId: { thing: 'webhook', fields: (webhookId) => ({ webhookId }), outcome: 'refused' },
  deviceId: { thing: 'device', fields: (deviceId) => ({ deviceId }), outcome: 'refused' },
  externalId: {
    thing: 'externalId',
    fields: (externalId) => ({ externalId }),
    outcome: 'own',
    because: 'shops choose it, each for itself',
  },
  leaseId: { thing: 'lease', fields: (leaseId) => ({ leaseId }), outcome: 'refused' },
  shiftId: { thing: 'shiftNumber', fields: (shiftId) => ({ shiftId }), outcome: 'refused' },
  operationId: {
    thing: 'operation',
    fields: (operationId) => ({ operationId }),
    outcome: 'own',
    because: 'a register says what it printed: it is a text, by which receipts of the account are found',
  },
  'positions.id': {
    thing: 'product',
    fields: (id) => ({ positions: [{ ...position, id }] }),
    outcome: 'own',
    because: 'a receipt has been printed with it: it is a text',
  },
  'positions.departmentId': {
    thing: 'department',
    fields: (departmentId) => ({ positions: [{ ...position, departmentId }] }),
    outcome: 'own',
    because: 'a receipt has been printed with it: it is a number',
  },
};

/** What is meant for other accounts, or lets in by itself. */
export const FOR_EVERYBODY: Readonly<Record<string, string>> = {
  '/api/inspector-view/:secret': 'whoever knows the secret may look: it is the key, not a name',
  client_id: 'an application is made to be let in by other accounts',
};

const IS_ID = /^(?:id|client_id|.*Ids?)$/;

/** Every place of the operation's requests that says an id: all parameters of its path, and what is named as an id elsewhere. */
export function idPlacesOf({ path, query, body }: OperationSpec): IdPlace[] {
  const inPath = [...path.matchAll(/:\w+/g)].map(({ index, 0: name }) => path.slice(0, index + name.length));
  const inQuery = Object.keys(query?.shape ?? {}).filter((name) => IS_ID.test(name) || name === 'devices');
  const inBody = body ? [...new Set(idNamesIn(inputSchemaOf(body)))] : [];
  return [
    ...inPath.map((name): IdPlace => ({ in: 'path', name })),
    ...inQuery.map((name): IdPlace => ({ in: 'query', name })),
    ...inBody.map((name): IdPlace => ({ in: 'body', name })),
  ];
}

/** The entry of a place of a body. */
export function bodyPlaceOf(operationId: string, name: string): BodyPlace | undefined {
  return BODY_PLACES[`${operationId.replace(/V2$/, '')}.${name}`] ?? BODY_PLACES[name];
}

function idNamesIn(schema: JsonSchema, around = ''): string[] {
  const parts = ['anyOf', 'oneOf', 'allOf'].flatMap((word) => (schema[word] ?? []) as JsonSchema[]);
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>);
  return [
    ...parts.flatMap((part) => idNamesIn(part, around)),
    ...(typeof schema['items'] === 'object' ? idNamesIn(schema['items'] as JsonSchema, around) : []),
    ...properties.flatMap(([name, inner]) => [
      ...(IS_ID.test(name) ? [around + name] : []),
      ...idNamesIn(inner, `${around}${name}.`),
    ]),
  ];
}
