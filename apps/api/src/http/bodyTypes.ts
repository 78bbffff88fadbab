import { AppError } from '@kassahook/platform/errors';
import type { ApiContext, ApiMiddleware } from './context.js';
import { routePatternOf } from './routePattern.js';

/** JSON is UTF-8 (RFC 8259, 8.1); a charset that says so, or ASCII, which is part of it, is as good as none. */
const JSON_TYPE = /^application\/json\s*(?:;\s*charset\s*=\s*"?(?:utf-?8|us-ascii)"?\s*)?;?\s*$/i;
/** A body of theirs means nothing (RFC 9110, 9.3.1). */
const BODILESS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** True when bytes follow the headers. */
export function hasBody({ req }: ApiContext): boolean {
  if (req.headers['transfer-encoding'] !== undefined) return true;
  const length = req.headers['content-length'];
  return length !== undefined && length !== '0';
}

/** @throws AppError UNSUPPORTED_CONTENT_TYPE (400) for a body of another type than JSON */
export function requireJson(ctx: ApiContext): void {
  if (!hasBody(ctx) || JSON_TYPE.test(ctx.req.headers['content-type'] ?? '')) return;
  throw new AppError('a body must have Content-Type: application/json (UTF-8)', {
    code: 'UNSUPPORTED_CONTENT_TYPE',
    status: 400,
  });
}

/**
 * Creates what refuses a body that is not JSON where nobody reads one: whoever sends it takes it for something. It looks at headers only.
 * @param refusesItself true for a route (`POST /api/oauth2/revoke`) that has types or words of its own
 */
export function createBodyTypeCheck(refusesItself: (route: string) => boolean): ApiMiddleware {
  return function checkBodyType(ctx, next) {
    if (!BODILESS.has(ctx.method) && hasBody(ctx)) {
      const pattern = routePatternOf(ctx);
      if (pattern !== undefined && !refusesItself(`${ctx.method} ${pattern}`)) requireJson(ctx);
    }
    return next();
  };
}
