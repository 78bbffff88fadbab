import type { WebhookView } from '@kassahook/contracts/webhook';

/** A webhook as its store knows it: what the view shows, with dates as dates and nulls for what is not set. */
export interface StoredWebhook extends Omit<
  WebhookView,
  'createdAt' | 'updatedAt' | 'disabledReason' | 'disabledAt' | 'previousSecretValidUntil'
> {
  createdAt: Date;
  updatedAt: Date;
  disabledReason: string | null;
  disabledAt: Date | null;
  previousSecretUntil: Date | null;
}

const MASKED = '•••';

/** The same for somebody who may only read: values of the owner's own headers are often credentials, as in the log of attempts. */
export function presentToReader(webhook: StoredWebhook): WebhookView {
  const names = Object.keys(webhook.headers);
  return {
    ...presentWebhook(webhook),
    headers: Object.fromEntries(names.map((name) => [name, MASKED])),
  };
}

/** The webhook as the API shows it, field by field: what is not named here (the secret) never gets out. */
export function presentWebhook(webhook: StoredWebhook): WebhookView {
  return {
    id: webhook.id,
    url: webhook.url,
    isActive: webhook.isActive,
    types: webhook.types,
    events: webhook.events,
    description: webhook.description,
    timeoutMs: webhook.timeoutMs,
    headers: webhook.headers,
    metadata: webhook.metadata,
    filter: webhook.filter,
    deviceIds: webhook.deviceIds,
    shopIds: webhook.shopIds,
    maxPerSecond: webhook.maxPerSecond,
    batch: webhook.batch,
    createdAt: webhook.createdAt.toISOString(),
    updatedAt: webhook.updatedAt.toISOString(),
    ...(webhook.disabledReason !== null && { disabledReason: webhook.disabledReason }),
    ...(webhook.disabledAt !== null && { disabledAt: webhook.disabledAt.toISOString() }),
    ...(webhook.previousSecretUntil !== null && {
      previousSecretValidUntil: webhook.previousSecretUntil.toISOString(),
    }),
  };
}
