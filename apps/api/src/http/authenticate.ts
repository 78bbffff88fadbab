import type { TokenScope } from '@kassahook/contracts/tokenScope';
import { AppError } from '@kassahook/platform/errors';
import { hashToken } from '@kassahook/platform/tokens';
import type { ApiMiddleware, Principal } from './context.js';

/** A middleware that lets through a token with any of the scopes, and leaves its principal in `ctx.state`. */
export type Authenticate = (...anyOf: readonly TokenScope[]) => ApiMiddleware;

/** RFC 6750, 2.1; the scheme's name in any case (RFC 9110, 11.1). */
const BEARER = /^bearer +(\S+) *$/i;

/**
 * Creates the authentication: 401 without a token or with one that is unknown, expired or revoked (which of these is not told),
 * 403 when it lacks every one of the scopes.
 */
export function createAuthenticate({
  findPrincipal,
}: {
  /** By the token's hash; null when it may not be used. */
  findPrincipal: (tokenHash: string) => Promise<Principal | null>;
}): Authenticate {
  return (...anyOf) =>
    async function authenticate(ctx, next) {
      const token = BEARER.exec(ctx.req.headers.authorization ?? '')?.[1];
      if (token === undefined) throw unauthorized('an API token is needed: Authorization: Bearer <token>');
      const principal = await findPrincipal(hashToken(token));
      if (!principal) throw unauthorized('the token is unknown, expired or revoked');
      ctx.state.principal = principal;
      if (!anyOf.some((scope) => principal.scopes.has(scope))) {
        throw new AppError(`the token lacks the scope: ${anyOf.join(' or ')}`, {
          code: 'FORBIDDEN',
          status: 403,
        });
      }
      await next();
    };
}

function unauthorized(message: string): AppError {
  return new AppError(message, { code: 'UNAUTHORIZED', status: 401 });
}
