import { systemClock, type Clock } from '@kassahook/platform/clock';
import type { Logger } from '@kassahook/platform/logger';
import { amqpError, bounded } from './amqpErrors.js';
import { keepChannel, type ChannelKeeper } from './channelKeeper.js';
import { createConsumerCore, type Consumer, type ConsumerCore, type ConsumerOptions } from './consumer.js';
import { createLink } from './link.js';
import type { OpenConnection } from './openConnection.js';
import {
  createPublisherCore,
  type Publisher,
  type PublisherCore,
  type PublisherOptions,
} from './publisher.js';
import { createQueueDepths } from './queueDepths.js';
import { createTopologyKeeper } from './topologyKeeper.js';
import type { Topology } from './topology.js';

export interface AmqpOptions {
  /** `amqp://user:password@host:port/vhost` */
  url: string;
  logger: Logger;
  clock?: Clock;
  random?: () => number;
  /** Shown in RabbitMQ's management page. */
  name?: string;
  /** A peer that went silent is noticed after two to three of these. */
  heartbeatS?: number;
  /** Limit on TCP, TLS and handshake of one try. */
  connectTimeoutMs?: number;
}

/** RabbitMQ for one process. */
export interface Amqp {
  /**
   * Declares all queues, now and again after every reconnection, because the broker may have come back without its data.
   * Waits for the broker, for ever.
   * @throws AppError AMQP_TOPOLOGY_MISMATCH when a queue exists with other arguments
   */
  assertTopology(topology: Topology): Promise<void>;
  createPublisher(options?: PublisherOptions): Publisher;
  createConsumer(options: ConsumerOptions): Consumer;
  /** Messages ready in each queue; a missing queue is left out. */
  depths(queues: readonly string[]): Promise<Record<string, number>>;
  /**
   * One round trip on each connection.
   * @throws AppError AMQP_UNAVAILABLE when one of them is down or does not answer within 2 s
   */
  ping(): Promise<void>;
  /** Both connections, all publishers and all consumers have what they need. */
  isReady(): boolean;
  /** Gives unconfirmed messages 2 s, sends what was acked, closes everything. Stop and drain the consumers before. */
  close(): Promise<void>;
}

const DEFAULT_LOST_AFTER_MS = 600_000;
const PING_LIMIT_MS = 2_000;
const CLOSE_LIMIT_MS = 2_000;

/** Connects to RabbitMQ, with one connection to publish and one to consume: a broker that slows publishers down must not stop the acks. */
export function createAmqp(options: AmqpOptions): Amqp {
  const { url, logger, clock = systemClock, random = Math.random, name = 'kassahook' } = options;
  const { heartbeatS = 30, connectTimeoutMs = 10_000 } = options;
  const topology = createTopologyKeeper(logger);
  const keepers: ChannelKeeper[] = [];
  const publishers: PublisherCore[] = [];
  const consumers: ConsumerCore[] = [];
  const linkTo = (purpose: string) =>
    createLink({
      url,
      name: `${name}: ${purpose}`,
      logger,
      clock,
      random,
      heartbeatS,
      connectTimeoutMs,
      prepare: (connection) => topology.declareAll(connection),
    });
  const publishLink = linkTo('publish');
  const consumeLink = linkTo('consume');
  const common = { logger, clock, random };

  return {
    assertTopology: (wanted) => topology.assert(wanted, consumeLink),
    depths: createQueueDepths(consumeLink),

    createPublisher({ windowMax = 1_000, timeoutMs = 5_000 } = {}) {
      const core = createPublisherCore({
        windowMax,
        timeoutMs,
        onReturned: (queue) => topology.repair(queue, consumeLink),
      });
      const keeper = keepChannel({
        ...common,
        link: publishLink,
        what: 'publisher',
        open: (connection) => connection.openConfirmChannel(),
        onUp: (channel, connection) => core.channelUp(channel, connection),
      });
      publishers.push(core);
      keepers.push(keeper);
      return core;
    },

    createConsumer(wanted) {
      const core = createConsumerCore(wanted, logger);
      const keeper = keepChannel({
        ...common,
        link: consumeLink,
        what: `consumer of ${wanted.queue}`,
        async open(connection, isRepeat) {
          // A consumer that lost its channel on a living connection may have lost its queue.
          if (isRepeat) await topology.declareAll(connection);
          return core.open(connection);
        },
        lostAfterMs: wanted.lostAfterMs ?? DEFAULT_LOST_AFTER_MS,
        ...(wanted.onLost && { onLost: wanted.onLost }),
      });
      consumers.push(core);
      keepers.push(keeper);
      return {
        inFlight: core.inFlight,
        drained: core.drained,
        pause: core.pause,
        resume: core.resume,
        async stop() {
          keeper.stopRebuilding();
          await core.cancel();
        },
      };
    },

    async ping() {
      await Promise.all([publishLink.current(), consumeLink.current()].map(roundTrip));
    },

    isReady() {
      const published = publishLink.current();
      return (
        published !== null &&
        !published.isBlocked() &&
        consumeLink.current() !== null &&
        keepers.every((keeper) => keeper.isUp())
      );
    },

    async close() {
      const settled = Promise.all(publishers.map((publisher) => publisher.close()));
      await bounded(settled, { limitMs: CLOSE_LIMIT_MS, what: 'the last confirms' }).catch(() => undefined);
      for (const consumer of consumers) consumer.flush();
      await Promise.all(keepers.map((keeper) => keeper.close()));
      await Promise.all([publishLink.close(), consumeLink.close()]);
    },
  };
}

async function roundTrip(connection: OpenConnection | null): Promise<void> {
  if (connection === null) throw amqpError('AMQP_UNAVAILABLE', 'no connection to rabbitmq');
  const work = connection.openChannel().then((opened) => opened.close());
  await bounded(work, { limitMs: PING_LIMIT_MS, what: 'the ping' });
}
