import type { Action, EntityType } from '@kassahook/domain/eventType';
import type { ParseKeys } from 'i18next';

type Word = ParseKeys<'events'>;

/** What happened, as a person says it: participles agree with their nouns, so each kind of event has its own words. */
export const EVENT_TITLES = {
  PRODUCT: {
    CREATE: 'titles.PRODUCT.CREATE',
    UPDATE: 'titles.PRODUCT.UPDATE',
    DELETE: 'titles.PRODUCT.DELETE',
  },
  DEVICE: {
    CREATE: 'titles.DEVICE.CREATE',
    UPDATE: 'titles.DEVICE.UPDATE',
    DELETE: 'titles.DEVICE.DELETE',
  },
  ENCASHMENT: {
    CREATE: 'titles.ENCASHMENT.CREATE',
    UPDATE: 'titles.ENCASHMENT.UPDATE',
    DELETE: 'titles.ENCASHMENT.DELETE',
  },
  RECEIPT: {
    CREATE: 'titles.RECEIPT.CREATE',
    UPDATE: 'titles.RECEIPT.UPDATE',
    DELETE: 'titles.RECEIPT.DELETE',
  },
  SHIFT: {
    CREATE: 'titles.SHIFT.CREATE',
    UPDATE: 'titles.SHIFT.UPDATE',
    DELETE: 'titles.SHIFT.DELETE',
  },
  OPERATION: {
    CREATE: 'titles.OPERATION.CREATE',
    UPDATE: 'titles.OPERATION.UPDATE',
    DELETE: 'titles.OPERATION.DELETE',
  },
  DEVICE_REGISTRATION: {
    CREATE: 'titles.DEVICE_REGISTRATION.CREATE',
    UPDATE: 'titles.DEVICE_REGISTRATION.UPDATE',
    DELETE: 'titles.DEVICE_REGISTRATION.DELETE',
  },
} as const satisfies Readonly<Record<EntityType, Readonly<Record<Action, Word>>>>;

/** One of each kind of entity. */
export const ENTITY_WORDS: Readonly<Record<EntityType, Word>> = {
  PRODUCT: 'entities.PRODUCT',
  DEVICE: 'entities.DEVICE',
  ENCASHMENT: 'entities.ENCASHMENT',
  RECEIPT: 'entities.RECEIPT',
  SHIFT: 'entities.SHIFT',
  OPERATION: 'entities.OPERATION',
  DEVICE_REGISTRATION: 'entities.DEVICE_REGISTRATION',
};

/** The same at the beginning of a line: by hand, because a style would capitalise every word. */
export const ENTITY_NAMES: Readonly<Record<EntityType, Word>> = {
  PRODUCT: 'names.PRODUCT',
  DEVICE: 'names.DEVICE',
  ENCASHMENT: 'names.ENCASHMENT',
  RECEIPT: 'names.RECEIPT',
  SHIFT: 'names.SHIFT',
  OPERATION: 'names.OPERATION',
  DEVICE_REGISTRATION: 'names.DEVICE_REGISTRATION',
};

/** What happens to entities, whichever they are. */
export const ACTION_WORDS: Readonly<Record<Action, Word>> = {
  CREATE: 'actions.CREATE',
  UPDATE: 'actions.UPDATE',
  DELETE: 'actions.DELETE',
};

/** Where an entity has a page of its own; null where it has none, and once it is deleted. @param action what happened to it */
export function entityPath(type: EntityType, id: string, action: Action): string | null {
  if (action === 'DELETE') return null;
  const tail = encodeURIComponent(id);
  switch (type) {
    case 'RECEIPT':
      return `/receipts/${tail}`;
    case 'SHIFT':
      return `/shifts/${tail}`;
    case 'PRODUCT':
      return `/products/${tail}`;
    case 'OPERATION':
      return `/operations/${tail}`;
    case 'DEVICE':
    case 'DEVICE_REGISTRATION':
      return `/registers/${tail}`;
    case 'ENCASHMENT':
      return null;
  }
}
