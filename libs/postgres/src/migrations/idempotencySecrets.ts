import type { Migration } from './migration.js';

/** Until when an answer that shows a secret is kept; its key lives on, so that a late repeat makes no second secret. */
export const idempotencySecrets: Migration = {
  name: '0073-idempotency-secrets',
  up: (sql) =>
    sql(`
      ALTER TABLE idempotency_keys ADD COLUMN answer_until timestamptz;
      CREATE INDEX idempotency_keys_answer_idx ON idempotency_keys (answer_until) WHERE sealed_answer IS NOT NULL;
    `),
  down: (sql) => sql('ALTER TABLE idempotency_keys DROP COLUMN answer_until;'),
};
