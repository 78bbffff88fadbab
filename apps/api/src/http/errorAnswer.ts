import type { Middleware } from 'koa';
import type { ApiError } from '@kassahook/contracts/apiError';
import { AppError, errorCodeOf, toError } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';
import type { ApiState } from './context.js';
import { QuotaExhausted } from './quotaExhausted.js';

/** When a dependency is down: clients that honour it come back, spread by their own latency. */
const RETRY_AFTER_SECONDS = 5;

export interface ErrorAnswerDeps {
  logger: Logger;
  /** True for an adapter's error that means "my service cannot be reached now". */
  isUnavailable: (error: unknown) => boolean;
}

/**
 * The only place that turns errors into answers. What was thrown on purpose (AppError) is shown as far as it says so; a dependency
 * that is down is 503 with Retry-After; everything else is a bare 500 whose cause is only in the log.
 */
export function createErrorAnswer({ logger, isUnavailable }: ErrorAnswerDeps): Middleware<ApiState> {
  return async function errorAnswer(ctx, next) {
    try {
      await next();
      if (ctx.status === 404 && ctx.body === undefined) throw noSuchRoute(ctx.method, ctx.path);
    } catch (error) {
      const answer = answerTo(error, isUnavailable);
      if (answer.status >= 500) {
        const level = answer.status === 503 ? 'warn' : 'error';
        logger[level]({ requestId: ctx.state.requestId, err: withoutValues(error) }, 'http.failed');
      }
      if (answer.status === 503) ctx.set('Retry-After', String(RETRY_AFTER_SECONDS));
      if (error instanceof QuotaExhausted) {
        ctx.set('Retry-After', String(Math.ceil(error.retryAfterMs / 1_000)));
      }
      if (answer.status === 401) ctx.set('WWW-Authenticate', 'Bearer');
      ctx.status = answer.status;
      ctx.body = answer;
    }
  };
}

/** The answer to an error. */
export function answerTo(error: unknown, isUnavailable: (error: unknown) => boolean): ApiError {
  // One that is retryable and shown all the same says what would help.
  if ((error instanceof AppError && error.retryable && !error.expose) || isUnavailable(error)) {
    return { status: 503, code: 'UNAVAILABLE', message: 'a service we depend on is down, try again later' };
  }
  if (error instanceof AppError && error.expose) {
    const { status, code, message, data } = error;
    return { status, code, message, ...(data && { data }) };
  }
  return clientErrorOf(error) ?? { status: 500, code: 'INTERNAL', message: 'internal error' };
}

/** What a log may hold of an error: drivers hang statements and their values on theirs. */
function withoutValues(thrown: unknown): object {
  const { name, message, stack, cause } = toError(thrown);
  const reason = cause === undefined ? null : toError(cause).message;
  return { type: name, code: errorCodeOf(thrown), message, stack, cause: reason };
}

/** Koa and its router speak of a client's mistakes (a path that cannot be decoded) in errors of http-errors' kind. */
function clientErrorOf(error: unknown): ApiError | null {
  if (!(error instanceof Error) || !('status' in error) || !('expose' in error) || error.expose !== true) {
    return null;
  }
  const status = Number(error.status);
  if (!(status >= 400 && status < 500)) return null;
  return { status, code: errorCodeOf(error) ?? 'BAD_REQUEST', message: error.message };
}

function noSuchRoute(method: string, path: string): AppError {
  return new AppError(`there is nothing at ${method} ${path}`, { code: 'NOT_FOUND', status: 404 });
}
