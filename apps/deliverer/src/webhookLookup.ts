import type { Subscription } from '@kassahook/contracts/subscription';

export interface WebhookLookupDeps {
  /** An account's webhooks from the cache. */
  subscriptionsOf: (accountId: string) => Promise<Subscription[]>;
  /** The same from the database: asked before a delivery is ended because its webhook is gone or off. */
  freshSubscriptionsOf: (accountId: string) => Promise<Subscription[]>;
}

/** Creates the lookup of a delivery's webhook; undefined when it was deleted. */
export function createWebhookLookup({ subscriptionsOf, freshSubscriptionsOf }: WebhookLookupDeps) {
  return async function webhookOf({
    accountId,
    webhookId,
  }: {
    accountId: string;
    webhookId: string;
  }): Promise<Subscription | undefined> {
    const cached = (await subscriptionsOf(accountId)).find((one) => one.id === webhookId);
    if (cached?.isActive) return cached;
    // The cache may be the one that has not heard: a delivery is not ended on its word.
    return (await freshSubscriptionsOf(accountId)).find((one) => one.id === webhookId);
  };
}
