import type { Migration } from './migration.js';

/**
 * What the token was called that made a change. Written down with it: a token of an application is gone an hour later, and a name that
 * is given afterwards is not what it was.
 */
export const auditTokenName: Migration = {
  name: '0085-audit-token-name',
  up: (sql) => sql('ALTER TABLE audit_log ADD COLUMN actor_token_name text;'),
  down: (sql) => sql('ALTER TABLE audit_log DROP COLUMN actor_token_name;'),
};
