import type { StoredEvent } from '@kassahook/contracts/event';
import { endpointKey } from '@kassahook/contracts/subscription';
import type { WebhookPendingView } from '@kassahook/contracts/webhookOverview';
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
  /** Retries that are due later. */
  retrying: (accountId: string, webhookId: string) => Promise<number>;
  /** The webhook's newest attempts that a retry follows which was due before now. */
  dueRetries: (query: {
    accountId: string;
    webhookId: string;
    before: Date;
    limit: number;
  }) => Promise<readonly { deliveryId: string; attempt: number }[]>;
  /** Until when each of these endpoints rests, Unix ms. */
  restsUntil: (endpoints: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  clock: Clock;
}

/** Events that are looked at: what waits for its first attempt is new, unless an endpoint has been broken for long. */
export const PENDING_LOOKED_AT = 1_000;
const FIRST_ATTEMPT = 1;

/**
 * Creates the count of deliveries that a webhook's deletion would keep from being sent. Those that wait for a retry come from counters;
 * those without an attempt are nowhere but in the queues, so they are what the newest events made and the log does not know; and those
 * whose retry was due and is not in the log are parked. Counters know a retry until it is due only.
 */
export function createCountPending(deps: CountPendingDeps) {
  const { newestEventIds, storedAttempts, retrying, dueRetries, restsUntil, clock } = deps;

  return async function countPending(
    accountId: string,
    { id: webhookId, url }: { id: string; url: string },
  ): Promise<WebhookPendingView> {
    const newest = { accountId, webhookId, limit: PENDING_LOOKED_AT };
    const endpoint = endpointKey({ id: webhookId, url });
    const [eventIds, retryingCount, due, rests] = await Promise.all([
      newestEventIds(newest),
      retrying(accountId, webhookId),
      dueRetries({ ...newest, before: new Date(clock.now()) }),
      restsUntil([endpoint]),
    ]);
    const firstAttempts = eventIds.map((id) => attemptIdOf(deliveryIdOf(id, webhookId), FIRST_ATTEMPT));
    const retries = due.map(({ deliveryId, attempt }) => attemptIdOf(deliveryId, attempt + 1));
    const stored = await storedAttempts([...firstAttempts, ...retries]);
    const isMissing = (id: string): boolean => !stored.has(id);
    const waiting = firstAttempts.filter(isMissing).length;
    const parked = retries.filter(isMissing).length;
    return {
      waiting,
      retrying: retryingCount,
      parked,
      restsUntil: restText(rests.get(endpoint)),
      total: waiting + retryingCount + parked,
      isMore:
        (eventIds.length === PENDING_LOOKED_AT && waiting > 0) ||
        (due.length === PENDING_LOOKED_AT && parked > 0),
    };
  };
}
