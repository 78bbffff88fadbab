import type { Action, EntityType } from '@kassahook/domain/eventType';
import type { ParseKeys } from 'i18next';

type Word = ParseKeys<'events'>;

/** What each kind of entity is. */
export const ABOUT: Readonly<Record<EntityType, Word>> = {
  PRODUCT: 'about.PRODUCT',
  DEVICE: 'about.DEVICE',
  ENCASHMENT: 'about.ENCASHMENT',
  RECEIPT: 'about.RECEIPT',
  SHIFT: 'about.SHIFT',
  OPERATION: 'about.OPERATION',
  DEVICE_REGISTRATION: 'about.DEVICE_REGISTRATION',
};

/** When each kind of event happens; without words it does not happen today. */
export const ABOUT_ACTION: Readonly<Record<EntityType, Readonly<Partial<Record<Action, Word>>>>> = {
  PRODUCT: {
    CREATE: 'aboutAction.PRODUCT.CREATE',
    UPDATE: 'aboutAction.PRODUCT.UPDATE',
    DELETE: 'aboutAction.PRODUCT.DELETE',
  },
  DEVICE: {
    CREATE: 'aboutAction.DEVICE.CREATE',
    UPDATE: 'aboutAction.DEVICE.UPDATE',
  },
  ENCASHMENT: {
    CREATE: 'aboutAction.ENCASHMENT.CREATE',
  },
  RECEIPT: {
    CREATE: 'aboutAction.RECEIPT.CREATE',
  },
  SHIFT: {
    CREATE: 'aboutAction.SHIFT.CREATE',
    UPDATE: 'aboutAction.SHIFT.UPDATE',
  },
  OPERATION: {
    CREATE: 'aboutAction.OPERATION.CREATE',
    UPDATE: 'aboutAction.OPERATION.UPDATE',
  },
  DEVICE_REGISTRATION: {
    CREATE: 'aboutAction.DEVICE_REGISTRATION.CREATE',
    UPDATE: 'aboutAction.DEVICE_REGISTRATION.UPDATE',
  },
};
