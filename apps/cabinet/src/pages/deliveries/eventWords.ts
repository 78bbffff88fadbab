import type { Action, EntityType } from '@kassahook/domain/eventType';
import type { ParseKeys } from 'i18next';

type Word = ParseKeys<'deliveries'>;

/** What happened, as a person says it: a sentence for each kind of event, because participles agree with their nouns. */
export const EVENT_WORDS: Readonly<Record<EntityType, Readonly<Record<Action, Word>>>> = {
  PRODUCT: {
    CREATE: 'happened.PRODUCT.CREATE',
    UPDATE: 'happened.PRODUCT.UPDATE',
    DELETE: 'happened.PRODUCT.DELETE',
  },
  DEVICE: {
    CREATE: 'happened.DEVICE.CREATE',
    UPDATE: 'happened.DEVICE.UPDATE',
    DELETE: 'happened.DEVICE.DELETE',
  },
  ENCASHMENT: {
    CREATE: 'happened.ENCASHMENT.CREATE',
    UPDATE: 'happened.ENCASHMENT.UPDATE',
    DELETE: 'happened.ENCASHMENT.DELETE',
  },
  RECEIPT: {
    CREATE: 'happened.RECEIPT.CREATE',
    UPDATE: 'happened.RECEIPT.UPDATE',
    DELETE: 'happened.RECEIPT.DELETE',
  },
  SHIFT: {
    CREATE: 'happened.SHIFT.CREATE',
    UPDATE: 'happened.SHIFT.UPDATE',
    DELETE: 'happened.SHIFT.DELETE',
  },
  OPERATION: {
    CREATE: 'happened.OPERATION.CREATE',
    UPDATE: 'happened.OPERATION.UPDATE',
    DELETE: 'happened.OPERATION.DELETE',
  },
  DEVICE_REGISTRATION: {
    CREATE: 'happened.DEVICE_REGISTRATION.CREATE',
    UPDATE: 'happened.DEVICE_REGISTRATION.UPDATE',
    DELETE: 'happened.DEVICE_REGISTRATION.DELETE',
  },
};

/** The kinds of entity, in the plural: the names of a filter's choices. */
export const TYPE_WORDS: Readonly<Record<EntityType, Word>> = {
  PRODUCT: 'types.PRODUCT',
  DEVICE: 'types.DEVICE',
  ENCASHMENT: 'types.ENCASHMENT',
  RECEIPT: 'types.RECEIPT',
  SHIFT: 'types.SHIFT',
  OPERATION: 'types.OPERATION',
  DEVICE_REGISTRATION: 'types.DEVICE_REGISTRATION',
};

export const ACTION_WORDS: Readonly<Record<Action, Word>> = {
  CREATE: 'actions.CREATE',
  UPDATE: 'actions.UPDATE',
  DELETE: 'actions.DELETE',
};

/** Where an entity's own page is; null for those that have none. */
export function entityPath(type: EntityType, id: string): string | null {
  const tail = encodeURIComponent(id);
  switch (type) {
    case 'RECEIPT':
      return `/receipts/${tail}`;
    case 'SHIFT':
      return `/shifts/${tail}`;
    case 'PRODUCT':
      return `/products/${tail}`;
    case 'DEVICE':
    case 'DEVICE_REGISTRATION':
      return `/registers/${tail}`;
    case 'ENCASHMENT':
    case 'OPERATION':
      return null;
  }
}
