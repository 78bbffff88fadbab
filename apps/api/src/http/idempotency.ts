import { createHash } from 'node:crypto';
import { AppError, errorCodeOf, validationFailed } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';
import type { Authenticate } from './authenticate.js';
import { canonicalJson } from './canonicalJson.js';
import { principalOf, type ApiContext, type ApiMiddleware, type Principal } from './context.js';
import { answerTo } from './errorAnswer.js';
import { jsonTextOf } from './jsonAnswer.js';
import { bodyOf } from './jsonBody.js';
import { routePatternOf } from './routePattern.js';

interface Scope {
  accountId: string;
  route: string;
  key: string;
}

/** Remembers requests by their keys. */
export interface IdempotencyKeys<Run extends { requestId: string }> {
  begin(
    scope: Scope,
    request: { fingerprint: string; isRepeatable: boolean },
  ): Promise<
    | { kind: 'run'; run: Run }
    | { kind: 'answered'; status: number; body: string | null }
    | { kind: 'inFlight' | 'otherRequest' | 'unknown' | 'forgotten' }
  >;
  finish(run: Run, answer: { status: number; body: string | null; isSecret: boolean }): Promise<void>;
  giveUp(run: Run): Promise<void>;
  /** Forgets a request that was turned away before it did anything. */
  withdraw(run: Run): Promise<void>;
}

export interface IdempotencyDeps<Run extends { requestId: string }> {
  keys: IdempotencyKeys<Run>;
  /** What reads the body of a route (`POST /api/receipts`): limits differ. */
  bodyReaderOf: (route: string) => ApiMiddleware;
  /** True for a route (`POST /api/receipts`) whose second run does what its first one did. */
  isRepeatable: (route: string) => boolean;
  /** True for a route (`POST /api/tokens`) whose success shows a secret that nothing shows again. */
  showsSecretOnce: (route: string) => boolean;
  /** True for an adapter's error that means "my service cannot be reached now". */
  isUnavailable: (error: unknown) => boolean;
  logger: Logger;
}

/** What a client may choose as a key: 1 to 255 printable characters. */
const KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * Puts `Idempotency-Key` behind the authentication of every POST: the same key with the same request within 24 hours is answered as
 * the first time (`Idempotent-Replayed: true`), with another body 422, while the first one runs 409.
 *
 * The key is stored before the request runs and the answer after it, so what can be lost is an answer, never a key. A request whose
 * end nobody knows (its process died, or it ended in a 5xx) is run again where that is harmless, and refused with 409 where it is not:
 * a double is worse than a question. When the keys cannot be read, nothing runs: 503.
 *
 * An answer with a secret that is shown once is kept for minutes, for whoever made the request; afterwards a repeat is told that it was
 * done (docs/adr/0034-secrets-in-replayed-answers.md).
 */
export function withIdempotency<Run extends { requestId: string }>(
  authenticate: Authenticate,
  deps: IdempotencyDeps<Run>,
): Authenticate {
  const idempotency = createIdempotency(deps);
  return (...anyOf) => {
    const authenticated = authenticate(...anyOf);
    return async (ctx, next) => {
      await authenticated(ctx, async () => {
        await idempotency(ctx, next);
      });
    };
  };
}

function createIdempotency<Run extends { requestId: string }>(deps: IdempotencyDeps<Run>): ApiMiddleware {
  const { keys, bodyReaderOf, isRepeatable, showsSecretOnce, isUnavailable, logger } = deps;

  async function run(
    ctx: ApiContext,
    { begun, isSecret }: { begun: Run; isSecret: boolean },
    next: () => Promise<unknown>,
  ): Promise<void> {
    ctx.state.idempotentRequestId = begun.requestId;
    try {
      await next();
    } catch (error) {
      const answer = answerTo(error, isUnavailable);
      // One request too many did nothing, and its client repeats it with the same key: a kept 429 would be its answer for a day.
      if (answer.status === 429) await tell('withdraw', () => keys.withdraw(begun));
      else if (answer.status >= 500) await tell('giveUp', () => keys.giveUp(begun));
      else {
        const body = JSON.stringify(answer);
        await tell('finish', () => keys.finish(begun, { status: answer.status, body, isSecret: false }));
      }
      throw error;
    }
    const { body, status } = ctx;
    const answer = { status, body: jsonTextOf(body), isSecret };
    await tell('finish', () => keys.finish(begun, answer));
  }

  /** The request is over, its client gets its answer: that the store is not told makes repeats of it 409, not doubles. */
  async function tell(what: string, call: () => Promise<void>): Promise<void> {
    await call().catch((error: unknown) => {
      logger.warn({ what, code: errorCodeOf(error) }, 'idempotency.not_stored');
    });
  }

  return async function idempotency(ctx, next) {
    const key = ctx.get('Idempotency-Key');
    if (ctx.method !== 'POST' || key === '') {
      await next();
      return;
    }
    if (!KEY.test(key)) {
      throw validationFailed({ 'Idempotency-Key': 'must have 1 to 255 printable ASCII characters' });
    }
    const route = routeOf(ctx);
    await bodyReaderOf(route)(ctx, async () => {
      const principal = principalOf(ctx);
      const isSecret = showsSecretOnce(route);
      const caller = isSecret ? makerOf(principal) : callerOf(principal);
      const scope = { accountId: principal.accountId, route: `${route}${caller}`, key };
      const fingerprint = fingerprintOf(ctx);
      const verdict = await keys.begin(scope, { fingerprint, isRepeatable: isRepeatable(route) });
      switch (verdict.kind) {
        case 'run':
          return run(ctx, { begun: verdict.run, isSecret }, next);
        case 'answered':
          ctx.status = verdict.status;
          ctx.set('Idempotent-Replayed', 'true');
          if (verdict.body !== null) ctx.body = JSON.parse(verdict.body) as unknown;
          return;
        case 'forgotten':
          throw refused(
            409,
            'IDEMPOTENCY_SECRET_FORGOTTEN',
            'this was done, and its secret is not kept any more: revoke what was made, or give it another secret',
          );
        case 'inFlight':
          ctx.set('Retry-After', '1');
          throw refused(409, 'IDEMPOTENCY_IN_FLIGHT', 'the first request with this key is still under way');
        case 'otherRequest':
          throw refused(422, 'IDEMPOTENCY_KEY_REUSED', 'this key was used for another request');
        case 'unknown':
          throw refused(
            409,
            'IDEMPOTENCY_OUTCOME_UNKNOWN',
            'nobody knows how the first request with this key ended: look whether it took effect, then use another key',
          );
      }
    });
  };
}

/** `/api/v2` is another name of the same: a repeat under it is a repeat. */
function withoutVersion(path: string): string {
  return path.replace(/^\/api\/v2\//, '/api/');
}

function routeOf(ctx: ApiContext): string {
  return `${ctx.method} ${withoutVersion(routePatternOf(ctx) ?? ctx.path)}`;
}

/**
 * Who must have keys of his own. Registers of one account count their documents alike (shift 1, receipt 1), and a person who logs in is
 * answered what is only for him; tokens of one account are one shop's programs, which may repeat each other's requests.
 */
function callerOf({ deviceId, userId, isSession }: Principal): string {
  if (deviceId !== null) return ` of device ${deviceId}`;
  return isSession === true && userId !== null ? ` of user ${userId}` : '';
}

/**
 * Who may see a secret again: the token that made it. A person is one person in all his sessions, and an application in all tokens of one
 * consent, or a session that ended, or a token that was refreshed, between the request and its repeat would make a second secret.
 */
function makerOf(principal: Principal): string {
  const { isSession, grantId, tokenId } = principal;
  if (isSession === true) return callerOf(principal);
  return grantId === undefined ? ` of token ${tokenId}` : ` of grant ${grantId}`;
}

function fingerprintOf(ctx: ApiContext): string {
  const path = withoutVersion(ctx.path).replace(/\/+$/, '');
  return createHash('sha256')
    .update(`${path}?${ctx.querystring}\n`)
    .update(canonicalJson(bodyOf(ctx) ?? null))
    .digest('hex');
}

function refused(status: number, code: string, message: string): AppError {
  return new AppError(message, { code, status });
}
