import type { TokenScope } from '@kassahook/contracts/tokenScope';
import { AppError } from '@kassahook/platform/errors';
import { hashToken } from '@kassahook/platform/tokens';
import type { ApiContext, ApiMiddleware, Principal } from './context.js';

/** A middleware that lets through a caller with any of the scopes, and leaves its principal in `ctx.state`. */
export type Authenticate = (...anyOf: readonly TokenScope[]) => ApiMiddleware;

/** RFC 6750, 2.1; the scheme's name in any case (RFC 9110, 11.1). */
const BEARER = /^bearer +(\S+) *$/i;

export interface AuthenticateDeps {
  /** By the token's hash; null when it may not be used. */
  findPrincipal: (tokenHash: string) => Promise<Principal | null>;
  /** By the request's session cookie; null without a session. @throws AppError CSRF_REFUSED for a forged write */
  findPerson: (ctx: ApiContext) => Promise<Principal | null>;
}

/**
 * Creates the authentication by API token or by session cookie: 401 without either or with one that is unknown, expired or revoked
 * (which of these is not told), 403 when it lacks every one of the scopes. A request with an Authorization header is a program's:
 * its cookie is not looked at.
 */
export function createAuthenticate({ findPrincipal, findPerson }: AuthenticateDeps): Authenticate {
  async function byToken(authorization: string): Promise<Principal> {
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined) throw unauthorized('an API token is needed: Authorization: Bearer <token>');
    const principal = await findPrincipal(hashToken(token));
    if (!principal) throw unauthorized('the token is unknown, expired or revoked');
    return principal;
  }

  async function bySession(ctx: ApiContext): Promise<Principal> {
    const person = await findPerson(ctx);
    if (!person) throw unauthorized('an API token (Authorization: Bearer <token>) or a login is needed');
    return person;
  }

  return (...anyOf) =>
    async function authenticate(ctx, next) {
      const { authorization } = ctx.req.headers;
      const principal = await (authorization === undefined ? bySession(ctx) : byToken(authorization));
      ctx.state.principal = principal;
      if (!anyOf.some((scope) => principal.scopes.has(scope))) {
        throw new AppError(
          `the ${principal.isSession ? 'role' : 'token'} lacks the scope: ${anyOf.join(' or ')}`,
          {
            code: 'FORBIDDEN',
            status: 403,
          },
        );
      }
      await next();
    };
}

function unauthorized(message: string): AppError {
  return new AppError(message, { code: 'UNAUTHORIZED', status: 401 });
}
