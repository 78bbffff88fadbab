import { LRUCache } from 'lru-cache';
import type { TokenScope } from '@kassahook/contracts/tokenScope';
import type { Clock } from '@kassahook/platform/clock';
import { AppError } from '@kassahook/platform/errors';
import { hashToken } from '@kassahook/platform/tokens';
import type { ApiContext, ApiMiddleware, Principal } from './context.js';
import type { RequestLimits } from './requestLimits.js';

/** A middleware that lets through a caller with any of the scopes, and leaves its principal in `ctx.state`. */
export type Authenticate = (...anyOf: readonly TokenScope[]) => ApiMiddleware;

/** RFC 6750, 2.1; the scheme's name in any case (RFC 9110, 11.1). */
const BEARER = /^bearer +(\S+) *$/i;

/** The token of an Authorization header; undefined when it has none. */
export function bearerOf(authorization: string): string | undefined {
  return BEARER.exec(authorization)?.[1];
}

export interface AuthenticateDeps {
  tokens: {
    /** By the token's hash, as far as it is remembered. */
    remembered(tokenHash: string): Principal | null;
    /** By the token's hash; null when it may not be used. */
    find(tokenHash: string): Promise<Principal | null>;
  };
  /** By the request's session cookie; null without a session. @throws AppError CSRF_REFUSED for a forged write */
  findPerson: (ctx: ApiContext) => Promise<Principal | null>;
  /** Names the request's session cookie, whether or not it opens anything; null without one. */
  sessionKeyOf: (ctx: ApiContext) => string | null;
  limits: RequestLimits;
  clock: Clock;
}

/**
 * How long a cookie that opened a session is taken for no stranger's. It grants nothing: the session is looked up with each request.
 * It only keeps whoever is logged in from paying for others behind his address.
 */
const FAMILIAR_MS = 3_600_000;
const FAMILIAR_MAX = 20_000;

/**
 * Creates the authentication by API token or by session cookie: 401 without either or with one that is unknown, expired or revoked
 * (which of these is not told), 429 for too many requests, 403 when it lacks every one of the scopes. A request with an
 * Authorization header is a program's: its cookie is not looked at.
 */
export function createAuthenticate(deps: AuthenticateDeps): Authenticate {
  const { tokens, findPerson, sessionKeyOf, limits, clock } = deps;
  const familiar = new LRUCache<string, true>({
    max: FAMILIAR_MAX,
    ttl: FAMILIAR_MS,
    perf: clock,
    ttlResolution: 0,
  });

  async function byToken(ctx: ApiContext, authorization: string): Promise<Principal> {
    const token = bearerOf(authorization);
    if (token === undefined) {
      return refuse(ctx, 'an API token is needed: Authorization: Bearer <token>');
    }
    const hash = hashToken(token);
    const remembered = tokens.remembered(hash);
    if (remembered) return remembered;
    limits.refuseKnownStranger(ctx); // whoever tries tokens costs a read each
    return (await tokens.find(hash)) ?? refuse(ctx, 'the token is unknown, expired or revoked');
  }

  async function bySession(ctx: ApiContext): Promise<Principal> {
    const key = sessionKeyOf(ctx);
    // Whoever tries cookies costs a read of Redis each, and more when he has found one.
    if (key !== null && !familiar.has(key)) limits.refuseKnownStranger(ctx);
    const person = await findPerson(ctx);
    if (person && key !== null) familiar.set(key, true);
    return person ?? refuse(ctx, 'an API token (Authorization: Bearer <token>) or a login is needed');
  }

  async function refuse(ctx: ApiContext, message: string): Promise<never> {
    await limits.countStranger(ctx);
    throw new AppError(message, { code: 'UNAUTHORIZED', status: 401 });
  }

  return (...anyOf) =>
    async function authenticate(ctx, next) {
      const { authorization } = ctx.req.headers;
      const principal = await (authorization === undefined ? bySession(ctx) : byToken(ctx, authorization));
      ctx.state.principal = principal;
      const counting = limits.count(ctx, principal);
      if (counting) await counting;
      if (!anyOf.some((scope) => principal.scopes.has(scope))) {
        const what = principal.isSession ? 'role' : 'token';
        throw new AppError(`the ${what} lacks the scope: ${anyOf.join(' or ')}`, {
          code: 'FORBIDDEN',
          status: 403,
        });
      }
      await next();
    };
}
