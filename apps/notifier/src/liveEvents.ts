import type { StoredEvent } from '@kassahook/contracts/event';
import type { LiveFact } from '@kassahook/contracts/live';

export interface LiveEventsDeps {
  isWatched: (accountId: string) => boolean;
  tell: (accountId: string, fact: LiveFact) => void;
}

/** Creates what tells watchers of events that were fanned out. For accounts that nobody watches it costs one look into a set. */
export function createLiveEvents({ isWatched, tell }: LiveEventsDeps) {
  return (events: readonly StoredEvent[]): void => {
    for (const { id, accountId, type, action, entityId, occurredAt, webhookIds } of events) {
      if (!isWatched(accountId)) continue;
      const deliveries = webhookIds.length;
      const data = { id, type, action, entityId, occurredAt: occurredAt.toISOString(), deliveries };
      tell(accountId, { event: 'event', data });
    }
  };
}
