import type { OAuthErrorCode } from '@kassahook/contracts/oauth';
import { AppError } from '@kassahook/platform/errors';
import type { ApiMiddleware } from '../http/context.js';

/** A refusal in the words of RFC 6749, 5.2. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';

  constructor(
    readonly code: OAuthErrorCode,
    message: string,
    readonly status = code === 'invalid_client' ? 401 : 400,
  ) {
    super(message);
  }
}

/** A refusal that the application is to hear: the browser carries it to its redirect URI (RFC 6749, 4.1.2.1) once its person says so. */
export class RedirectedError extends OAuthError {
  constructor(
    code: OAuthErrorCode,
    message: string,
    readonly redirectTo: string,
  ) {
    super(code, message);
  }
}

/** Answers refusals as clients of OAuth know them. What is no client's fault (429, 503, a bug) stays the API's usual error. */
export const oauthErrors: ApiMiddleware = async (ctx, next) => {
  try {
    await next();
  } catch (error) {
    const refusal = asRefusal(error);
    if (!refusal) throw error;
    ctx.status = refusal.status;
    if (refusal.status === 401) ctx.set('WWW-Authenticate', 'Basic realm="kassahook"');
    ctx.body = {
      error: refusal.code,
      error_description: refusal.message,
      ...(refusal instanceof RedirectedError && { redirectTo: refusal.redirectTo }),
    };
  }
};

function asRefusal(error: unknown): OAuthError | null {
  if (error instanceof OAuthError) return error;
  if (!(error instanceof AppError) || ![400, 413].includes(error.status)) return null;
  const fields = Object.entries(error.data ?? {}).map(([name, problem]) => `${name} ${problem}`);
  return new OAuthError('invalid_request', fields.join('; ') || error.message, error.status);
}
