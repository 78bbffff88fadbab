import { accounts } from './accounts.js';
import { catalogue } from './catalogue.js';
import type { Migration } from './migration.js';
import { outbox } from './outbox.js';
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
  webhookContent,
  webhookRate,
  webhookBatch,
];
