import { setTimeout as delay } from 'node:timers/promises';
import { createAmqp, type Amqp } from '@kassahook/amqp/amqp';
import { topologyFor } from '@kassahook/amqp/topology';
import { createOutboxStore as createMongoOutbox } from '@kassahook/mongo/outboxStore';
import { JOURNAL_COLLECTIONS } from '@kassahook/mongo/models';
import type { Mongo } from '@kassahook/mongo/mongo';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createOutboxStore as createPostgresOutbox } from '@kassahook/postgres/outboxStore';
import type { Postgres } from '@kassahook/postgres/postgres';
import { LADDER_MS } from './plant.js';
import type { Receiver } from './receiverClient.js';

/** Looks at everything that an event may still be in. */
export interface RestWatch {
  /**
   * Waits until every operation is over, while the registers still work. One that is not by then is left to the verdict, which names it.
   */
  untilPrinted(limitMs: number, signal: AbortSignal): Promise<void>;
  /**
   * Waits until both outboxes and all queues are empty and nothing arrives any more.
   * @throws Error that says what is not empty
   */
  untilAtRest(limitMs: number, signal: AbortSignal): Promise<void>;
  /** Messages ready in each queue. */
  queues(): Promise<Record<string, number>>;
  close(): Promise<void>;
}

/** An empty queue may have handed its last message over a moment ago: only several looks in a row say that nothing is on its way. */
const QUIET_LOOKS = 6;
const LOOK_EVERY_MS = 500;

export function createRestWatch(deps: {
  postgres: Postgres;
  mongo: Mongo;
  rabbitmqUrl: string;
  receiver: Receiver;
}): RestWatch {
  const postgresOutbox = createPostgresOutbox(deps.postgres);
  const mongoOutbox = createMongoOutbox(deps.mongo);
  const topology = topologyFor({ ladderMs: LADDER_MS });
  let opened: Amqp | null = null;

  async function queues(): Promise<Record<string, number>> {
    if (!opened) {
      opened = createAmqp({ url: deps.rabbitmqUrl, logger: createSilentLogger() });
      await opened.assertTopology(topology);
    }
    return opened.depths(topology.queues.map((queue) => queue.name));
  }

  /** What is not empty, in words. */
  async function unrest(): Promise<string[]> {
    const [inPostgres, inMongo, depths] = await Promise.all([
      postgresOutbox.stats(),
      mongoOutbox.stats(),
      queues(),
    ]);
    const counts = { 'outbox of Postgres': inPostgres.size, 'outbox of MongoDB': inMongo.size, ...depths };
    return Object.entries(counts).flatMap(([name, count]) => (count > 0 ? [`${name}: ${count}`] : []));
  }

  return {
    queues,
    async untilPrinted(limitMs, signal) {
      const operations = deps.mongo.db().collection(JOURNAL_COLLECTIONS.OPERATION);
      const deadline = Date.now() + limitMs;
      while (Date.now() < deadline) {
        if ((await operations.countDocuments({ status: { $in: ['PENDING', 'IN_PROGRESS'] } })) === 0) return;
        await delay(LOOK_EVERY_MS, undefined, { signal });
      }
    },
    async untilAtRest(limitMs, signal) {
      const deadline = Date.now() + limitMs;
      let arrived = -1;
      let quiet = 0;
      while (quiet < QUIET_LOOKS) {
        await delay(LOOK_EVERY_MS, undefined, { signal });
        const { events } = await deps.receiver.pulse();
        const left = await unrest();
        quiet = left.length === 0 && events === arrived ? quiet + 1 : 0;
        arrived = events;
        if (Date.now() > deadline) throw new Error(`not at rest after ${limitMs} ms: ${left.join(', ')}`);
      }
    },
    async close() {
      await opened?.close();
    },
  };
}
