import type { StoredEvent } from '@kassahook/contracts/event';
import type { WebhookPendingView } from '@kassahook/contracts/webhookOverview';
import { attemptIdOf, deliveryIdOf } from '@kassahook/platform/ids';

export interface CountPendingDeps {
  /** Ids of the newest events that are for the webhook. */
  newestEventIds: (query: {
    accountId: string;
    webhookId: string;
    limit: number;
  }) => Promise<StoredEvent['id'][]>;
  /** Which of these attempts are stored. */
  storedAttempts: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
  retrying: (accountId: string, webhookId: string) => Promise<number>;
}

/** Events that are looked at: what waits for its first attempt is new, unless an endpoint has been broken for long. */
export const PENDING_LOOKED_AT = 1_000;
const FIRST_ATTEMPT = 1;

/**
 * Creates the count of deliveries that a webhook's deletion would keep from being sent. Those that wait for a retry come from counters;
 * those without an attempt are nowhere but in the queues, so they are what the newest events made and the log does not know.
 */
export function createCountPending({ newestEventIds, storedAttempts, retrying }: CountPendingDeps) {
  return async function countPending(accountId: string, webhookId: string): Promise<WebhookPendingView> {
    const [eventIds, retryingCount] = await Promise.all([
      newestEventIds({ accountId, webhookId, limit: PENDING_LOOKED_AT }),
      retrying(accountId, webhookId),
    ]);
    const firstAttempts = eventIds.map((id) => attemptIdOf(deliveryIdOf(id, webhookId), FIRST_ATTEMPT));
    const stored = await storedAttempts(firstAttempts);
    const waiting = firstAttempts.filter((id) => !stored.has(id)).length;
    return {
      waiting,
      retrying: retryingCount,
      total: waiting + retryingCount,
      isMore: eventIds.length === PENDING_LOOKED_AT && waiting > 0,
    };
  };
}
