import { LRUCache } from 'lru-cache';
import type { Attempt } from '@kassahook/contracts/attempt';
import { isCallback } from '@kassahook/contracts/event';
import type { LiveFact } from '@kassahook/contracts/live';
import { attemptOutcomeOf } from '@kassahook/domain/attemptOutcome';
import type { AttemptObserver } from './attemptStats.js';

export interface LiveAttemptsDeps {
  isWatched: (accountId: string) => boolean;
  tell: (accountId: string, fact: LiveFact) => void;
}

/** Webhooks whose last outcome is remembered; one that is forgotten is told of once more. */
const WEBHOOKS_MAX = 10_000;

/**
 * Creates what tells watchers of stored attempts, and of webhooks that began to fail or answer again. For accounts that nobody watches
 * it costs one look into a set.
 */
export function createLiveAttempts({ isWatched, tell }: LiveAttemptsDeps): AttemptObserver {
  const lastStates = new LRUCache<string, 'healthy' | 'failing'>({ max: WEBHOOKS_MAX });

  function tellHealth({ accountId, webhookId, at, errorClass }: Attempt): void {
    const outcome = attemptOutcomeOf(errorClass);
    if (outcome === 'notSent') return; // says nothing about the endpoint
    const state = outcome === 'delivered' ? 'healthy' : 'failing';
    if (lastStates.get(webhookId) === state) return;
    lastStates.set(webhookId, state);
    tell(accountId, { event: 'health', data: { webhookId, state, reason: null, at: at.toISOString() } });
  }

  return (attempts) => {
    for (const attempt of attempts) {
      const { accountId } = attempt;
      if (!isWatched(accountId)) continue;
      tell(accountId, { event: 'delivery', data: deliveryOf(attempt) });
      if (!isCallback(attempt)) tellHealth(attempt);
    }
  };
}

function deliveryOf(attempt: Attempt): (LiveFact & { event: 'delivery' })['data'] {
  const { deliveryId, webhookId, eventId, type, action, entityId, trigger, state } = attempt;
  return {
    id: deliveryId,
    webhookId,
    eventId,
    type,
    action,
    entityId,
    trigger,
    state,
    ...(trigger === 'schedule' && { attempts: attempt.attempt }),
    lastStatus: attempt.response?.status ?? null,
    lastErrorClass: attempt.errorClass,
    nextAttemptAt: attempt.nextAttemptAt?.toISOString() ?? null,
    at: attempt.at.toISOString(),
  };
}
