import type { Migration } from './migration.js';

/** Entries are removed by age, of all accounts at once: without this each batch would read the whole log. */
export const auditAge: Migration = {
  name: '0056-audit-age',
  up: (sql) => sql('CREATE INDEX audit_log_age_idx ON audit_log (at);'),
  down: (sql) => sql('DROP INDEX audit_log_age_idx;'),
};
