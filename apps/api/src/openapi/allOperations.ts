import { catalogueOperations } from '../catalogue/catalogueOperations.js';
import { deliveryOperations } from '../deliveries/deliveryOperations.js';
import { deviceOperations } from '../device/deviceOperations.js';
import { devicesOperations } from '../devices/devicesOperations.js';
import { auditOperations } from '../audit/auditOperations.js';
import { fiscalOperations } from '../operations/fiscalOperations.js';
import { sessionOperations } from '../accounts/sessionOperations.js';
import { passwordResetOperations } from '../accounts/passwordResetOperations.js';
import { memberOperations } from '../accounts/memberOperations.js';
import { tokenOperations } from '../tokens/tokenOperations.js';
import { oauthAppOperations } from '../oauth/appOperations.js';
import { oauthOperations } from '../oauth/oauthOperations.js';
import { eventOperations } from '../eventLog/eventOperations.js';
import { eventTypeOperations } from '../eventLog/eventTypeOperations.js';
import { jobOperations } from '../jobs/jobOperations.js';
import { webhookCareOperations } from '../webhooks/webhookCareOperations.js';
import { inspectorOperations } from '../inspector/inspectorOperations.js';
import { liveOperations } from '../live/liveOperations.js';
import { statsOperations } from '../stats/statsOperations.js';
import { webhookOverviewOperations } from '../stats/webhookOverviewOperations.js';
import { notificationOperations } from '../notifications/notificationOperations.js';
import type { OperationSpec } from '../http/operationSpec.js';
import { journalOperations } from '../journals/journalOperations.js';
import { productOperations } from '../products/productOperations.js';
import { counterOperations } from '../reports/counterOperations.js';
import { salesOperations } from '../reports/salesOperations.js';
import { userOperations } from '../users/userOperations.js';
import { previewOperations } from '../webhooks/previewOperations.js';
import { webhookOperations } from '../webhooks/webhookOperations.js';
import { documentOperations } from './documentOperations.js';

/** Every endpoint of the API, in the order of the document. A test compares them with the router's routes. */
export const allOperations: readonly OperationSpec[] = [
  ...productOperations,
  ...devicesOperations,
  ...catalogueOperations,
  ...journalOperations,
  ...counterOperations,
  ...salesOperations,
  ...webhookOperations,
  ...previewOperations,
  ...deliveryOperations,
  ...webhookCareOperations,
  ...eventOperations,
  ...eventTypeOperations,
  ...jobOperations,
  ...statsOperations,
  ...webhookOverviewOperations,
  ...notificationOperations,
  ...liveOperations,
  ...inspectorOperations,
  ...fiscalOperations,
  ...deviceOperations,
  ...sessionOperations,
  ...passwordResetOperations,
  ...memberOperations,
  ...tokenOperations,
  ...oauthAppOperations,
  ...oauthOperations,
  ...auditOperations,
  ...userOperations,
  ...documentOperations,
];
