import type { Migration } from './migration.js';

/** The secret that signs an account's callbacks: one per account, made when it is first needed, sealed as those of webhooks are. */
export const callbackSecrets: Migration = {
  name: '0020-callback-secrets',
  up: (sql) =>
    sql(`
      CREATE TABLE callback_secrets (
        account_id uuid PRIMARY KEY REFERENCES accounts ON DELETE RESTRICT,
        sealed_secret text NOT NULL,
        created_at timestamptz NOT NULL
      );
    `),
  down: (sql) => sql('DROP TABLE callback_secrets;'),
};
