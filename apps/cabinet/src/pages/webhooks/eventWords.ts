import { ENTITY_FLAGS, type Action, type EntityFlag, type EntityType } from '@kassahook/domain/eventType';
import type { ParseKeys } from 'i18next';

type Word = ParseKeys<'webhooks'>;

/** What people call each kind of entity. */
export const ENTITY_WORDS: Readonly<Record<EntityType, Word>> = {
  PRODUCT: 'entities.products',
  DEVICE: 'entities.devices',
  ENCASHMENT: 'entities.encashments',
  RECEIPT: 'entities.receipts',
  SHIFT: 'entities.shifts',
  OPERATION: 'entities.operations',
  DEVICE_REGISTRATION: 'entities.deviceRegistrations',
};

export const FLAG_WORDS: Readonly<Record<EntityFlag, Word>> = {
  products: 'entities.products',
  devices: 'entities.devices',
  encashments: 'entities.encashments',
  receipts: 'entities.receipts',
  shifts: 'entities.shifts',
  operations: 'entities.operations',
  deviceRegistrations: 'entities.deviceRegistrations',
};

/** What happened to it. */
export const ACTION_WORDS: Readonly<Record<Action, Word>> = {
  CREATE: 'actions.CREATE',
  UPDATE: 'actions.UPDATE',
  DELETE: 'actions.DELETE',
};

/** The kinds of entity as people are shown them: what most come for is first. */
export const SHOWN_FLAGS: readonly EntityFlag[] = [
  'receipts',
  ...ENTITY_FLAGS.filter((flag) => flag !== 'receipts'),
];
