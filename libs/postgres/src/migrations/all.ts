import { access } from './access.js';
import { accessAges } from './accessAges.js';
import { accounts } from './accounts.js';
import { callbackSecretRotation } from './callbackSecretRotation.js';
import { callbackSecrets } from './callbackSecrets.js';
import { catalogue } from './catalogue.js';
import { idempotencyKeys } from './idempotencyKeys.js';
import { idempotencySecrets } from './idempotencySecrets.js';
import { audit } from './audit.js';
import { inspectors } from './inspectors.js';
import { auditActor } from './auditActor.js';
import { auditAge } from './auditAge.js';
import { auditTokenName } from './auditTokenName.js';
import { invitations } from './invitations.js';
import type { Migration } from './migration.js';
import { oauth } from './oauth.js';
import { oauthCodeRedirect } from './oauthCodeRedirect.js';
import { deliveryOutlook } from './deliveryOutlook.js';
import { deliveryStats } from './deliveryStats.js';
import { jobs } from './jobs.js';
import { notificationRecipients } from './notificationRecipients.js';
import { notifications } from './notifications.js';
import { outbox } from './outbox.js';
import { passwordResets } from './passwordResets.js';
import { webhookCare } from './webhookCare.js';
import { webhookBatch } from './webhookBatch.js';
import { webhookContent } from './webhookContent.js';
import { webhookRate } from './webhookRate.js';
import { webhooks } from './webhooks.js';

/** Every migration, oldest first. A list instead of a glob: production runs from dist, where file names differ. */
export const MIGRATIONS: readonly Migration[] = [
  accounts,
  catalogue,
  webhooks,
  outbox,
  callbackSecrets,
  idempotencyKeys,
  access,
  audit,
  invitations,
  oauth,
  webhookCare,
  jobs,
  deliveryStats,
  notifications,
  webhookContent,
  webhookRate,
  webhookBatch,
  auditAge,
  callbackSecretRotation,
  passwordResets,
  inspectors,
  deliveryOutlook,
  notificationRecipients,
  idempotencySecrets,
  oauthCodeRedirect,
  accessAges,
  auditActor,
  auditTokenName,
];
