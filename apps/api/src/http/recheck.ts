import { hashToken } from '@kassahook/platform/tokens';
import { bearerOf } from './authenticate.js';
import type { ApiContext, Principal } from './context.js';

export interface RecheckDeps {
  tokens: { find(tokenHash: string): Promise<Principal | null> };
  /** By the request's session cookie, without noting that the session is used. */
  peekPerson: (ctx: ApiContext) => Promise<Principal | null>;
}

/**
 * Creates what asks again who makes a request that goes on for long; null when its session or token is over. It counts for no limit,
 * and a session that is only looked at is not kept alive by it.
 * @throws AppError when a store is down
 */
export function createRecheck({ tokens, peekPerson }: RecheckDeps) {
  return async function recheck(ctx: ApiContext): Promise<Principal | null> {
    const { authorization } = ctx.req.headers;
    if (authorization === undefined) return peekPerson(ctx);
    const token = bearerOf(authorization);
    return token === undefined ? null : tokens.find(hashToken(token));
  };
}
