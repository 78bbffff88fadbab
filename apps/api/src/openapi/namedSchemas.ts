import type { z } from 'zod';
import { apiErrorSchema } from '@kassahook/contracts/apiError';
import { cashierView, departmentView, shopView } from '@kassahook/contracts/catalogue';
import { countersView } from '@kassahook/contracts/counters';
import { attemptViewSchema, deliveryLogSchema, deliveryViewSchema } from '@kassahook/contracts/delivery';
import { deviceDetailView, deviceRegistrationView, deviceView } from '@kassahook/contracts/deviceEntity';
import {
  encashmentView,
  operationView,
  receiptView,
  shiftView,
  shownJournalQuery,
} from '@kassahook/contracts/journal';
import { oauthErrorAnswer } from '@kassahook/contracts/oauth';
import { productView } from '@kassahook/contracts/product';
import { userView } from '@kassahook/contracts/user';
import { webhookView } from '@kassahook/contracts/webhook';

/**
 * What clients know by a name of its own wherever it is shown. Every other body or answer is named after its operation, so a schema
 * belongs here when several operations show it, or when it refers to itself.
 */
export const NAMED_VIEWS: Readonly<Record<string, z.ZodType>> = {
  ApiError: apiErrorSchema,
  OAuthError: oauthErrorAnswer,
  Product: productView,
  Device: deviceView,
  DeviceDetail: deviceDetailView,
  DeviceRegistration: deviceRegistrationView,
  Shop: shopView,
  Department: departmentView,
  Cashier: cashierView,
  Receipt: receiptView,
  Shift: shiftView,
  Encashment: encashmentView,
  Operation: operationView,
  JournalQuery: shownJournalQuery,
  Counters: countersView,
  Webhook: webhookView,
  Delivery: deliveryViewSchema,
  DeliveryLog: deliveryLogSchema,
  Attempt: attemptViewSchema,
  User: userView,
};
