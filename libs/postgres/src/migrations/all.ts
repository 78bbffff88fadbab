import { accounts } from './accounts.js';
import { catalogue } from './catalogue.js';
import { deliveryStats } from './deliveryStats.js';
import { jobs } from './jobs.js';
import type { Migration } from './migration.js';
import { notifications } from './notifications.js';
import { outbox } from './outbox.js';
import { webhookCare } from './webhookCare.js';
import { webhooks } from './webhooks.js';

/** Every migration, oldest first. A list instead of a glob: production runs from dist, where file names differ. */
export const MIGRATIONS: readonly Migration[] = [
  accounts,
  catalogue,
  webhooks,
  outbox,
  webhookCare,
  jobs,
  deliveryStats,
  notifications,
];
