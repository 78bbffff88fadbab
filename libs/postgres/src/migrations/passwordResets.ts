import type { Migration } from './migration.js';

/**
 * Who asked for another password, and, once the mail is made, by which token it may be set. A request is written before anybody looks
 * whether the address is a user's, so that nothing about the answer depends on it. `mail_after` is null when no mail is due any more.
 */
export const passwordResets: Migration = {
  name: '0058-password-resets',
  up: (sql) =>
    sql(`
      CREATE TABLE password_resets (
        id uuid PRIMARY KEY,
        email text NOT NULL CHECK (email = lower(email)),
        requested_at timestamptz(3) NOT NULL,
        mail_after timestamptz(3),
        mail_tries integer NOT NULL DEFAULT 0,
        user_id integer REFERENCES users ON DELETE CASCADE,
        token_hash text UNIQUE,
        expires_at timestamptz(3),
        CHECK ((token_hash IS NULL) = (user_id IS NULL) AND (token_hash IS NULL) = (expires_at IS NULL))
      );
      CREATE INDEX password_resets_mail_idx ON password_resets (mail_after) WHERE mail_after IS NOT NULL;
      CREATE INDEX password_resets_user_idx ON password_resets (user_id);
      CREATE INDEX password_resets_age_idx ON password_resets (requested_at);
    `),
  down: (sql) => sql('DROP TABLE password_resets;'),
};
