import { bodyParser } from '@koa/bodyparser';
import type { ApiMiddleware } from '../http/context.js';
import { OAuthError } from './oauthError.js';

const BODY_LIMIT_BYTES = 32 * 1024;
const FORM_TYPE = /^application\/x-www-form-urlencoded\s*(;|$)/i;
const JSON_TYPE = /^application\/json\s*(;|$)/i;

/** Reads a body as RFC 6749 has it, a form, or as the clients of the contract send it, JSON. @throws OAuthError invalid_request */
export function createOAuthBody(): ApiMiddleware {
  const parse = bodyParser({
    enableTypes: ['json', 'form'],
    jsonLimit: BODY_LIMIT_BYTES,
    formLimit: BODY_LIMIT_BYTES,
    onError: () => {
      throw new OAuthError('invalid_request', 'the body could not be read');
    },
  });
  return function oauthBody(ctx, next) {
    const type = ctx.req.headers['content-type'] ?? '';
    if (!FORM_TYPE.test(type) && !JSON_TYPE.test(type)) {
      throw new OAuthError('invalid_request', 'the body must be a form or JSON');
    }
    return parse(ctx, next);
  };
}
