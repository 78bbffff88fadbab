import type { Migration } from './migration.js';

/**
 * Who changed what. It refers to nothing: an entry outlives the member, the token and the webhook that it is about. Ids are UUIDs
 * of version 7, so that the order of ids is the order of time.
 */
export const audit: Migration = {
  name: '0031-audit',
  up: (sql) =>
    sql(`
      CREATE TABLE audit_log (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        at timestamptz NOT NULL,
        action text NOT NULL,
        target_type text NOT NULL,
        target_id text NOT NULL,
        has_actor boolean NOT NULL,
        actor_user_id integer,
        actor_email text,
        actor_token_id text,
        address text,
        request_id text,
        details jsonb NOT NULL CHECK (jsonb_typeof(details) = 'object')
      );
      CREATE INDEX audit_log_list_idx ON audit_log (account_id, id DESC);
      CREATE INDEX audit_log_action_idx ON audit_log (account_id, action, id DESC);
      CREATE INDEX audit_log_target_idx ON audit_log (account_id, target_type, target_id, id DESC);
    `),
  down: (sql) => sql('DROP TABLE audit_log;'),
};
