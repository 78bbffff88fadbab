import cors from '@koa/cors';
import Router from '@koa/router';
import Koa, { type Middleware } from 'koa';
import helmet from 'koa-helmet';
import { toError } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';
import type { Metrics } from '@kassahook/platform/metrics';
import type { ApiRouter, ApiState } from './http/context.js';
import { createErrorAnswer } from './http/errorAnswer.js';
import { methodNotAllowed } from './http/methodNotAllowed.js';
import { createRequestLog } from './http/requestLog.js';

/** Adds a room's routes to a router. */
export type RoomRoutes = (router: ApiRouter) => void;

export interface AppDeps {
  logger: Logger;
  metrics: Metrics;
  /** True for an adapter's error that means "my service cannot be reached now". */
  isUnavailable: (error: unknown) => boolean;
  /**
   * Each adds the routes of its room. Rooms of one list share a router, and a request is looked for in list after list: a router
   * compares a path with each of its routes, so the few that registers call all day are not among the 120 of everybody else.
   */
  routes: readonly (readonly RoomRoutes[])[];
  /** What answers where no route does: the cabinet. */
  pages: Middleware<ApiState>;
  /** Proxies whose X-Forwarded-* headers are believed, counted from us outwards. */
  trustedProxies: number;
  /** Origins whose pages may call us; `*` is all of them, without cookies. */
  corsOrigins: readonly string[];
  /** The origin of the cabinet, when it is another than ours: the only one that may send its cookie from there. */
  cabinetOrigin: string | null;
}

/** What a page of another origin may read of an answer besides its body. */
const EXPOSED_HEADERS = [
  'X-Request-Id',
  'X-Total-Count',
  'X-Next-Before',
  'Idempotent-Replayed',
  'Retry-After',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
];
const PREFLIGHT_MAX_AGE_SECONDS = 600;

/**
 * Builds the Koa application; `app.callback()` is what a server or a test calls. Middleware from the outside in: log and metrics,
 * errors, headers, routes. Authentication and bodies are the routes' own, because they differ.
 * A trailing slash and a missing Accept are accepted: clients in the field send all of it.
 */
export function createApp(deps: AppDeps): Koa<ApiState> {
  const { logger, metrics, isUnavailable, routes, pages, trustedProxies, corsOrigins, cabinetOrigin } = deps;
  const app = new Koa<ApiState>({ proxy: trustedProxies > 0, maxIpsCount: trustedProxies });
  const routers = routes.map(routerOf);
  app.on('error', (error: unknown) => {
    // What is left to Koa: an answer that broke while it was written.
    logger.warn({ reason: toError(error).message }, 'http.answer_broken');
  });
  app.use(createRequestLog({ logger, metrics }));
  app.use(createErrorAnswer({ logger, isUnavailable }));
  app.use(apiHeaders());
  app.use(uncached);
  if (corsOrigins.length > 0) app.use(crossOrigin({ corsOrigins, cabinetOrigin }));
  for (const router of routers) app.use(router.routes());
  app.use(methodNotAllowed);
  app.use(pages);
  return app;
}

function routerOf(rooms: readonly RoomRoutes[]): ApiRouter {
  const router: ApiRouter = new Router<ApiState>();
  for (const addRoutes of rooms) addRoutes(router);
  return router;
}

function crossOrigin({
  corsOrigins,
  cabinetOrigin,
}: Pick<AppDeps, 'corsOrigins' | 'cabinetOrigin'>): Middleware<ApiState> {
  const allowed = new Set(corsOrigins);
  return cors({
    origin(ctx) {
      const origin = ctx.get('Origin');
      if (allowed.has(origin)) return origin;
      return allowed.has('*') ? '*' : '';
    },
    credentials: (ctx) =>
      cabinetOrigin !== null && ctx.get('Origin') === cabinetOrigin && allowed.has(cabinetOrigin),
    exposeHeaders: EXPOSED_HEADERS,
    maxAge: PREFLIGHT_MAX_AGE_SECONDS,
  });
}

/** What an account may see is no business of a cache between us; a route may say otherwise of its own answer. */
const uncached: Middleware<ApiState> = (ctx, next) => {
  ctx.set('Cache-Control', 'no-store');
  return next();
};

/** What an application serves, as `GET /api/webhooks/:id`: a test compares it with what is described. */
export function servedRoutes(app: Koa<ApiState>): string[] {
  return app.middleware.flatMap((middleware) => {
    const { router } = middleware as { router?: ApiRouter };
    return (router?.stack ?? []).flatMap(({ methods, path }) =>
      methods.filter((method) => method !== 'HEAD').map((method) => `${method} ${String(path)}`),
    );
  });
}

/** Answers are data for programs: nothing may frame, sniff or run them. What only a page or an old browser heeds is left out. */
function apiHeaders() {
  return helmet({
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
  });
}
