import type { LiveFact } from '@kassahook/contracts/live';
import type { TokenScope } from '@kassahook/contracts/tokenScope';
import type { Clock } from '@kassahook/platform/clock';
import { errorCodeOf } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';
import { principalOf, type ApiContext, type Principal } from '../http/context.js';
import { openEventStream } from './eventStream.js';
import type { LiveHub } from './liveHub.js';

export interface ServeStreamDeps {
  hub: Pick<LiveHub, 'attach'>;
  /** Who asks now, with the same request: null when the session or the token is over. Throws when it cannot be known. */
  recheck: (ctx: ApiContext) => Promise<Principal | null>;
  clock: Clock;
  logger: Logger;
  /** A session that ends takes its streams with it within this time. */
  recheckMs: number;
  heartbeatMs?: number;
}

/** What one route streams, and to whom. */
export interface StreamOf {
  /** Any of these scopes keeps the stream open. */
  scopes: readonly TokenScope[];
  accepts: (fact: LiveFact) => boolean;
}

/** Proxies close what is silent for a minute, some for half of it. */
const HEARTBEAT_MS = 15_000;

/**
 * Creates what answers a route with a stream of its account's facts. The stream ends with the session or the token that opened it, with
 * the scope, when its client reads too slowly, and when the process stops; a page that still may comes back by itself.
 */
export function createServeStream(deps: ServeStreamDeps) {
  const { hub, recheck, clock, logger, recheckMs, heartbeatMs = HEARTBEAT_MS } = deps;

  async function mayStay(ctx: ApiContext, scopes: readonly TokenScope[]): Promise<boolean> {
    const { accountId } = principalOf(ctx);
    try {
      const now = await recheck(ctx);
      return now?.accountId === accountId && scopes.some((scope) => now.scopes.has(scope));
    } catch (error) {
      // A store that is down says nothing against the caller, and nothing can be revoked in it meanwhile.
      logger.debug({ accountId, code: errorCodeOf(error) }, 'stream.not_rechecked');
      return true;
    }
  }

  return function serveStream(ctx: ApiContext, { scopes, accepts }: StreamOf): void {
    ctx.status = 200;
    if (ctx.method === 'HEAD') {
      ctx.type = 'text/event-stream';
      return;
    }
    const { accountId, tokenId } = principalOf(ctx);
    const startedMs = clock.now();
    let messages = 0;
    let end = 'left';
    // Nothing is written before `attach`: when it refuses, there is an answer of the usual kind.
    const early: { event: string; data: unknown }[] = [];
    let say = (event: string, data: unknown): void => void early.push({ event, data });
    let close = (): void => undefined;
    const detach = hub.attach({
      accountId,
      accepts,
      send: ({ event, data }) => {
        messages += 1;
        say(event, data);
      },
      end() {
        end = 'stopping';
        close();
      },
    });
    ctx.respond = false;
    const stream = openEventStream(ctx.res, () => void (end = 'slow'));
    ({ send: say, end: close } = stream);
    say('hello', { at: new Date(startedMs).toISOString(), heartbeatMs, recheckMs });
    for (const { event, data } of early) say(event, data);
    const heartbeat = setInterval(() => {
      stream.send('heartbeat', { at: new Date(clock.now()).toISOString() });
    }, heartbeatMs);
    const rechecking = setInterval(() => {
      void mayStay(ctx, scopes).then((isAllowed) => {
        if (isAllowed) return;
        end = 'over';
        stream.end();
      });
    }, recheckMs);
    const { requestId } = ctx.state;
    ctx.res.once('close', () => {
      clearInterval(heartbeat);
      clearInterval(rechecking);
      detach();
      const ms = clock.now() - startedMs;
      logger.info({ requestId, accountId, tokenId, messages, ms, end }, 'stream.closed');
    });
  };
}
export type ServeStream = ReturnType<typeof createServeStream>;
