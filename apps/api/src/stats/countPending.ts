import type { StoredEvent } from '@kassahook/contracts/event';
import { endpointKey } from '@kassahook/contracts/subscription';
import type { WebhookPendingView } from '@kassahook/contracts/webhookOverview';
import { ON_ITS_WAY_MS } from '@kassahook/domain/parking';
import type { Clock } from '@kassahook/platform/clock';
import { attemptIdOf, deliveryIdOf } from '@kassahook/platform/ids';
import { restText } from './presentHealth.js';

export interface CountPendingDeps {
  /** Ids of the newest events that are for the webhook. */
  newestEventIds: (query: {
    accountId: string;
    webhookId: string;
    limit: number;
  }) => Promise<StoredEvent['id'][]>;
  /** Which of these attempts are stored. */
  storedAttempts: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
  /** How many of the webhook's retries are due from then on, `limit` at most; of attempts that were made since `madeSince`. */
  laterRetries: (query: {
    accountId: string;
    webhookId: string;
    from: Date;
    madeSince: Date;
    limit: number;
  }) => Promise<number>;
  /** The webhook's newest attempts that a retry follows which was due before now. */
  dueRetries: (query: {
    accountId: string;
    webhookId: string;
    before: Date;
    limit: number;
  }) => Promise<readonly DueRetry[]>;
  /** Which of these deliveries an attempt by hand has delivered: a schedule that was lost has nothing to do for them. */
  deliveredOf: (deliveryIds: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Until when each of these endpoints rests, Unix ms. */
  restsUntil: (endpoints: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  /** The longest wait between two attempts: what was made earlier has no retry that is due later. */
  longestWaitMs: number;
  /** How long an attempt of the webhook may be set aside, parked or waiting for its rate, ms. */
  setAsideMs: (webhook: Pick<CountedWebhook, 'maxPerSecond'>) => number;
  clock: Clock;
}

/** An attempt that a retry follows. */
export interface DueRetry {
  deliveryId: string;
  attempt: number;
  /** When the retry was due. */
  nextAttemptAt: Date;
}

export interface CountedWebhook {
  id: string;
  url: string;
  maxPerSecond: number | null;
}

/** Events that are looked at: what waits for its first attempt is new, unless an endpoint has been broken for long. */
export const PENDING_LOOKED_AT = 1_000;
const FIRST_ATTEMPT = 1;
/** What an attempt may take, from when it is made to the answer that its retry's wait is counted from; generously. */
const ATTEMPT_TAKES_MS = 3_600_000;

/**
 * Creates the count of deliveries that a webhook's deletion would keep from being sent. Those that wait for a retry are in the log;
 * those without an attempt are nowhere but in the queues, so they are what the newest events made and the log does not know; and those
 * whose retry was due and is not in the log are parked, unless it was due for longer than anything is set aside: that one was lost with a broker, or no
 * deliverer has run. Retries are not taken from counters: those of a minute are counted until it is over.
 */
export function createCountPending(deps: CountPendingDeps) {
  const { newestEventIds, storedAttempts, laterRetries, dueRetries, restsUntil, clock } = deps;

  return async function countPending(
    accountId: string,
    webhook: CountedWebhook,
  ): Promise<WebhookPendingView> {
    const { id: webhookId } = webhook;
    const newest = { accountId, webhookId, limit: PENDING_LOOKED_AT };
    const endpoint = endpointKey(webhook);
    const now = new Date(clock.now());
    const madeSince = new Date(now.getTime() - deps.longestWaitMs - ATTEMPT_TAKES_MS);
    const [eventIds, retrying, due, rests] = await Promise.all([
      newestEventIds(newest),
      laterRetries({ ...newest, from: now, madeSince }),
      dueRetries({ ...newest, before: now }),
      restsUntil([endpoint]),
    ]);
    const firstAttempts = eventIds.map((id) => attemptIdOf(deliveryIdOf(id, webhookId), FIRST_ATTEMPT));
    const retries = due.map(({ deliveryId, attempt, nextAttemptAt }) => {
      return { id: attemptIdOf(deliveryId, attempt + 1), deliveryId, dueAt: nextAttemptAt };
    });
    const stored = await storedAttempts([...firstAttempts, ...retries.map(({ id }) => id)]);
    const waiting = firstAttempts.filter((id) => !stored.has(id)).length;
    const missing = retries.filter(({ id }) => !stored.has(id));
    const parkedSince = new Date(now.getTime() - deps.setAsideMs(webhook) - ON_ITS_WAY_MS);
    const parked = missing.filter(({ dueAt }) => dueAt >= parkedSince).length;
    const late = missing.filter(({ dueAt }) => dueAt < parkedSince).map(({ deliveryId }) => deliveryId);
    const delivered = late.length > 0 ? await deps.deliveredOf(late) : new Set();
    const overdue = late.filter((deliveryId) => !delivered.has(deliveryId)).length;
    return {
      waiting,
      retrying,
      parked,
      overdue,
      restsUntil: restText(rests.get(endpoint)),
      total: waiting + retrying + parked + overdue,
      isMore:
        (eventIds.length === PENDING_LOOKED_AT && waiting > 0) ||
        retrying === PENDING_LOOKED_AT ||
        // The newest are those whose turn came last, so what is parked for long is behind them.
        due.length === PENDING_LOOKED_AT,
    };
  };
}
