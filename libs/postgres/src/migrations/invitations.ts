import type { Migration } from './migration.js';

/**
 * Invitations that wait; one that is accepted or revoked goes. `invited_by` is no foreign key with a cascade: what happens to a
 * member's invitations when he goes is decided, and told, in one place.
 */
export const invitations: Migration = {
  name: '0032-invitations',
  up: (sql) =>
    sql(`
      CREATE TABLE invitations (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        email text NOT NULL CHECK (email = lower(email)),
        role text NOT NULL CHECK (role IN ('owner', 'administrator', 'viewer')),
        token_hash text NOT NULL UNIQUE,
        invited_by integer,
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL,
        UNIQUE (account_id, email)
      );
      CREATE INDEX users_account_idx ON users (account_id, role);
    `),
  down: (sql) => sql('DROP INDEX users_account_idx; DROP TABLE invitations;'),
};
