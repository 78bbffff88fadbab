import { bodyParser } from '@koa/bodyparser';
import { AppError, toError } from '@kassahook/platform/errors';
import { hasBody, requireJson } from './bodyTypes.js';
import type { ApiContext, ApiMiddleware } from './context.js';

const BODY_LIMIT_BYTES = 1024 * 1024;
/** A thousand products with their barcodes; each has 5 KB. */
export const BULK_BODY_LIMIT_BYTES = 5 * 1024 * 1024;

/**
 * Reads a JSON body of at most `limitBytes`, 1 MB unless told otherwise: larger answers 413, malformed or of another content type 400. A request without a body gets
 * `undefined`. It stands behind the authentication, so that a stranger's megabyte is not parsed.
 */
export function createJsonBody({
  limitBytes = BODY_LIMIT_BYTES,
}: { limitBytes?: number } = {}): ApiMiddleware {
  const parse = bodyParser({
    enableTypes: ['json'],
    jsonLimit: limitBytes,
    jsonStrict: false, // `null` and `5` are JSON: the schema says what is wrong with them
    onError: (error) => {
      throw bodyError(error, limitBytes);
    },
  });

  return function jsonBody(ctx, next) {
    if (!hasBody(ctx)) return next();
    requireJson(ctx);
    return parse(ctx, next);
  };
}

/** The parsed body; undefined when there was none. */
export function bodyOf(ctx: ApiContext): unknown {
  const { body } = ctx.request;
  return body === '' ? undefined : body; // the parser's word for a body of no bytes
}

/** The parser's errors carry the body and quote it: only what they mean goes on. */
function bodyError(thrown: unknown, limitBytes: number): AppError {
  const error = toError(thrown);
  const type = 'type' in error ? error.type : undefined;
  if (type === 'entity.too.large') {
    return new AppError(`a body may have at most ${limitBytes} bytes`, {
      code: 'BODY_TOO_LARGE',
      status: 413,
    });
  }
  if (error instanceof SyntaxError) {
    return new AppError('the body is not valid JSON', { code: 'MALFORMED_JSON', status: 400 });
  }
  return new AppError('the body could not be read', { code: 'BODY_UNREADABLE', status: 400 });
}
