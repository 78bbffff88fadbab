import type { Migration } from './migration.js';

/** Webhooks, the invalidations that their changes leave, and API tokens. */
export const webhooks: Migration = {
  name: '0003-webhooks',
  up: (sql) =>
    sql(`
      CREATE TABLE webhooks (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES accounts ON DELETE RESTRICT,
        url text NOT NULL CHECK (char_length(url) <= 2048),
        is_active boolean NOT NULL,
        mask integer NOT NULL CHECK (mask >= 0),
        description text,
        timeout_ms integer NOT NULL CHECK (timeout_ms BETWEEN 1000 AND 30000),
        headers jsonb NOT NULL CHECK (jsonb_typeof(headers) = 'object'),
        metadata jsonb NOT NULL CHECK (jsonb_typeof(metadata) = 'object'),
        sealed_secret text NOT NULL,
        disabled_reason text,
        disabled_at timestamptz,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      );
      CREATE INDEX webhooks_list_idx ON webhooks (account_id, created_at, id);

      CREATE TABLE subscription_invalidation (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX subscription_invalidation_age_idx ON subscription_invalidation (created_at);

      CREATE TABLE api_tokens (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES accounts ON DELETE RESTRICT,
        user_id integer,
        device_id integer,
        name text NOT NULL,
        token_hash text NOT NULL UNIQUE,
        scopes text[] NOT NULL
          CHECK (scopes <@ ARRAY['read', 'write', 'webhooks', 'device'] AND cardinality(scopes) > 0),
        expires_at timestamptz,
        revoked_at timestamptz,
        last_used_at timestamptz,
        created_at timestamptz NOT NULL,
        CONSTRAINT api_tokens_user_fkey FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE,
        CONSTRAINT api_tokens_device_fkey FOREIGN KEY (account_id, device_id) REFERENCES devices (account_id, id) ON DELETE CASCADE
      );
      CREATE INDEX api_tokens_user_idx ON api_tokens (account_id, user_id);
      CREATE INDEX api_tokens_device_idx ON api_tokens (account_id, device_id);
    `),
  down: (sql) => sql('DROP TABLE api_tokens; DROP TABLE subscription_invalidation; DROP TABLE webhooks;'),
};
