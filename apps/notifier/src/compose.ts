import { createAmqp } from '@kassahook/amqp/amqp';
import type { Consumer } from '@kassahook/amqp/consumer';
import { deadQueue, deliverBatchQueue, deliverFirstQueue, eventsQueue } from '@kassahook/amqp/names';
import { topologyFor } from '@kassahook/amqp/topology';
import { createEventStore } from '@kassahook/mongo/eventStore';
import { hintMessages } from '@kassahook/contracts/event';
import { createMongo } from '@kassahook/mongo/mongo';
import { createOutboxStore as createMongoOutbox } from '@kassahook/mongo/outboxStore';
import type { EventHint } from '@kassahook/contracts/messages';
import { createFilterAllowance } from '@kassahook/domain/filterAllowance';
import { createMatching } from '@kassahook/domain/matching';
import { systemClock } from '@kassahook/platform/clock';
import type { SettingName } from '@kassahook/platform/env';
import type { ComposeContext, Composed } from '@kassahook/platform/lifecycle';
import { createOutageWatch } from '@kassahook/platform/outageWatch';
import { systemRandom } from '@kassahook/platform/randomness';
import { createReleasers } from '@kassahook/platform/releasers';
import { createSecretBox } from '@kassahook/platform/secretBox';
import { untilUp } from '@kassahook/platform/untilUp';
import { createInvalidationStore } from '@kassahook/postgres/invalidationStore';
import { createOutboxStore as createPostgresOutbox } from '@kassahook/postgres/outboxStore';
import { createPostgres } from '@kassahook/postgres/postgres';
import { createWebhookStore } from '@kassahook/postgres/webhookStore';
import { createCacheMetrics } from '@kassahook/redis/cacheMetrics';
import { createLivePublisher } from '@kassahook/redis/livePublisher';
import { createLiveTellers } from '@kassahook/redis/liveTellers';
import { createRedis } from '@kassahook/redis/redis';
import { createSubscriptionCache } from '@kassahook/redis/subscriptionCache';
import { createFanOut } from './fanOut.js';
import { createHintBatcher } from './hintBatcher.js';
import { createLiveEvents } from './liveEvents.js';
import { createNotifierMetrics } from './notifierMetrics.js';
import { createHintAnnouncer } from './operationSweeper.js';
import { composeRepairs, REPAIR_SETTINGS } from './repairs/compose.js';
import { createTakeHint } from './takeHint.js';
import { composeUpkeep, UPKEEP_SETTINGS } from './upkeep/compose.js';

export const NOTIFIER_SETTINGS = [
  'POSTGRES_URL',
  'MONGO_URL',
  'REDIS_URL',
  'REDIS_PREFIX',
  'REDIS_COMMAND_TIMEOUT_MS',
  'RABBITMQ_URL',
  'SECRET_KEYS',
  'LADDER_MS',
  'WEBHOOKS_PER_ACCOUNT_MAX',
  ...REPAIR_SETTINGS,
  ...UPKEEP_SETTINGS,
] as const satisfies readonly SettingName[];

/** Messages of up to 100 hints held at once: enough that one batch gathers while another is fanned out, however full they are. */
const PREFETCH = 100;
const DRAIN_MS = 10_000;

/** The notifier, put together: hints → snapshots → subscriptions → event store → one message per delivery; and the relay. */
export function composeNotifier(context: ComposeContext<(typeof NOTIFIER_SETTINGS)[number]>): Composed {
  const { settings, logger, metrics, worker, fail } = context;
  const clock = systemClock;
  const releasers = createReleasers(logger);

  const redis = createRedis({
    url: settings.REDIS_URL,
    prefix: settings.REDIS_PREFIX,
    commandTimeoutMs: settings.REDIS_COMMAND_TIMEOUT_MS,
    logger,
  });
  const live = createLivePublisher({ redis, clock });
  const tell = createLiveTellers(live, clock);
  const publishHints = async (hints: readonly EventHint[]): Promise<void> => {
    await Promise.all(hintMessages(hints).map((body) => publisher.publish({ queue: eventsQueue, body })));
  };
  // Of all entities this process writes operations only: those that nobody else would end.
  const announce = createHintAnnouncer({ publish: publishHints, logger });
  const mongo = createMongo({ url: settings.MONGO_URL, logger, onCommitted: announce });
  const postgres = createPostgres({
    url: settings.POSTGRES_URL,
    logger,
    onCommitted: refuseEvents,
    onWebhooksChanged: async (accountIds) => {
      tell.webhooksChanged(accountIds);
      await Promise.all(accountIds.map((accountId) => subscriptions.invalidate(accountId)));
    },
    onNotified: (told) => tell.notified(told),
  });
  const amqp = createAmqp({ url: settings.RABBITMQ_URL, logger });
  const topology = topologyFor({ ladderMs: settings.LADDER_MS });
  const publisher = amqp.createPublisher({});

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
    onResult: createCacheMetrics(metrics),
  });
  const postgresOutbox = createPostgresOutbox(postgres);
  const mongoOutbox = createMongoOutbox(mongo);
  const invalidations = createInvalidationStore(postgres);

  const numbers = createNotifierMetrics({
    metrics,
    clock,
    outboxStats: { postgres: () => postgresOutbox.stats(), mongo: () => mongoOutbox.stats() },
    queueDepths: () => amqp.depths(topology.queues.map((queue) => queue.name)),
  });
  const fanOut = createFanOut({
    outboxes: {
      postgres: {
        load: (hints) => postgresOutbox.load(hints.map((hint) => hint.eventId)),
        clear: (records) => postgresOutbox.clear(records.map((record) => record.eventId)),
      },
      mongo: mongoOutbox,
    },
    subscriptionsOf: async (accountIds) => {
      // A change of webhooks that the cache was not told of yet: these accounts are read from the database.
      const untold = await invalidations.accountsPending(accountIds);
      const lists = await Promise.all(
        accountIds.map((id) => (untold.has(id) ? webhooks.subscriptions(id) : subscriptions.get(id))),
      );
      return new Map(accountIds.map((id, index) => [id, lists[index] ?? []]));
    },
    events: createEventStore(mongo),
    matching: createMatching({
      allowance: createFilterAllowance({ now: () => performance.now() }),
      onGivenUp: ({ id }) => logger.warn({ webhookId: id }, 'filter.given_up'),
    }),
    onFannedOut: createLiveEvents(live),
    publishFirst: ({ body }) => publisher.publish({ queue: deliverFirstQueue, body }),
    publishForBatches: ({ body }) => publisher.publish({ queue: deliverBatchQueue, body }),
    clock,
  });
  let consumer: Consumer | undefined;
  const outage = createOutageWatch({
    isOutage: async () => {
      const answers = await Promise.allSettled([postgres.ping(), mongo.ping(), amqp.ping()]);
      return answers.some((answer) => answer.status === 'rejected');
    },
    pause: async () => consumer?.pause(),
    resume: async () => consumer?.resume(),
    clock,
    logger,
  });
  const batcher = createHintBatcher({
    fanOut,
    outage: () => outage.look(),
    logger,
    onBatch: (result) => numbers.batch(result),
    onRetry: () => numbers.retry(),
  });
  const take = createTakeHint({
    add: (taken) => batcher.add(taken),
    bury: (body, reason) =>
      publisher.publish({ queue: deadQueue, body, headers: { 'kassahook-reason': reason } }),
    onBroken: () => numbers.broken(),
    logger,
  });
  const repairs = composeRepairs({
    ...{ settings, postgres, mongo, amqp, publishHints, invalidations, secretBox, clock, logger },
    outboxes: { postgres: postgresOutbox, mongo: mongoOutbox },
    invalidate: (accountId) => subscriptions.invalidate(accountId),
    onRelayed: (count) => numbers.relayed(count),
  });
  const upkeep = composeUpkeep({
    ...{ settings, postgres, mongo, amqp, webhooks, live, clock, worker, logger },
    onEventsLost: (count) => numbers.eventsLost(count),
  });

  return {
    async start(signal) {
      releasers.add('redis', () => redis.close());
      live.start();
      releasers.add('live publisher', () => live.close());
      releasers.add('postgres', () => postgres.close());
      await untilUp({ name: 'postgres', attempt: () => postgres.ping(), logger, signal });
      releasers.add('mongo', () => mongo.close());
      await untilUp({ name: 'mongo', attempt: () => mongo.ping(), logger, signal });
      releasers.add('amqp', () => amqp.close());
      await untilUp({ name: 'rabbitmq', attempt: () => amqp.assertTopology(topology), logger, signal });
      const intake = (consumer = amqp.createConsumer({
        queue: eventsQueue,
        prefetch: PREFETCH,
        handle: take,
        onLost: () => fail(new Error('the consumer was lost and could not be rebuilt')),
      }));
      releasers.add('consumer', async () => {
        outage.stop();
        await intake.stop();
        await batcher.stop();
        await intake.drained({ timeoutMs: DRAIN_MS });
      });
      releasers.add('repairs', repairs.start());
      releasers.add('upkeep', upkeep.start());
    },
    stop: () => releasers.releaseAll(),
    checks: {
      postgres: () => postgres.ping(),
      mongo: () => mongo.ping(),
      redis: () => redis.ping(),
      rabbitmq: () => amqp.ping(),
    },
  };
}

/** This process changes no entity of Postgres: an event from there would be a fault. */
function refuseEvents(): never {
  throw new Error('the notifier writes no entities of Postgres');
}
