import type Router from '@koa/router';
import type { RouterContext, RouterMiddleware } from '@koa/router';
import type { Role } from '@kassahook/contracts/role';
import type { TokenScope } from '@kassahook/contracts/tokenScope';
import { AppError } from '@kassahook/platform/errors';

/** Who is asking. Every query is scoped by `accountId`, and this is the only place where it comes from. */
export interface Principal {
  accountId: string;
  /** The register that reports, for a device token. */
  deviceId: number | null;
  /** The person who asks, when it is one. */
  userId: number | null;
  scopes: ReadonlySet<TokenScope>;
  /** The token; of a browser session its public id. */
  tokenId: string;
  /** The consent that an application's token comes from; a refresh gives another token of the same. */
  grantId?: string;
  /** What the person is in the account; absent for a token that is nobody's. */
  role?: Role;
  /** The person's e-mail address, for the audit log; absent for a token that is nobody's. */
  email?: string;
  /** When the token ends; absent for one without an end, and for a session. */
  tokenExpiresAtMs?: number;
  /** True when a browser session asks, not a token. */
  isSession?: boolean;
}

/** What middleware leaves for those after it. */
export interface ApiState {
  requestId: string;
  /** Absent until the request is authenticated. */
  principal?: Principal;
  /** Names a request that carried an Idempotency-Key, the same on every run of it: what is made by it may take its id from this. */
  idempotentRequestId?: string;
}

export type ApiContext = RouterContext<ApiState>;
export type ApiMiddleware = RouterMiddleware<ApiState>;
export type ApiRouter = Router<ApiState>;

/** The principal of an authenticated request. */
export function principalOf(ctx: ApiContext): Principal {
  const { principal } = ctx.state;
  if (!principal) throw new Error('a route that asks for its principal must authenticate first');
  return principal;
}

/** A person at a browser: what a route gets that no token may call. */
export interface Person extends Principal {
  userId: number;
  role: Role;
  email: string;
  /** The session's public id. */
  tokenId: string;
}

/** @throws AppError FORBIDDEN (403) when it is a token that asks */
export function personOf(ctx: ApiContext): Person {
  const principal = principalOf(ctx);
  const { userId, role, email, isSession } = principal;
  if (isSession !== true || userId === null || role === undefined || email === undefined) {
    throw new AppError('only a person who is logged in may do this, not a token', {
      code: 'FORBIDDEN',
      status: 403,
    });
  }
  return { ...principal, userId, role, email };
}

/** A parameter of the route's path. */
export function pathParam(ctx: ApiContext, name: string): string {
  const params = ctx.params as Record<string, string | undefined>;
  return params[name] ?? '';
}
