import type { Migration } from './migration.js';

/** The addresses whose mail is settled, taken or refused for good: what is tried again is not mailed to them a second time. */
export const notificationRecipients: Migration = {
  name: '0072-notification-recipients',
  up: (sql) => sql(`ALTER TABLE notifications ADD COLUMN mail_settled text[] NOT NULL DEFAULT '{}';`),
  down: (sql) => sql('ALTER TABLE notifications DROP COLUMN mail_settled;'),
};
