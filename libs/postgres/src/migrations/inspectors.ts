import type { Migration } from './migration.js';

/**
 * Addresses that show what is sent to them; the requests are in Redis. The secret of the view is stored sealed, because its owner sees it
 * again; the one of the address follows from it, and is looked up by its hash.
 */
export const inspectors: Migration = {
  name: '0060-inspectors',
  up: (sql) =>
    sql(`
      CREATE TABLE inspectors (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES accounts ON DELETE RESTRICT,
        webhook_id uuid REFERENCES webhooks ON DELETE SET NULL,
        name text NOT NULL,
        address_hash text NOT NULL UNIQUE,
        sealed_view_secret text NOT NULL,
        answer jsonb NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now()
      );
      CREATE INDEX inspectors_list_idx ON inspectors (account_id, created_at DESC, id DESC);
      CREATE INDEX inspectors_webhook_idx ON inspectors (webhook_id) WHERE webhook_id IS NOT NULL;
    `),
  down: (sql) => sql('DROP TABLE inspectors;'),
};
