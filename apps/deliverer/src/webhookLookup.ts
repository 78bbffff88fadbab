import { isCallback } from '@kassahook/contracts/event';
import type { DeliveryMessage } from '@kassahook/contracts/messages';
import type { Subscription } from '@kassahook/contracts/subscription';

export interface WebhookLookupDeps {
  /** An account's webhooks from the cache. */
  subscriptionsOf: (accountId: string) => Promise<Subscription[]>;
  /** The same from the database: asked before a delivery is ended because its webhook is gone or off. */
  freshSubscriptionsOf: (accountId: string) => Promise<Subscription[]>;
  /** What a callback amounts to as a subscription; undefined when there is none. */
  callbackOf: (delivery: { accountId: string; entityId: string }) => Promise<Subscription | undefined>;
}

/** Creates the lookup of a delivery's webhook; undefined when it was deleted. */
export function createWebhookLookup(deps: WebhookLookupDeps) {
  async function webhookOf({
    accountId,
    webhookId,
  }: {
    accountId: string;
    webhookId: string;
  }): Promise<Subscription | undefined> {
    const cached = (await deps.subscriptionsOf(accountId)).find((one) => one.id === webhookId);
    if (cached?.isActive) return cached;
    // The cache may be the one that has not heard: a delivery is not ended on its word.
    return (await deps.freshSubscriptionsOf(accountId)).find((one) => one.id === webhookId);
  }

  return {
    /** For what goes to a webhook only: a batch, say. */
    webhookOf,
    /** A callback is no webhook, but is delivered like one. */
    endpointOf: (message: DeliveryMessage): Promise<Subscription | undefined> =>
      isCallback(message) ? deps.callbackOf(message) : webhookOf(message),
  };
}
