import type { Migration } from './migration.js';

/**
 * What a person is in the account, and which sessions are of today: whoever is there already made the account, so is its owner.
 * A change of the password raises `session_epoch`; sessions remember the one they were opened in.
 */
export const access: Migration = {
  name: '0030-access',
  up: (sql) =>
    sql(`
      ALTER TABLE users
        ADD COLUMN role text NOT NULL DEFAULT 'owner' CHECK (role IN ('owner', 'administrator', 'viewer')),
        ADD COLUMN session_epoch integer NOT NULL DEFAULT 0;
      ALTER TABLE users ALTER COLUMN role DROP DEFAULT;

      ALTER TABLE api_tokens DROP CONSTRAINT api_tokens_scopes_check;
      ALTER TABLE api_tokens ADD CONSTRAINT api_tokens_scopes_check CHECK (
        scopes <@ ARRAY['read', 'write', 'webhooks', 'device', 'account'] AND cardinality(scopes) > 0
      );
    `),
  down: (sql) =>
    sql(`
      DELETE FROM api_tokens WHERE 'account' = ANY (scopes);
      ALTER TABLE api_tokens DROP CONSTRAINT api_tokens_scopes_check;
      ALTER TABLE api_tokens ADD CONSTRAINT api_tokens_scopes_check CHECK (
        scopes <@ ARRAY['read', 'write', 'webhooks', 'device'] AND cardinality(scopes) > 0
      );
      ALTER TABLE users DROP COLUMN session_epoch, DROP COLUMN role;
    `),
};
