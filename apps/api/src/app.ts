import Router from '@koa/router';
import Koa from 'koa';
import helmet from 'koa-helmet';
import { toError } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';
import type { Metrics } from '@kassahook/platform/metrics';
import type { ApiRouter, ApiState } from './http/context.js';
import { createErrorAnswer } from './http/errorAnswer.js';
import { methodNotAllowed } from './http/methodNotAllowed.js';
import { createRequestLog } from './http/requestLog.js';

export interface AppDeps {
  logger: Logger;
  metrics: Metrics;
  /** True for an adapter's error that means "my service cannot be reached now". */
  isUnavailable: (error: unknown) => boolean;
  /** Each adds the routes of its room. */
  routes: readonly ((router: ApiRouter) => void)[];
}

/**
 * Builds the Koa application; `app.callback()` is what a server or a test calls. Middleware from the outside in: log and metrics,
 * errors, headers, routes. Authentication and bodies are the routes' own, because they differ.
 * A trailing slash and a missing Accept are accepted: clients in the field send all of it.
 */
export function createApp({ logger, metrics, isUnavailable, routes }: AppDeps): Koa<ApiState> {
  const app = new Koa<ApiState>();
  const router: ApiRouter = new Router<ApiState>();
  for (const addRoutes of routes) addRoutes(router);
  app.on('error', (error: unknown) => {
    // What is left to Koa: an answer that broke while it was written.
    logger.warn({ reason: toError(error).message }, 'http.answer_broken');
  });
  app.use(createRequestLog({ logger, metrics }));
  app.use(createErrorAnswer({ logger, isUnavailable }));
  app.use(apiHeaders());
  app.use(router.routes());
  app.use(methodNotAllowed);
  return app;
}

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
