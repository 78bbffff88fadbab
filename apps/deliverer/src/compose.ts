import { setTimeout as delay } from 'node:timers/promises';
import { createAmqp } from '@kassahook/amqp/amqp';
import {
  deadQueue,
  delayQueueName,
  deliverBatchQueue,
  deliverFirstQueue,
  deliverPacedQueue,
  deliverRetryQueue,
  paceQueueName,
  parkQueueName,
} from '@kassahook/amqp/names';
import { topologyFor } from '@kassahook/amqp/topology';
import { deliveryBody } from '@kassahook/contracts/event';
import { endpointKey } from '@kassahook/contracts/subscription';
import { DEFAULT_BREAKER } from '@kassahook/domain/breaker';
import { createAttemptStore } from '@kassahook/mongo/attemptStore';
import { createEventStore } from '@kassahook/mongo/eventStore';
import { createMongo } from '@kassahook/mongo/mongo';
import { systemClock } from '@kassahook/platform/clock';
import type { SettingName } from '@kassahook/platform/env';
import { errorCodeOf } from '@kassahook/platform/errors';
import type { ComposeContext, Composed } from '@kassahook/platform/lifecycle';
import { createOutageWatch } from '@kassahook/platform/outageWatch';
import { createReleasers } from '@kassahook/platform/releasers';
import { createSecretBox } from '@kassahook/platform/secretBox';
import { untilUp } from '@kassahook/platform/untilUp';
import { VERSION } from '@kassahook/platform/version';
import { createPostgres } from '@kassahook/postgres/postgres';
import { createStatsStore } from '@kassahook/postgres/statsStore';
import { createAttemptClaims } from '@kassahook/redis/attemptClaims';
import { createEndpointRests } from '@kassahook/redis/endpointRests';
import { createLivePublisher } from '@kassahook/redis/livePublisher';
import { createLiveTellers } from '@kassahook/redis/liveTellers';
import { createRateLine } from '@kassahook/redis/rateLine';
import { createRedis } from '@kassahook/redis/redis';
import { createAddressPolicy } from '@kassahook/sender/addressPolicy';
import { createSender } from '@kassahook/sender/sender';
import { createUrlPolicy } from '@kassahook/sender/urlPolicy';
import { userAgent } from '@kassahook/sender/userAgent';
import { createAttempting } from './attempting.js';
import { createAttemptLog } from './attemptLog.js';
import { createAttemptStats } from './attemptStats.js';
import { createBatchedLookup } from './batchedLookup.js';
import { createDelivererMetrics } from './delivererMetrics.js';
import { createEndpointGate } from './endpointGate.js';
import { createHandleMessage } from './handleMessage.js';
import { createIntakes } from './intakes.js';
import { createLiveAttempts } from './liveAttempts.js';
import { createPlaces } from './places.js';
import { createPostDelivery } from './postDelivery.js';
import { createRestWatch } from './restWatch.js';
import { sharedQuestion } from './sharedQuestion.js';
import { createTurns } from './turns.js';
import { composeWebhooks, WEBHOOK_SETTINGS } from './webhooks/compose.js';

export const DELIVERER_SETTINGS = [
  'POSTGRES_URL',
  'MONGO_URL',
  'REDIS_URL',
  'REDIS_PREFIX',
  'REDIS_COMMAND_TIMEOUT_MS',
  'RABBITMQ_URL',
  'SECRET_KEYS',
  'LADDER_MS',
  'OUTGOING_ALLOWED_CIDRS',
  'OUTGOING_PORTS',
  'DOCS_URL',
  'DELIVERER_PREFETCH_FIRST',
  'DELIVERER_PREFETCH_RETRY',
  'DELIVERER_PREFETCH_PACED',
  'DELIVERER_PREFETCH_BATCH',
  'DELIVERERS_EXPECTED',
  'RATE_WAIT_LIMIT_MS',
  'DELIVERER_CONCURRENCY_MAX',
  'ENDPOINT_CONCURRENCY_MAX',
  'PARK_LIMIT_MS',
  'BREAKER_FAILURES',
  ...WEBHOOK_SETTINGS,
] as const satisfies readonly SettingName[];

/** The deliverer, put together: queues → webhook from the cache → signed request → attempt log → next tier. */
export function composeDeliverer(context: ComposeContext<(typeof DELIVERER_SETTINGS)[number]>): Composed {
  const { settings, logger, metrics, worker, fail } = context;
  const clock = systemClock;
  const releasers = createReleasers(logger);
  const stopping = new AbortController();
  const secretBox = createSecretBox(settings.SECRET_KEYS);

  const redis = createRedis({
    url: settings.REDIS_URL,
    prefix: settings.REDIS_PREFIX,
    commandTimeoutMs: settings.REDIS_COMMAND_TIMEOUT_MS,
    logger,
  });
  const live = createLivePublisher({ redis, clock });
  const tell = createLiveTellers(live, clock);
  const mongo = createMongo({ url: settings.MONGO_URL, logger, onCommitted: refuseEvents });
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

  const deps = { settings, postgres, mongo, redis, secretBox, clock, metrics, logger };
  const { webhooks, subscriptions, lookup } = composeWebhooks(deps);
  const claims = createAttemptClaims({ redis, clock });
  const rateLine = createRateLine({ redis, clock, workersExpected: settings.DELIVERERS_EXPECTED });
  const attempts = createAttemptStore(mongo);
  const events = createEventStore(mongo);
  const stats = createStatsStore(postgres);
  const attemptStats = createAttemptStats({ add: (flush) => stats.add(flush), logger });
  const attemptLog = createAttemptLog({
    insertMany: attemptStats.observed((batch) => attempts.insertMany(batch), createLiveAttempts(live)),
    // What waits for its flush holds its messages too.
    onFailure: () => void outage.look(),
    logger,
  });

  const addressPolicy = createAddressPolicy({ allowedCidrs: settings.OUTGOING_ALLOWED_CIDRS });
  const urlPolicy = createUrlPolicy({ addressPolicy, allowedPorts: settings.OUTGOING_PORTS });
  const sender = createSender({ addressPolicy, urlPolicy, clock });
  if (settings.OUTGOING_ALLOWED_CIDRS.length > 0) {
    logger.warn({ cidrs: settings.OUTGOING_ALLOWED_CIDRS }, 'outgoing.private_ranges_open');
  }

  const rests = createEndpointRests({ redis, clock });
  const gate = createEndpointGate({
    clock,
    concurrencyMax: settings.ENDPOINT_CONCURRENCY_MAX,
    breaker: { ...DEFAULT_BREAKER, failures: settings.BREAKER_FAILURES },
    onRest: (endpoint, untilMs) => void rests.note(endpointKey(endpoint), { worker, untilMs }),
    onAnswer: (endpoint, sign) => void rests.answered(endpointKey(endpoint), sign),
  });
  const restWatch = createRestWatch({ gate, signs: (endpoints) => rests.signs(endpoints) });
  const loggedAttempt = createBatchedLookup((ids) => attempts.byIds(ids));
  const intakes = createIntakes((options) => amqp.createConsumer(options));
  const batchPrefetch = settings.DELIVERER_PREFETCH_BATCH;
  const attempting = createAttempting({
    ...lookup,
    loggedAttempt,
    deliveredAttempt: createBatchedLookup(async (deliveryIds) => {
      const logs = await attempts.byDelivery(deliveryIds);
      const delivered = [...logs.values()].flatMap(
        (log) => log.find(({ state }) => state === 'delivered') ?? [],
      );
      return new Map(delivered.map((attempt) => [attempt.deliveryId, attempt]));
    }),
    claim: (attemptId, ttlMs) => claims.claim(attemptId, ttlMs),
    bodyOf: createBatchedLookup(async (ids) => {
      const found = await events.byIds(ids);
      return new Map(found.map((event) => [event.id, deliveryBody(event)]));
    }),
    ...createPostDelivery({ sender, secretBox, clock, userAgent: userAgent(VERSION, settings.DOCS_URL) }),
    record: (attempt) => attemptLog.record(attempt),
    publishText: (body, { kind, delayMs, messageId }) =>
      publisher.publish({ queue: QUEUE_OF[kind](delayMs), body, messageId }),
    disableWebhook: (webhook) => webhooks.disable(webhook),
    turns: createTurns({
      ...rateLine,
      clock,
      waitLimitMs: settings.RATE_WAIT_LIMIT_MS,
    }),
    isBatchIntakeFull: () => intakes.inFlight(deliverBatchQueue) >= batchPrefetch,
    gate,
    places: createPlaces(settings.DELIVERER_CONCURRENCY_MAX),
    ladder: settings.LADDER_MS,
    clock,
    worker,
    parkLimitMs: settings.PARK_LIMIT_MS,
  });
  const outage = createOutageWatch({
    isOutage: sharedQuestion(async () => {
      const answers = await Promise.allSettled([postgres.ping(), mongo.ping(), amqp.ping()]);
      return answers.some((answer) => answer.status === 'rejected');
    }),
    pause: () => intakes.pause(),
    resume: () => intakes.resume(),
    clock,
    logger,
  });
  const handlerOf = createHandleMessage({
    deliverBatch: attempting.deliverBatch,
    bury: (body, reason) =>
      publisher.publish({ queue: deadQueue, body, headers: { 'kassahook-reason': reason } }),
    outage: () => outage.look(),
    stopping: stopping.signal,
    metrics: createDelivererMetrics({
      metrics,
      breakerCounts: () => gate.counts(),
      inFlight: () => intakes.inFlight(),
    }),
    logger,
  });
  const onLost = (): void => fail(new Error('the consumer was lost and could not be rebuilt'));
  const handle = handlerOf(attempting.deliver);
  const queues = [
    { queue: deliverFirstQueue, prefetch: settings.DELIVERER_PREFETCH_FIRST, handle, onLost },
    { queue: deliverRetryQueue, prefetch: settings.DELIVERER_PREFETCH_RETRY, handle, onLost },
    { queue: deliverPacedQueue, prefetch: settings.DELIVERER_PREFETCH_PACED, handle, onLost },
    { queue: deliverBatchQueue, prefetch: batchPrefetch, handle: handlerOf(attempting.gather), onLost },
  ];

  return {
    async start(signal) {
      releasers.add('redis', () => redis.close());
      live.start();
      releasers.add('live publisher', () => live.close());
      // Not waited for beyond a moment. But what is paced without it loses its order, and there may be a backlog that begins at once.
      await redis.connect().catch((error: unknown) => {
        logger.debug({ code: errorCodeOf(error) }, 'redis.not_yet_up');
      });
      releasers.add('postgres', () => postgres.close());
      await untilUp({ name: 'postgres', attempt: () => postgres.ping(), logger, signal });
      releasers.add('mongo', () => mongo.close());
      await untilUp({ name: 'mongo', attempt: () => mongo.ping(), logger, signal });
      releasers.add('amqp', () => amqp.close());
      await untilUp({ name: 'rabbitmq', attempt: () => amqp.assertTopology(topology), logger, signal });
      // A request may take 30 s more: its message is not acked and comes again, so the process need not wait for it.
      releasers.add('sender', () => Promise.race([sender.close(), delay(SENDER_CLOSE_MS)]));
      releasers.add('attempt stats', () => attemptStats.close());
      releasers.add('attempt log', () => attemptLog.close());
      restWatch.start();
      releasers.add('rest watch', () => restWatch.stop());
      intakes.start(queues);
      releasers.add('consumers', async () => {
        stopping.abort();
        outage.stop();
        await intakes.stop();
        // What has gathered goes now: nothing more would come.
        attempting.closeGathers();
        await intakes.drained(DRAIN_MS);
      });
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

const QUEUE_OF = {
  delay: delayQueueName,
  park: parkQueueName,
  pace: paceQueueName,
  batch: () => deliverBatchQueue,
} as const;

/** The longest deadline of a request is 30 s, the default 5 s: what is not settled by then goes back to the queue. */
const DRAIN_MS = 10_000;
const SENDER_CLOSE_MS = 500;

/** This process changes no entity: an event from here would be a fault. */
function refuseEvents(): never {
  throw new Error('the deliverer writes no entities');
}
