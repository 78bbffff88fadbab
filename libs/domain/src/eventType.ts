/**
 * libs/domain: the pure rules of kassahook: event types and their mask, the ladder, outcome → decision, ids' shapes.
 * It imports nothing: no library, no Node module, no clock. What it needs (now, random) comes as an argument.
 * It must not know how anything is stored, sent or shown.
 * The words are those of the glossary in docs/ARCHITECTURE.md.
 * Everything here runs in a browser as well as in Node.
 */

/** The seven kinds of entity, in the order of their bits in a mask. Append only: the order is stored in databases. */
export const ENTITY_TYPES = [
  'PRODUCT',
  'DEVICE',
  'ENCASHMENT',
  'RECEIPT',
  'SHIFT',
  'OPERATION',
  'DEVICE_REGISTRATION',
] as const;
export type EntityType = (typeof ENTITY_TYPES)[number];

/** What can happen to an entity, in the order of their bits in a mask. Append is impossible: three bits an entity. */
export const ACTIONS = ['CREATE', 'UPDATE', 'DELETE'] as const;
export type Action = (typeof ACTIONS)[number];

/** The public flag of an entity in a webhook's `types` and `events`. */
export const ENTITY_FLAGS = [
  'products',
  'devices',
  'encashments',
  'receipts',
  'shifts',
  'operations',
  'deviceRegistrations',
] as const;
export type EntityFlag = (typeof ENTITY_FLAGS)[number];

/** In which store the entity's outbox lives. */
export const EVENT_SOURCES = ['postgres', 'mongo'] as const;
export type EventSource = (typeof EVENT_SOURCES)[number];

const SOURCES: Readonly<Record<EntityType, EventSource>> = {
  PRODUCT: 'postgres',
  DEVICE: 'postgres',
  DEVICE_REGISTRATION: 'postgres',
  ENCASHMENT: 'mongo',
  RECEIPT: 'mongo',
  SHIFT: 'mongo',
  OPERATION: 'mongo',
};

/** The store whose outbox carries events of this kind of entity. */
export function sourceOf(type: EntityType): EventSource {
  return SOURCES[type];
}

/** Closes an exhaustive switch: the compiler refuses a case that was forgotten. */
export function assertNever(value: never): never {
  throw new TypeError(`unexpected value: ${String(value)}`);
}
