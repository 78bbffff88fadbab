import { z } from 'zod';
import { OAUTH_SCOPES } from './oauthApp.js';

/*
 * OAuth 2 as its documents write it: snake_case, and errors of RFC 6749, 5.2.
 */

const parameter = z.string().max(2_048, 'is too long');

/** What an application asks an owner for (RFC 6749, 4.1.1; RFC 7636, 4.3). */
export const authorizeQuery = z.object({
  client_id: parameter,
  redirect_uri: parameter.optional(),
  response_type: parameter.optional(),
  scope: parameter.optional(),
  state: parameter.optional(),
  code_challenge: parameter.optional(),
  code_challenge_method: parameter.optional(),
});
export type AuthorizeQuery = z.infer<typeof authorizeQuery>;

/** `POST /api/oauth2/authorize`: the owner's answer, with what the page was opened with. */
export const authorizeBody = authorizeQuery.extend({
  decision: z.enum(['allow', 'deny']),
  /** Fewer scopes than were asked for; all of them when absent. */
  scopes: z.array(z.enum(OAUTH_SCOPES)).optional(),
});

/** What a consent page shows. */
export const consentView = z.object({
  app: z.object({ id: z.uuid(), name: z.string(), logoUrl: z.string().nullable() }),
  scopes: z.array(z.enum(OAUTH_SCOPES)),
  redirectUri: z.string(),
  state: z.string().nullable(),
  user: z.object({ id: z.int(), email: z.string() }),
});
export type ConsentView = z.infer<typeof consentView>;

/**
 * Why a request for access leads nowhere: its application is unknown, its redirect URI is not registered, or it is none at all. In the
 * address of the page that says so: `/consent?refused=app`.
 */
export const CONSENT_REFUSALS = ['app', 'address', 'request'] as const;
export type ConsentRefusal = (typeof CONSENT_REFUSALS)[number];

export const redirectView = z.object({ redirectTo: z.string() });

const client = { client_id: parameter.optional(), client_secret: parameter.optional() };

/** `POST /api/oauth2/access_token`, as JSON or as a form. Without `grant_type` it is an old client's exchange of a code. */
export const tokenRequest = z.object({
  ...client,
  grant_type: parameter.optional(),
  code: parameter.optional(),
  redirect_uri: parameter.optional(),
  code_verifier: parameter.optional(),
  refresh_token: parameter.optional(),
  scope: parameter.optional(),
});
export type TokenRequest = z.infer<typeof tokenRequest>;

export const tokenAnswer = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  scope: z.string(),
  expires_in: z.int().optional(),
  refresh_token: z.string().optional(),
});

/** RFC 7009, 2.1 and RFC 7662, 2.1 */
export const tokenQuestion = z.object({
  ...client,
  token: parameter,
  token_type_hint: parameter.optional(),
});

/** RFC 7662, 2.2 */
export const introspectionAnswer = z.object({
  active: z.boolean(),
  scope: z.string().optional(),
  client_id: z.string().optional(),
  username: z.string().optional(),
  token_type: z.string().optional(),
  exp: z.int().optional(),
  iat: z.int().optional(),
  sub: z.string().optional(),
});
export type IntrospectionAnswer = z.infer<typeof introspectionAnswer>;

export const OAUTH_ERRORS = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'invalid_scope',
  'unauthorized_client',
  'unsupported_grant_type',
  'unsupported_response_type',
  'access_denied',
] as const;
export type OAuthErrorCode = (typeof OAUTH_ERRORS)[number];

export const oauthErrorAnswer = z.object({ error: z.enum(OAUTH_ERRORS), error_description: z.string() });

/** RFC 8414 */
export const serverMetadata = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  revocation_endpoint: z.string(),
  introspection_endpoint: z.string(),
  scopes_supported: z.array(z.string()),
  response_types_supported: z.array(z.string()),
  response_modes_supported: z.array(z.string()),
  grant_types_supported: z.array(z.string()),
  token_endpoint_auth_methods_supported: z.array(z.string()),
  revocation_endpoint_auth_methods_supported: z.array(z.string()),
  introspection_endpoint_auth_methods_supported: z.array(z.string()),
  code_challenge_methods_supported: z.array(z.string()),
});
