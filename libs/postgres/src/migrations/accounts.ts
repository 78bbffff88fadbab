import type { Migration } from './migration.js';

/**
 * Accounts and users. UNIQUE (account_id, id) is the target of composite foreign keys: a row can only refer to a row of
 * its own account, whatever a query forgot.
 */
export const accounts: Migration = {
  name: '0001-accounts',
  up: (sql) =>
    sql(`
      CREATE TABLE accounts (
        id uuid PRIMARY KEY,
        name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 256),
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      );

      CREATE TABLE users (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES accounts ON DELETE RESTRICT,
        name text NOT NULL,
        email text NOT NULL UNIQUE CHECK (email = lower(email)),
        password_hash text NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        UNIQUE (account_id, id)
      );
    `),
  down: (sql) => sql('DROP TABLE users; DROP TABLE accounts;'),
};
