import { createHash } from 'node:crypto';
import type { AuthorizeQuery, OAuthErrorCode } from '@kassahook/contracts/oauth';
import { OAUTH_SCOPES, type OAuthScope } from '@kassahook/contracts/oauthApp';
import { OAuthError, RedirectedError } from './oauthError.js';

/** An application that asks for access. */
export interface AskingApp {
  id: string;
  name: string;
  logoUrl: string | null;
  redirectUris: string[];
  isConfidential: boolean;
}

/** A request for access that an owner may answer. */
export interface Authorization {
  app: AskingApp;
  redirectUri: string;
  scopes: OAuthScope[];
  state: string | null;
  codeChallenge: string | null;
}

/** A SHA-256 in base64url (RFC 7636, 4.2). */
const CHALLENGE = /^[\w-]{43}$/;
const VERIFIER = /^[\w.~-]{43,128}$/;

/** Creates the check of an authorization request (RFC 6749, 4.1.1; RFC 7636). */
export function createAuthorizationCheck(findApp: (clientId: string) => Promise<AskingApp | null>) {
  /**
   * @throws OAuthError when the application or its redirect URI is not what is registered, character by character: nobody may be sent
   *   there; RedirectedError for the rest, which the application is to hear
   */
  return async function authorizationOf(query: AuthorizeQuery): Promise<Authorization> {
    const app = await findApp(query.client_id);
    if (!app) throw new OAuthError('invalid_client', 'the application is unknown', 400);
    const redirectUri = redirectUriOf(app, query.redirect_uri);
    const state = query.state ?? null;
    const refuse = (error: OAuthErrorCode, description: string): never => {
      const parameters = { error, error_description: description, state };
      throw new RedirectedError(error, description, redirectTarget(redirectUri, parameters));
    };

    if ((query.response_type ?? 'code') !== 'code') {
      refuse('unsupported_response_type', 'only response_type=code is supported');
    }
    const asked = query.scope === undefined ? [...OAUTH_SCOPES] : scopesIn(query.scope);
    const scopes = OAUTH_SCOPES.filter((scope) => asked.includes(scope));
    if (scopes.length === 0 || scopes.length < new Set(asked).size) {
      refuse('invalid_scope', `scope must be one or more of ${OAUTH_SCOPES.join(' ')}`);
    }
    const { code_challenge: challenge, code_challenge_method: method } = query;
    if (challenge === undefined && !app.isConfidential) {
      refuse('invalid_request', 'an application without a secret needs PKCE: code_challenge');
    }
    if (challenge !== undefined && (method !== 'S256' || !CHALLENGE.test(challenge))) {
      refuse('invalid_request', 'PKCE is supported with code_challenge_method=S256 only');
    }
    return { app, redirectUri, scopes, state, codeChallenge: challenge ?? null };
  };
}

/** Exact: no prefix, no wildcard, no other port. May be left out when there is only one (RFC 6749, 3.1.2.3). */
function redirectUriOf({ redirectUris }: AskingApp, given: string | undefined): string {
  const [only] = redirectUris;
  if (given === undefined && redirectUris.length === 1 && only !== undefined) return only;
  if (given !== undefined && redirectUris.includes(given)) return given;
  throw new OAuthError('invalid_request', 'redirect_uri is not one that the application has registered');
}

/** The redirect URI with parameters in its query; the text that was registered stays as it is. */
export function redirectTarget(
  redirectUri: string,
  parameters: Readonly<Record<string, string | null>>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== null) query.set(name, value);
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${query.toString()}`;
}

/** Scopes are separated by blanks (RFC 6749, 3.3). */
export function scopesIn(text: string): string[] {
  return text.split(' ').filter((scope) => scope !== '');
}

/**
 * True when the verifier is the one that the challenge was made of. Without a challenge there must be no verifier: a client that
 * sends one had sent a challenge too, which somebody has taken out of its request (RFC 9700, 2.1.1).
 */
export function isVerified(codeChallenge: string | null, verifier: string | undefined): boolean {
  if (codeChallenge === null || verifier === undefined)
    return codeChallenge === null && verifier === undefined;
  return (
    VERIFIER.test(verifier) && createHash('sha256').update(verifier).digest('base64url') === codeChallenge
  );
}
