import type { Middleware } from 'koa';
import { AppError } from '@kassahook/platform/errors';
import type { ApiContext, ApiState } from './context.js';

/** Stands behind the router: the path is known, the method is not: 405 with Allow; OPTIONS is told what there is. */
export const methodNotAllowed: Middleware<ApiState> = (ctx, next) => {
  const matched = (ctx as Partial<ApiContext>).matched ?? [];
  const allowed = [...new Set(matched.flatMap((layer) => layer.methods))];
  if (allowed.length === 0) return next();
  ctx.set('Allow', allowed.join(', '));
  if (ctx.method !== 'OPTIONS') {
    throw new AppError(`${ctx.method} is not possible here, only ${allowed.join(', ')}`, {
      code: 'METHOD_NOT_ALLOWED',
      status: 405,
    });
  }
  ctx.status = 204;
  return Promise.resolve();
};
