import type { Migration } from './migration.js';

/** Whether the request for a code named its redirect URI: then the exchange has to name it too (RFC 6749, 4.1.3). */
export const oauthCodeRedirect: Migration = {
  name: '0074-oauth-code-redirect',
  up: (sql) => sql('ALTER TABLE oauth_codes ADD COLUMN has_redirect_uri boolean NOT NULL DEFAULT true;'),
  down: (sql) => sql('ALTER TABLE oauth_codes DROP COLUMN has_redirect_uri;'),
};
