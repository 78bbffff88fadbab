import type { Migration } from './migration.js';

/**
 * Applications, what they were granted, and the codes and refresh tokens on the way there. A grant is one consent; all tokens that
 * came of it go with it. A code remembers its grant without a foreign key: it must outlive it to be recognised when it is used again,
 * and a cascade into it would lock in another order than an exchange does.
 */
export const oauth: Migration = {
  name: '0033-oauth',
  up: (sql) =>
    sql(`
      CREATE TABLE oauth_apps (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES accounts ON DELETE RESTRICT,
        name text NOT NULL,
        logo_url text,
        redirect_uris text[] NOT NULL CHECK (cardinality(redirect_uris) > 0),
        is_confidential boolean NOT NULL,
        secret_hash text,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CHECK (is_confidential = (secret_hash IS NOT NULL))
      );
      CREATE INDEX oauth_apps_list_idx ON oauth_apps (account_id, created_at, id);

      CREATE TABLE oauth_grants (
        id uuid PRIMARY KEY,
        app_id uuid NOT NULL REFERENCES oauth_apps ON DELETE CASCADE,
        account_id uuid NOT NULL,
        user_id integer NOT NULL,
        scopes text[] NOT NULL CHECK (scopes <@ ARRAY['read', 'write', 'webhooks'] AND cardinality(scopes) > 0),
        created_at timestamptz NOT NULL,
        FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
      );
      CREATE INDEX oauth_grants_app_idx ON oauth_grants (app_id);
      CREATE INDEX oauth_grants_list_idx ON oauth_grants (account_id, user_id, created_at, id);

      CREATE TABLE oauth_codes (
        code_hash text PRIMARY KEY,
        app_id uuid NOT NULL REFERENCES oauth_apps ON DELETE CASCADE,
        account_id uuid NOT NULL,
        user_id integer NOT NULL,
        redirect_uri text NOT NULL,
        scopes text[] NOT NULL,
        code_challenge text,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        grant_id uuid,
        created_at timestamptz NOT NULL,
        FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
      );
      CREATE INDEX oauth_codes_app_idx ON oauth_codes (app_id);
      CREATE INDEX oauth_codes_user_idx ON oauth_codes (account_id, user_id);
      CREATE INDEX oauth_codes_age_idx ON oauth_codes (expires_at);

      CREATE TABLE oauth_refresh_tokens (
        token_hash text PRIMARY KEY,
        grant_id uuid NOT NULL REFERENCES oauth_grants ON DELETE CASCADE,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX oauth_refresh_tokens_grant_idx ON oauth_refresh_tokens (grant_id, expires_at);

      ALTER TABLE api_tokens ADD COLUMN grant_id uuid REFERENCES oauth_grants ON DELETE CASCADE;
      CREATE INDEX api_tokens_grant_idx ON api_tokens (grant_id) WHERE grant_id IS NOT NULL;
    `),
  down: (sql) =>
    sql(`
      DELETE FROM api_tokens WHERE grant_id IS NOT NULL;
      ALTER TABLE api_tokens DROP COLUMN grant_id;
      DROP TABLE oauth_refresh_tokens;
      DROP TABLE oauth_codes;
      DROP TABLE oauth_grants;
      DROP TABLE oauth_apps;
    `),
};
