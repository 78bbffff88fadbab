import type { ApiContext } from './context.js';

/**
 * The pattern of the route that answers (`/api/webhooks/:id`), for whoever asks, also before the route runs and after a middleware of the
 * router has refused: `_matchedRoute` is the path of the middleware then. Undefined for what no route answers.
 */
export function routePatternOf(
  ctx: Pick<ApiContext, 'method'> & Partial<Pick<ApiContext, 'matched'>>,
): string | undefined {
  const route = ctx.matched?.find(({ methods }) => methods.includes(ctx.method));
  return typeof route?.path === 'string' ? route.path : undefined;
}
