import { setTimeout as delay } from 'node:timers/promises';
import { createAmqp } from '@kassahook/amqp/amqp';
import { deliverFirstQueue, deliverRetryQueue } from '@kassahook/amqp/names';
import { topologyFor } from '@kassahook/amqp/topology';
import { createAttemptStore } from '@kassahook/mongo/attemptStore';
import { createEventStore } from '@kassahook/mongo/eventStore';
import { createMongo } from '@kassahook/mongo/mongo';
import { systemClock } from '@kassahook/platform/clock';
import { readSettings, SettingsError } from '@kassahook/platform/env';
import { toError } from '@kassahook/platform/errors';
import { createLogger, type Logger } from '@kassahook/platform/logger';
import { createReleasers } from '@kassahook/platform/releasers';
import { untilUp } from '@kassahook/platform/untilUp';
import { createReplay, type ReplayOptions } from './replay.js';
import { readReplayOptions, REPLAY_USAGE, ReplayUsageError } from './replayOptions.js';

const REPLAY_SETTINGS = ['MONGO_URL', 'RABBITMQ_URL', 'LADDER_MS', 'LOG_LEVEL', 'LOG_PRETTY'] as const;
type ReplaySettings = ReturnType<typeof readSettings<(typeof REPLAY_SETTINGS)[number]>>;

/** A person waits for this program: a server that does not answer for so long is named, and the program ends. */
const CONNECT_LIMIT_MS = 60_000;
const PROGRESS_INTERVAL_MS = 2_000;

/** One replay, put together: event store and attempt log → what is missing → queues. */
async function replayMissing(
  options: ReplayOptions,
  settings: ReplaySettings,
  logger: Logger,
): Promise<void> {
  const clock = systemClock;
  const releasers = createReleasers(logger);
  const mongo = createMongo({ url: settings.MONGO_URL, logger, onCommitted: refuseEvents });
  releasers.add('mongo', () => mongo.close());
  const amqp = createAmqp({ url: settings.RABBITMQ_URL, logger, name: 'kassahook replay' });
  releasers.add('amqp', () => amqp.close());
  const topology = topologyFor({ ladderMs: settings.LADDER_MS });
  const publisher = amqp.createPublisher();
  let saidAtMs = clock.now();
  try {
    const signal = AbortSignal.timeout(CONNECT_LIMIT_MS);
    await untilUp({ name: 'mongo', attempt: () => mongo.ping(), logger, signal });
    await orAbort(amqp.assertTopology(topology), signal);
    const replay = createReplay({
      events: createEventStore(mongo),
      attempts: createAttemptStore(mongo),
      publish: (queue, message) =>
        publisher.publish({ queue, body: JSON.stringify(message), messageId: message.deliveryId }),
      queues: {
        first: deliverFirstQueue,
        retry: deliverRetryQueue,
        waits: topology.queues.flatMap(({ name, ttlMs, deadLetterTo }) =>
          ttlMs !== undefined && deadLetterTo === deliverRetryQueue ? [{ queue: name, delayMs: ttlMs }] : [],
        ),
      },
      clock,
      wait: async (ms) => {
        logger.info({ ms }, 'replay.waiting_for_what_is_on_its_way');
        await delay(ms);
      },
      onProgress: (counts) => {
        if (clock.now() - saidAtMs < PROGRESS_INTERVAL_MS) return;
        saidAtMs = clock.now();
        logger.info({ ...counts }, 'replay.progress');
      },
    });
    logger.info({ ...options }, 'replay.started');
    const counts = await replay(options);
    logger.info({ ...counts }, 'replay.done');
  } finally {
    await releasers.releaseAll();
  }
}

function orAbort(work: Promise<void>, signal: AbortSignal): Promise<void> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('RabbitMQ does not answer')), { once: true });
  });
  return Promise.race([work, aborted]);
}

/** This program changes no entity: an event from here would be a fault. */
function refuseEvents(): never {
  throw new Error('a replay writes no entities');
}

async function main(): Promise<void> {
  let logger: Logger | null = null;
  try {
    const options = readReplayOptions(process.argv.slice(2), systemClock.now());
    const settings = readSettings(REPLAY_SETTINGS);
    logger = createLogger({ name: 'replay', level: settings.LOG_LEVEL, pretty: settings.LOG_PRETTY });
    await replayMissing(options, settings, logger);
  } catch (error) {
    process.exitCode = 1;
    if (error instanceof ReplayUsageError) process.stderr.write(`${error.message}\n${REPLAY_USAGE}\n`);
    else if (error instanceof SettingsError) process.stderr.write(`${error.message}\n`);
    // Nothing is half done: what was published is published, and the next run finds the rest.
    else logger?.fatal({ err: toError(error) }, 'replay.failed: run it again');
  }
}

void main();
