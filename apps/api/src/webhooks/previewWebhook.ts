import type { StoredEvent } from '@kassahook/contracts/event';
import {
  PREVIEW_EVENTS_MAX,
  type WebhookPreviewBody,
  type WebhookPreviewView,
} from '@kassahook/contracts/webhookPreview';
import { hasContentRules } from '@kassahook/domain/contentRules';
import { maskMatches, maskWithActions, maskWithTypes } from '@kassahook/domain/mask';
import { createMatching, type Listener } from '@kassahook/domain/matching';

type ListedEvent = Omit<StoredEvent, 'snapshot'>;

export interface PreviewWebhookDeps {
  events: {
    /** The account's newest events. */
    list(query: { accountId: string; limit: number }): Promise<ListedEvent[]>;
    /** With their snapshots, in any order. */
    byIds(ids: readonly string[]): Promise<StoredEvent[]>;
  };
}

/** Snapshots read at once: a receipt may have a thousand positions. */
const READ_AT_ONCE = 50;

/**
 * Creates the answer to "what would this webhook have heard?": the account's newest events, matched by the very function that the
 * fan-out uses. Snapshots are read only of events that the mask lets through, and only when the content is looked at.
 */
export function createPreviewWebhook({ events }: PreviewWebhookDeps) {
  return async function previewWebhook(
    accountId: string,
    body: WebhookPreviewBody,
  ): Promise<WebhookPreviewView> {
    const listener = listenerOf(body);
    const listed = await events.list({ accountId, limit: PREVIEW_EVENTS_MAX });
    const heard = listed.filter(({ type, action }) => maskMatches(listener.mask, type, action));
    const matching = hasContentRules(listener)
      ? await matchingOf(heard, listener)
      : new Set(heard.map(({ id }) => id));
    const marked = listed.map((event) => ({ event, matches: matching.has(event.id) }));
    return {
      lookedAt: listed.length,
      heard: heard.length,
      matched: matching.size,
      since: listed.at(-1)?.occurredAt.toISOString() ?? null,
      events: marked
        .filter(({ matches }) => matches || !body.matchesOnly)
        .slice(0, body.limit)
        .map(({ event: { id, type, action, entityId, occurredAt }, matches }) => ({
          ...{ id, type, action, entityId },
          occurredAt: occurredAt.toISOString(),
          matches,
        })),
    };
  };

  async function matchingOf(heard: readonly ListedEvent[], listener: Listener): Promise<Set<string>> {
    const matching = createMatching();
    const found = new Set<string>();
    for (let from = 0; from < heard.length; from += READ_AT_ONCE) {
      const ids = heard.slice(from, from + READ_AT_ONCE).map(({ id }) => id);
      for (const event of await events.byIds(ids)) {
        if (matching(event, [listener]).length > 0) found.add(event.id);
      }
    }
    return found;
  }
}

/** As a webhook with these fields would be stored. */
function listenerOf({ types = {}, events = {}, filter, deviceIds, shopIds }: WebhookPreviewBody): Listener {
  return {
    isActive: true,
    mask: maskWithActions(events, maskWithTypes(types)),
    filter: filter ?? undefined,
    deviceIds: deviceIds ?? undefined,
    shopIds: shopIds ?? undefined,
  };
}
