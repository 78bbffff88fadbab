import type { EntityType } from '@kassahook/domain/eventType';
import { deviceRegistrationView, deviceView } from './deviceEntity.js';
import { encashmentView, operationView, receiptView, shiftView } from './journal.js';
import { productView } from './product.js';

/** What each kind of entity is shown as: by the API, and as the `data` of its events. */
export const ENTITY_VIEWS = {
  PRODUCT: productView,
  DEVICE: deviceView,
  ENCASHMENT: encashmentView,
  RECEIPT: receiptView,
  SHIFT: shiftView,
  OPERATION: operationView,
  DEVICE_REGISTRATION: deviceRegistrationView,
} as const satisfies Readonly<Record<EntityType, unknown>>;
