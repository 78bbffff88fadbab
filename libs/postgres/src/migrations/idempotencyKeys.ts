import type { Migration } from './migration.js';

/**
 * Requests that carried an Idempotency-Key, and how they were answered. A row is written twice and lives a day, so vacuum comes by
 * number instead of by share of a table that is as large as a day.
 */
export const idempotencyKeys: Migration = {
  name: '0021-idempotency-keys',
  up: (sql) =>
    sql(`
      CREATE TABLE idempotency_keys (
        account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        route text NOT NULL,
        key text NOT NULL,
        request_id uuid NOT NULL,
        run_id uuid NOT NULL,
        fingerprint text NOT NULL,
        locked_until timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        status integer,
        sealed_answer text,
        PRIMARY KEY (account_id, route, key)
      ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
      CREATE INDEX idempotency_keys_expiry_idx ON idempotency_keys (expires_at);
    `),
  down: (sql) => sql('DROP TABLE idempotency_keys;'),
};
