import type { Migration } from './migration.js';

/** What retention looks for, by age and over all accounts: without these each batch would read the tables. */
export const accessAges: Migration = {
  name: '0075-access-ages',
  up: (sql) =>
    sql(`
      CREATE INDEX api_tokens_end_idx ON api_tokens (LEAST(revoked_at, expires_at))
        WHERE LEAST(revoked_at, expires_at) IS NOT NULL;
      CREATE INDEX oauth_refresh_tokens_age_idx ON oauth_refresh_tokens (expires_at);
      CREATE INDEX oauth_grants_age_idx ON oauth_grants (created_at);
      CREATE INDEX invitations_age_idx ON invitations (expires_at);
    `),
  down: (sql) =>
    sql(`
      DROP INDEX invitations_age_idx;
      DROP INDEX oauth_grants_age_idx;
      DROP INDEX oauth_refresh_tokens_age_idx;
      DROP INDEX api_tokens_end_idx;
    `),
};
