import { createJournalStore } from '@kassahook/mongo/journalStore';
import type { Mongo } from '@kassahook/mongo/mongo';
import { createOperationStore } from '@kassahook/mongo/operationStore';
import type { Clock } from '@kassahook/platform/clock';
import type { SettingName, Settings } from '@kassahook/platform/env';
import type { Logger } from '@kassahook/platform/logger';
import type { Metrics } from '@kassahook/platform/metrics';
import { systemRandom } from '@kassahook/platform/randomness';
import type { SecretBox } from '@kassahook/platform/secretBox';
import { createCallbackSecretStore } from '@kassahook/postgres/callbackSecretStore';
import type { Postgres } from '@kassahook/postgres/postgres';
import { createWebhookStore } from '@kassahook/postgres/webhookStore';
import { createCacheMetrics } from '@kassahook/redis/cacheMetrics';
import type { RedisConnection } from '@kassahook/redis/redis';
import { createSubscriptionCache } from '@kassahook/redis/subscriptionCache';
import { createBatchedLookup } from '../batchedLookup.js';
import { createCallbacks } from '../callbacks.js';
import { createWebhookLookup } from '../webhookLookup.js';

export const WEBHOOK_SETTINGS = ['WEBHOOKS_PER_ACCOUNT_MAX'] as const satisfies readonly SettingName[];

export interface WebhooksDeps {
  settings: Settings<(typeof WEBHOOK_SETTINGS)[number]>;
  postgres: Postgres;
  mongo: Mongo;
  redis: RedisConnection;
  secretBox: SecretBox;
  clock: Clock;
  metrics: Metrics;
  logger: Logger;
}

/** What is known of webhooks when an attempt is made, put together: the cache, the database behind it, callbacks of operations. */
export function composeWebhooks(deps: WebhooksDeps) {
  const { settings, postgres, mongo, redis, secretBox, clock, metrics, logger } = deps;
  const webhooks = createWebhookStore(postgres, {
    secretBox,
    clock,
    webhooksPerAccountMax: settings.WEBHOOKS_PER_ACCOUNT_MAX,
  });
  const subscriptions = createSubscriptionCache({
    redis,
    load: (accountId) => webhooks.subscriptions(accountId),
    clock,
    random: systemRandom,
    logger,
    onResult: createCacheMetrics(metrics),
  });
  const operations = createOperationStore(mongo, createJournalStore(mongo));
  const callbackSecrets = createCallbackSecretStore(postgres, { secretBox, clock, newSecret: refuseSecrets });
  const lookup = createWebhookLookup({
    subscriptionsOf: (accountId) => subscriptions.get(accountId),
    freshSubscriptionsOf: (accountId) => webhooks.subscriptions(accountId),
    callbackOf: createCallbacks({
      urlOf: createBatchedLookup((ids) => operations.callbackUrls(ids)),
      sealedSecretsOf: createBatchedLookup((accountIds) => callbackSecrets.sealedNow(accountIds)),
    }),
  });
  return { webhooks, subscriptions, lookup };
}

/** Secrets are made by the API, when somebody asks for one. */
function refuseSecrets(): never {
  throw new Error('the deliverer makes no secrets');
}
