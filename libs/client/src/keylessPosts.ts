/** Paths whose POST has no idempotency of its own, written by `npm run client-types` from its OpenAPI document. Not to be edited. */

export const KEYLESS_POSTS: ReadonlySet<string> = new Set([
  '/api/auth/sign-up',
  '/api/auth/login',
  '/api/auth/password-reset',
  '/api/auth/password-reset/confirm',
  '/api/invitations/preview',
  '/api/invitations/accept',
  '/api/oauth2/access_token',
  '/api/oauth2/revoke',
  '/api/oauth2/introspect',
]);
