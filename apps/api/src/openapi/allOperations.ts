import { catalogueOperations } from '../catalogue/catalogueOperations.js';
import { deliveryOperations } from '../deliveries/deliveryOperations.js';
import { deviceOperations } from '../device/deviceOperations.js';
import { devicesOperations } from '../devices/devicesOperations.js';
import type { OperationSpec } from '../http/operationSpec.js';
import { journalOperations } from '../journals/journalOperations.js';
import { productOperations } from '../products/productOperations.js';
import { counterOperations } from '../reports/counterOperations.js';
import { userOperations } from '../users/userOperations.js';
import { webhookOperations } from '../webhooks/webhookOperations.js';
import { documentOperations } from './documentOperations.js';

/** Every endpoint of the API, in the order of the document. A test compares them with the router's routes. */
export const allOperations: readonly OperationSpec[] = [
  ...productOperations,
  ...devicesOperations,
  ...catalogueOperations,
  ...journalOperations,
  ...counterOperations,
  ...webhookOperations,
  ...deliveryOperations,
  ...deviceOperations,
  ...userOperations,
  ...documentOperations,
];
