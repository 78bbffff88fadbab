import type { Migration } from './migration.js';

/**
 * The outbox. A queue in a table lives a few seconds a row and is never updated in place for long: dead rows are what slows it, so
 * vacuum comes by number (1000) instead of by share of a table whose size is mostly zero.
 */
export const outbox: Migration = {
  name: '0004-outbox',
  up: (sql) =>
    sql(`
      CREATE TABLE outbox (
        event_id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        type text NOT NULL,
        action text NOT NULL CHECK (action IN ('CREATE', 'UPDATE', 'DELETE')),
        entity_id text NOT NULL,
        occurred_at timestamptz NOT NULL,
        snapshot text NOT NULL
      ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
      CREATE INDEX outbox_age_idx ON outbox (occurred_at, event_id);
    `),
  down: (sql) => sql('DROP TABLE outbox;'),
};
