import type { Migration } from './migration.js';

/**
 * Two counters more: deliveries that ended dead in a step, and retries that are due in it. The sum of what is due from now on is how
 * many deliveries wait for a retry: unlike a number that goes up and down it cannot drift, because every step passes.
 * A default that is a constant rewrites no row, and lets deliverers of the version before go on writing.
 */
export const deliveryOutlook: Migration = {
  name: '0064-delivery-outlook',
  up: (sql) =>
    sql(`
      ALTER TABLE delivery_stats ADD COLUMN dead integer NOT NULL DEFAULT 0;
      ALTER TABLE delivery_stats ADD COLUMN due integer NOT NULL DEFAULT 0;
    `),
  down: (sql) =>
    sql('ALTER TABLE delivery_stats DROP COLUMN due; ALTER TABLE delivery_stats DROP COLUMN dead;'),
};
