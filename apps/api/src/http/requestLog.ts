import type { Middleware } from 'koa';
import type { Logger } from '@kassahook/platform/logger';
import { LATENCY_BUCKETS_SECONDS, type Metrics } from '@kassahook/platform/metrics';
import type { ApiState } from './context.js';
import { requestIdOf } from './requestId.js';
import { routePatternOf } from './routePattern.js';

/**
 * Gives each request an id, and when it is answered writes its one log line and its metrics. The route is the pattern, not the
 * path: ids in a metric's label would make a series each.
 * Every request is logged, a register's too: with pino a line costs about 5 µs.
 */
export function createRequestLog({
  logger,
  metrics,
}: {
  logger: Logger;
  metrics: Metrics;
}): Middleware<ApiState> {
  const labels = ['route', 'method', 'status'] as const;
  const total = metrics.counter('http_requests_total', 'HTTP requests answered', labels);
  const duration = metrics.histogram(
    'http_request_duration_seconds',
    'time from the request’s headers to the answer',
    LATENCY_BUCKETS_SECONDS,
    ['route', 'method'],
  );

  return async function requestLog(ctx, next) {
    const startedAt = performance.now();
    const requestId = requestIdOf(ctx.req.headers);
    ctx.state.requestId = requestId;
    ctx.set('X-Request-Id', requestId);
    await next();
    const ms = performance.now() - startedAt;
    const route = routePatternOf(ctx) ?? 'none';
    const { method, status } = ctx;
    const { principal } = ctx.state;
    total.inc({ route, method, status });
    duration.observe({ route, method }, ms / 1_000);
    logger.info(
      {
        requestId,
        method,
        route,
        status,
        ms: Math.round(ms * 100) / 100,
        accountId: principal?.accountId ?? null,
        tokenId: principal?.tokenId ?? null,
      },
      'http.request',
    );
  };
}
