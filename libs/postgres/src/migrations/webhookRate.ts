import type { Migration } from './migration.js';

/** How many requests a second a webhook takes at most. Null: as many as its endpoint keeps up with. */
export const webhookRate: Migration = {
  name: '0051-webhook-rate',
  up: (sql) =>
    sql('ALTER TABLE webhooks ADD COLUMN max_per_second integer CHECK (max_per_second BETWEEN 1 AND 1000);'),
  down: (sql) => sql('ALTER TABLE webhooks DROP COLUMN max_per_second;'),
};
