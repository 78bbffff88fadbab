import { createAmqp } from '@kassahook/amqp/amqp';
import { deliverFirstQueue, eventsQueue } from '@kassahook/amqp/names';
import { topologyFor } from '@kassahook/amqp/topology';
import { createAttemptStore } from '@kassahook/mongo/attemptStore';
import { createDeliveryReads } from '@kassahook/mongo/deliveryReads';
import { createEventReads } from '@kassahook/mongo/eventReads';
import { createEventStore } from '@kassahook/mongo/eventStore';
import { createJournalStore } from '@kassahook/mongo/journalStore';
import { createMongo } from '@kassahook/mongo/mongo';
import { asStoreCall } from '@kassahook/mongo/mongoError';
import { systemClock } from '@kassahook/platform/clock';
import type { SettingName } from '@kassahook/platform/env';
import { errorCodeOf, toError } from '@kassahook/platform/errors';
import type { ComposeContext, Composed } from '@kassahook/platform/lifecycle';
import { systemRandom } from '@kassahook/platform/randomness';
import { createReleasers } from '@kassahook/platform/releasers';
import { createSecretBox } from '@kassahook/platform/secretBox';
import { untilUp } from '@kassahook/platform/untilUp';
import { VERSION } from '@kassahook/platform/version';
import { isPostgresDown } from '@kassahook/postgres/databaseErrors';
import { createDeviceStore } from '@kassahook/postgres/deviceStore';
import { createHealthStore } from '@kassahook/postgres/healthStore';
import { createJobStore } from '@kassahook/postgres/jobStore';
import { createNotificationStore } from '@kassahook/postgres/notificationStore';
import { createPostgres } from '@kassahook/postgres/postgres';
import { createStatsStore } from '@kassahook/postgres/statsStore';
import { createTokenStore } from '@kassahook/postgres/tokenStore';
import { createWebhookSecrets } from '@kassahook/postgres/webhookSecrets';
import { createWebhookStore } from '@kassahook/postgres/webhookStore';
import { createCallQuota } from '@kassahook/redis/callQuota';
import { createRedis } from '@kassahook/redis/redis';
import { createSubscriptionCache } from '@kassahook/redis/subscriptionCache';
import { createAddressPolicy } from '@kassahook/sender/addressPolicy';
import { createSender } from '@kassahook/sender/sender';
import { createUrlPolicy } from '@kassahook/sender/urlPolicy';
import { userAgent } from '@kassahook/sender/userAgent';
import { createApp } from './app.js';
import { createHintPublisher } from './events/hintPublisher.js';
import { createHttpServer } from './httpServer.js';
import { apiRoutes } from './routes.js';

export const API_SETTINGS = [
  'POSTGRES_URL',
  'MONGO_URL',
  'REDIS_URL',
  'REDIS_PREFIX',
  'RABBITMQ_URL',
  'SECRET_KEYS',
  'API_PORT',
  'LADDER_MS',
  'WEBHOOKS_PER_ACCOUNT_MAX',
  'OUTGOING_ALLOWED_CIDRS',
  'OUTGOING_PORTS',
  'DOCS_URL',
  'AUTO_DISABLE_HOURS',
] as const satisfies readonly SettingName[];

export interface ComposedApi extends Composed {
  /** The port that the API listens on. Throws before `start`. */
  port(): number;
}

/** The part of SHUTDOWN_TIMEOUT_MS that requests may use; the rest is for closing what they used. */
const DRAIN_SHARE = 0.6;
const HOUR_MS = 3_600_000;
/** A person who tries an endpoint; anything faster would be a way to call somebody else's server from ours. */
const TESTS_PER_WEBHOOK = { max: 10, windowMs: 60_000 };

/** The API, put together: requests → stores; what they commit is announced to the notifier. */
export function composeApi(context: ComposeContext<(typeof API_SETTINGS)[number]>): ComposedApi {
  const { settings, logger, metrics } = context;
  const clock = systemClock;
  const releasers = createReleasers(logger);

  const redis = createRedis({ url: settings.REDIS_URL, prefix: settings.REDIS_PREFIX, logger });
  releasers.add('redis', () => redis.close());
  const amqp = createAmqp({ url: settings.RABBITMQ_URL, logger });
  releasers.add('amqp', () => amqp.close());
  const publisher = amqp.createPublisher();
  const announce = createHintPublisher({
    publish: (hint) =>
      publisher.publish({ queue: eventsQueue, body: JSON.stringify(hint), messageId: hint.eventId }),
    logger,
    metrics,
    clock,
  });
  const mongo = createMongo({ url: settings.MONGO_URL, logger, onCommitted: announce });
  releasers.add('mongo', () => mongo.close());
  const postgres = createPostgres({
    url: settings.POSTGRES_URL,
    logger,
    onCommitted: announce,
    onWebhooksChanged: async (accountIds) => {
      await Promise.all(accountIds.map((accountId) => subscriptions.invalidate(accountId)));
    },
  });
  releasers.add('postgres', () => postgres.close());

  const secretBox = createSecretBox(settings.SECRET_KEYS);
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
  });
  const addressPolicy = createAddressPolicy({ allowedCidrs: settings.OUTGOING_ALLOWED_CIDRS });
  const urlPolicy = createUrlPolicy({ addressPolicy, allowedPorts: settings.OUTGOING_PORTS });
  // For tests of webhooks only: deliveries are the deliverer's.
  const sender = createSender({ addressPolicy, urlPolicy, clock });
  releasers.add('sender', () => sender.close());
  const tests = createCallQuota({ redis, name: 'webhook-test', ...TESTS_PER_WEBHOOK, clock });
  const app = createApp({
    logger,
    metrics,
    isUnavailable: isPostgresDown,
    routes: apiRoutes({
      clock,
      webhooks,
      webhookSecrets: createWebhookSecrets(postgres, { secretBox, clock }),
      devices: createDeviceStore(postgres),
      tokens: createTokenStore(postgres, { clock }),
      jobs: createJobStore(postgres),
      stats: createStatsStore(postgres),
      health: createHealthStore(postgres),
      notifications: createNotificationStore(postgres),
      disableAfterMs: settings.AUTO_DISABLE_HOURS * HOUR_MS,
      journal: createJournalStore(mongo),
      hasShift: ({ accountId, id }) =>
        asStoreCall('looking a shift up', async () => {
          return (await mongo.models.shift.exists({ _id: id, accountId })) !== null;
        }),
      events: createEventStore(mongo),
      eventReads: createEventReads(mongo),
      attempts: createAttemptStore(mongo),
      deliveryReads: createDeliveryReads(mongo),
      urlPolicy,
      sender,
      takeTest: (webhookId) => tests.take(webhookId),
      userAgent: userAgent(VERSION, settings.DOCS_URL),
      publishDelivery: (message) =>
        publisher.publish({
          queue: deliverFirstQueue,
          body: JSON.stringify(message),
          messageId: message.deliveryId,
        }),
      logger,
    }),
  });
  const handle = app.callback();
  const server = createHttpServer({
    host: settings.HOST,
    port: settings.API_PORT,
    handle: (request, response) => void handle(request, response),
    drainLimitMs: settings.SHUTDOWN_TIMEOUT_MS * DRAIN_SHARE,
  });

  return {
    async start(signal) {
      // Neither is waited for: without Redis webhooks still change (the relay tells it later), without RabbitMQ documents are still
      // committed (the relay announces them later).
      redis.connect().catch((error: unknown) => {
        logger.debug({ code: errorCodeOf(error) }, 'redis.not_yet_up');
      });
      const stopping = new AbortController();
      releasers.add('declaring queues', () => stopping.abort());
      untilUp({
        name: 'rabbitmq',
        attempt: () => amqp.assertTopology(topologyFor({ ladderMs: settings.LADDER_MS })),
        logger,
        signal: AbortSignal.any([signal, stopping.signal]),
      }).catch((error: unknown) => {
        logger.debug({ reason: toError(error).message }, 'queues.not_declared');
      });
      await untilUp({ name: 'postgres', attempt: () => postgres.ping(), logger, signal });
      await untilUp({ name: 'mongo', attempt: () => mongo.connect(), logger, signal });
      releasers.add('http server', () => server.close());
      await server.listen();
      logger.info({ port: server.port() }, 'http.listening');
    },
    stop: () => releasers.releaseAll(),
    port: () => server.port(),
    checks: {
      postgres: () => postgres.ping(),
      mongo: () => mongo.ping(),
      redis: () => redis.ping(),
      rabbitmq: () => amqp.ping(),
    },
  };
}
