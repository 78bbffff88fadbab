import type { Migration } from './migration.js';

/** What a member did: without this the log of a busy account is read to its end for someone who did little. */
export const auditActor: Migration = {
  name: '0080-audit-actor',
  up: (sql) => sql('CREATE INDEX audit_log_actor_idx ON audit_log (account_id, actor_user_id, id DESC);'),
  down: (sql) => sql('DROP INDEX audit_log_actor_idx;'),
};
