import type { Migration } from './migration.js';

/** Which events, by their content, a webhook hears. Null: all that its mask lets through. */
export const webhookContent: Migration = {
  name: '0050-webhook-content',
  up: (sql) =>
    sql(`
      ALTER TABLE webhooks
        ADD COLUMN filter jsonb CHECK (jsonb_typeof(filter) = 'object'),
        ADD COLUMN device_ids integer[] CHECK (cardinality(device_ids) BETWEEN 1 AND 100),
        ADD COLUMN shop_ids integer[] CHECK (cardinality(shop_ids) BETWEEN 1 AND 100);
    `),
  down: (sql) =>
    sql('ALTER TABLE webhooks DROP COLUMN filter, DROP COLUMN device_ids, DROP COLUMN shop_ids;'),
};
