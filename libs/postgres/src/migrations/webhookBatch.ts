import type { Migration } from './migration.js';

/** How a webhook's events are gathered into one request. Null: each goes alone. */
export const webhookBatch: Migration = {
  name: '0052-webhook-batch',
  up: (sql) =>
    sql(`
      ALTER TABLE webhooks ADD COLUMN batch jsonb CHECK (
        batch IS NULL OR COALESCE(
          (batch->>'maxEvents')::integer BETWEEN 2 AND 100 AND (batch->>'maxWaitMs')::integer BETWEEN 100 AND 60000,
          false
        )
      );
    `),
  down: (sql) => sql('ALTER TABLE webhooks DROP COLUMN batch;'),
};
