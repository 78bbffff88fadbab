import type { Migration } from './migration.js';

/** The secret of callbacks that a rotation replaced, and until when it still signs; as webhooks have it. */
export const callbackSecretRotation: Migration = {
  name: '0057-callback-secret-rotation',
  up: (sql) =>
    sql(`
      ALTER TABLE callback_secrets ADD COLUMN previous_sealed_secret text;
      ALTER TABLE callback_secrets ADD COLUMN previous_secret_until timestamptz(3);
    `),
  down: (sql) =>
    sql(`
      ALTER TABLE callback_secrets DROP COLUMN previous_secret_until;
      ALTER TABLE callback_secrets DROP COLUMN previous_sealed_secret;
    `),
};
