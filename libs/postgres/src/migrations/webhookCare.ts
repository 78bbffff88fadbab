import type { Migration } from './migration.js';

/**
 * What looking after webhooks needs: the secret that a rotation replaced and until when it still signs, and since when the webhook has
 * been on, with this URL: an answer from before says nothing about it.
 */
export const webhookCare: Migration = {
  name: '0040-webhook-care',
  up: (sql) =>
    sql(`
      ALTER TABLE webhooks ADD COLUMN previous_sealed_secret text;
      ALTER TABLE webhooks ADD COLUMN previous_secret_until timestamptz(3);
      ALTER TABLE webhooks ADD COLUMN enabled_at timestamptz(3) NOT NULL DEFAULT now();
      UPDATE webhooks SET enabled_at = created_at;
    `),
  down: (sql) =>
    sql(`
      ALTER TABLE webhooks DROP COLUMN enabled_at;
      ALTER TABLE webhooks DROP COLUMN previous_secret_until;
      ALTER TABLE webhooks DROP COLUMN previous_sealed_secret;
    `),
};
