import { createAmqp } from '@kassahook/amqp/amqp';
import { deliverFirstQueue, eventsQueue } from '@kassahook/amqp/names';
import { topologyFor } from '@kassahook/amqp/topology';
import { hintMessages } from '@kassahook/contracts/event';
import { createSetAsideLimit } from '@kassahook/domain/parking';
import { createMongo } from '@kassahook/mongo/mongo';
import { systemClock, type Clock } from '@kassahook/platform/clock';
import type { SettingName } from '@kassahook/platform/env';
import { errorCodeOf, toError } from '@kassahook/platform/errors';
import type { ComposeContext, Composed } from '@kassahook/platform/lifecycle';
import { systemRandom } from '@kassahook/platform/randomness';
import { createReleasers } from '@kassahook/platform/releasers';
import { createSecretBox } from '@kassahook/platform/secretBox';
import { untilUp } from '@kassahook/platform/untilUp';
import { isPostgresDown } from '@kassahook/postgres/databaseErrors';
import { createPostgres } from '@kassahook/postgres/postgres';
import { createCacheMetrics } from '@kassahook/redis/cacheMetrics';
import { createRedis } from '@kassahook/redis/redis';
import { createSubscriptionCache } from '@kassahook/redis/subscriptionCache';
import { ACCESS_SETTING_NAMES, composeAccess } from './access/compose.js';
import { createApp, servedRoutes } from './app.js';
import { cabinetPages } from './cabinet/cabinetPages.js';
import { createHintPublisher } from './events/hintPublisher.js';
import { createPackageFiles } from './http/packageFiles.js';
import { createRefusalLog } from './http/refusalLog.js';
import { createSessionCookie } from './http/sessionCookie.js';
import { composeInspector, INSPECTOR_SETTING_NAMES } from './inspector/compose.js';
import { composeLive, LIVE_SETTING_NAMES } from './live/compose.js';
import { createHttpServer } from './httpServer.js';
import { createOperationWaits } from './operations/operationWaits.js';
import { apiRoutes } from './routes.js';
import { composeStores } from './stores/compose.js';
import { composeWebhooks, WEBHOOK_SETTING_NAMES } from './webhooks/compose.js';

export const API_SETTINGS = [
  'POSTGRES_URL',
  'MONGO_URL',
  'RABBITMQ_URL',
  'SECRET_KEYS',
  'API_PORT',
  'LADDER_MS',
  'OPERATION_POLL_WAIT_MS',
  'OPERATION_POLL_INTERVAL_MS',
  'OPERATION_LEASE_MS',
  'OPERATION_LOST_MS',
  'AUTO_DISABLE_HOURS',
  'PARK_LIMIT_MS',
  'RATE_WAIT_LIMIT_MS',
  'TRUSTED_PROXIES',
  'CORS_ORIGINS',
  ...LIVE_SETTING_NAMES,
  ...INSPECTOR_SETTING_NAMES,
  ...ACCESS_SETTING_NAMES,
  ...WEBHOOK_SETTING_NAMES,
] as const satisfies readonly SettingName[];

export interface ComposedApi extends Composed {
  /** The port that the API listens on. Throws before `start`. */
  port(): number;
  /** What it serves, as `GET /api/webhooks/:id`. */
  routes(): string[];
}

/** The part of SHUTDOWN_TIMEOUT_MS that requests may use; the rest is for closing what they used. */
const DRAIN_SHARE = 0.6;
const HOUR_MS = 3_600_000;

/** The API, put together: requests → stores; what they commit is announced to the notifier. */
export function composeApi(
  context: ComposeContext<(typeof API_SETTINGS)[number]>,
  { clock = systemClock }: { clock?: Clock } = {},
): ComposedApi {
  const { settings, logger, metrics } = context;
  const releasers = createReleasers(logger);

  const redis = createRedis({
    url: settings.REDIS_URL,
    prefix: settings.REDIS_PREFIX,
    commandTimeoutMs: settings.REDIS_COMMAND_TIMEOUT_MS,
    logger,
  });
  releasers.add('redis', () => redis.close());
  const live = composeLive({ settings, redis, clock, logger, metrics });
  releasers.add('live', () => live.close());
  const amqp = createAmqp({ url: settings.RABBITMQ_URL, logger });
  releasers.add('amqp', () => amqp.close());
  const publisher = amqp.createPublisher();
  const announce = createHintPublisher({
    publish: async (hints) => {
      const messages = hintMessages(hints);
      await Promise.all(messages.map((body) => publisher.publish({ queue: eventsQueue, body })));
    },
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
      live.tellers.webhooksChanged(accountIds);
      await Promise.all(accountIds.map((accountId) => subscriptions.invalidate(accountId)));
    },
  });
  releasers.add('postgres', () => postgres.close());

  const secretBox = createSecretBox(settings.SECRET_KEYS);
  const hooks = composeWebhooks({ settings, postgres, redis, secretBox, clock });
  releasers.add('sender', () => hooks.sender.close());
  const subscriptions = createSubscriptionCache({
    redis,
    load: (accountId) => hooks.webhooks.subscriptions(accountId),
    clock,
    random: systemRandom,
    logger,
    onResult: createCacheMetrics(metrics),
  });
  const inspector = composeInspector({
    settings,
    postgres,
    redis,
    secretBox,
    live: live.publisher,
    subscriptionsOf: (accountId) => subscriptions.get(accountId),
    clock,
    logger,
  });
  const access = composeAccess({ settings, postgres, redis, clock });
  const sessionCookie = createSessionCookie(access.cookie);
  const operationWaits = createOperationWaits();
  const program = process.argv[1] ?? `${process.cwd()}/`;
  const app = createApp({
    logger,
    metrics,
    isUnavailable: isPostgresDown,
    trustedProxies: settings.TRUSTED_PROXIES,
    corsOrigins: settings.CORS_ORIGINS,
    pages: cabinetPages({
      readFile: createPackageFiles({ packageName: '@kassahook/cabinet', folder: 'dist', program }),
      hasSession: (ctx) => sessionCookie.read(ctx) !== null,
    }),
    cabinetOrigin: settings.CABINET_URL === '' ? null : new URL(settings.CABINET_URL).origin,
    routes: apiRoutes({
      clock,
      ...hooks,
      ...composeStores({ postgres, mongo, redis, secretBox, clock }),
      subscriptionsOf: (accountId) => subscriptions.get(accountId),
      operationWaits,
      operationTimes: {
        pollWaitMs: settings.OPERATION_POLL_WAIT_MS,
        pollIntervalMs: settings.OPERATION_POLL_INTERVAL_MS,
        leaseMs: settings.OPERATION_LEASE_MS,
        lostMs: settings.OPERATION_LOST_MS,
      },
      access,
      live,
      inspector: inspector.routeDeps,
      disableAfterMs: settings.AUTO_DISABLE_HOURS * HOUR_MS,
      longestWaitMs: Math.max(...settings.LADDER_MS),
      setAsideMs: createSetAsideLimit({
        parkLimitMs: settings.PARK_LIMIT_MS,
        rateWaitLimitMs: settings.RATE_WAIT_LIMIT_MS,
      }),
      publishDelivery: (message) =>
        publisher.publish({
          queue: deliverFirstQueue,
          body: JSON.stringify(message),
          messageId: message.deliveryId,
        }),
      docsFile: createPackageFiles({ packageName: 'swagger-ui-dist', program }),
      logger,
    }),
  });
  const handle = app.callback();
  const server = createHttpServer({
    host: settings.HOST,
    port: settings.API_PORT,
    handle: (request, response) => {
      if (!inspector.receive(request, response)) void handle(request, response);
    },
    onRefused: createRefusalLog({ logger, now: () => performance.now() }),
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
      releasers.add('long polls', () => operationWaits.stop());
      releasers.add('delayed answers', () => inspector.stop());
      releasers.add('live streams', () => live.hub.stop());
      live.publisher.start();
      await server.listen();
      logger.info({ port: server.port() }, 'http.listening');
    },
    stop: () => releasers.releaseAll(),
    port: () => server.port(),
    routes: () => servedRoutes(app),
    checks: {
      postgres: () => postgres.ping(),
      mongo: () => mongo.ping(),
      redis: () => redis.ping(),
      rabbitmq: () => amqp.ping(),
    },
  };
}
