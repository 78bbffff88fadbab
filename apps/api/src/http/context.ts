import type Router from '@koa/router';
import type { RouterContext, RouterMiddleware } from '@koa/router';
import type { TokenScope } from '@kassahook/contracts/tokenScope';

/** Who is asking. Every query is scoped by `accountId`, and this is the only place where it comes from. */
export interface Principal {
  accountId: string;
  /** The register that reports, for a device token. */
  deviceId: number | null;
  /** The person who asks, when it is one. */
  userId: number | null;
  scopes: ReadonlySet<TokenScope>;
  tokenId: string;
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

/** A parameter of the route's path. */
export function pathParam(ctx: ApiContext, name: string): string {
  const params = ctx.params as Record<string, string | undefined>;
  return params[name] ?? '';
}
