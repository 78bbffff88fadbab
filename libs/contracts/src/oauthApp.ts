import { z } from 'zod';
import { plainText } from './plainText.js';

/*
 * Applications of other people's accounts, as their maker sees them, and the access that an account has given to applications.
 */

/** What an application may be granted. Managing the account itself is no application's; `device` is a register's. */
export const OAUTH_SCOPES = ['read', 'write', 'webhooks'] as const;
export type OAuthScope = (typeof OAUTH_SCOPES)[number];

const URI_MAX = 2_048;
const REDIRECT_URIS_MAX = 20;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
/** A private-use scheme is a reversed domain (RFC 8252, 7.1): a dot keeps `javascript:` and its like out. */
const PRIVATE_SCHEME = /^[a-z][a-z\d+-]*(\.[a-z\d+-]+)+:$/;

/** What is wrong with a redirect URI; null for one that may be registered. */
function redirectUriProblem(uri: string): string | null {
  if (uri.length > URI_MAX || !URL.canParse(uri) || /\s/.test(uri)) return 'must be an absolute URI';
  const { protocol, hostname, username, password } = new URL(uri);
  if (uri.includes('#')) return 'must have no fragment';
  if (username !== '' || password !== '') return 'must hold no credentials';
  if (protocol === 'https:' || PRIVATE_SCHEME.test(protocol)) return null;
  if (protocol === 'http:' && LOOPBACK.has(hostname)) return null;
  return 'must be https, http on a loopback address, or a scheme of your own such as com.example.app:';
}

const redirectUri = z.string().superRefine((uri, context) => {
  const message = redirectUriProblem(uri);
  if (message !== null) context.addIssue({ code: 'custom', message });
});
const logoUrl = z
  .string()
  .max(URI_MAX, 'is too long')
  .refine((text) => URL.canParse(text) && new URL(text).protocol === 'https:', 'must be an https URL');

const fields = {
  name: plainText(1, 100),
  redirectUris: z
    .array(redirectUri)
    .min(1, 'must have at least one')
    .max(REDIRECT_URIS_MAX, `must have at most ${REDIRECT_URIS_MAX}`),
  logoUrl: logoUrl.nullable().optional(),
};

/** `POST /api/oauth2/apps`. One that cannot keep a secret (a page, a program on a phone) is not confidential: it needs PKCE. */
export const oauthAppCreateBody = z.object({ ...fields, isConfidential: z.boolean().default(true) });
export type OAuthAppCreateBody = z.infer<typeof oauthAppCreateBody>;

/** `PATCH /api/oauth2/apps/:id` */
export const oauthAppPatchBody = z.object({
  name: fields.name.optional(),
  redirectUris: fields.redirectUris.optional(),
  logoUrl: fields.logoUrl,
});
export type OAuthAppPatchBody = z.infer<typeof oauthAppPatchBody>;

export const oauthAppView = z.object({
  /** Also its client id. */
  id: z.uuid(),
  clientId: z.uuid(),
  name: z.string(),
  redirectUris: z.array(z.string()),
  logoUrl: z.string().nullable(),
  isConfidential: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type OAuthAppView = z.infer<typeof oauthAppView>;

export const oauthSecretView = z.object({ clientSecret: z.string() });
/** The answer to its creation; `clientSecret` is there for a confidential one, and never again. */
export const createdOAuthAppView = oauthAppView.extend({ clientSecret: z.string().optional() });

/** Access that a member has given to an application. */
export const oauthGrantView = z.object({
  id: z.uuid(),
  app: z.object({ id: z.uuid(), name: z.string(), logoUrl: z.string().nullable() }),
  scopes: z.array(z.enum(OAUTH_SCOPES)),
  userId: z.int(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
});
export type OAuthGrantView = z.infer<typeof oauthGrantView>;
