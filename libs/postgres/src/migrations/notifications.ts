import type { Migration } from './migration.js';

/** What we tell an account's people: listed by API, and mailed while `mailed_at` is null (see the mailer for how long). */
export const notifications: Migration = {
  name: '0043-notifications',
  up: (sql) =>
    sql(`
      CREATE TABLE notifications (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES accounts ON DELETE RESTRICT,
        webhook_id uuid,
        kind text NOT NULL CHECK (kind IN ('WEBHOOK_FAILING', 'WEBHOOK_DISABLED')),
        data jsonb NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        read_at timestamptz(3),
        mailed_at timestamptz(3),
        mail_tries integer NOT NULL DEFAULT 0,
        mail_after timestamptz(3) NOT NULL DEFAULT now()
      );
      CREATE INDEX notifications_list_idx ON notifications (account_id, created_at DESC, id DESC);
      CREATE INDEX notifications_unread_idx ON notifications (account_id, created_at DESC, id DESC) WHERE read_at IS NULL;
      CREATE INDEX notifications_mail_idx ON notifications (mail_after) WHERE mailed_at IS NULL;
      CREATE INDEX notifications_age_idx ON notifications (created_at);
    `),
  down: (sql) => sql('DROP TABLE notifications;'),
};
