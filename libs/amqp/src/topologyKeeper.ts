import { errorCodeOf } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';
import { amqpError, reasonOf } from './amqpErrors.js';
import { declareTopology } from './declareTopology.js';
import type { Link } from './link.js';
import type { OpenConnection } from './openConnection.js';
import type { Topology } from './topology.js';

/** Remembers what must exist, and sees to it. */
export interface TopologyKeeper {
  /** Declares a topology as soon as the link is up, and remembers it. */
  assert(topology: Topology, link: Link): Promise<void>;
  /** Declares all that is remembered. */
  declareAll(connection: OpenConnection): Promise<void>;
  /** Declares all again, in the background, when this is one of the queues that should exist: a person deleted it. */
  repair(queue: string, link: Link): void;
}

export function createTopologyKeeper(logger: Logger): TopologyKeeper {
  const remembered: Topology[] = [];
  /** One after the other: two connections that create the same quorum queue at once get in each other's way. */
  let line: Promise<unknown> = Promise.resolve();
  let isRepairing = false;

  function declare(connection: OpenConnection, topologies: readonly Topology[]): Promise<void> {
    const work = line.then(async () => {
      for (const topology of topologies) await declareTopology(connection, topology);
    });
    line = work.catch(() => undefined);
    return work;
  }

  return {
    async assert(topology, link) {
      for (;;) {
        const connection = await link.connected();
        if (connection === null)
          throw amqpError('AMQP_UNAVAILABLE', 'closed before the queues were declared');
        try {
          await declare(connection, [topology]);
          if (!remembered.includes(topology)) remembered.push(topology);
          return;
        } catch (error) {
          if (errorCodeOf(error) === 'AMQP_TOPOLOGY_MISMATCH' || connection.isOpen()) throw error;
        }
      }
    },
    declareAll: (connection) => declare(connection, remembered),
    repair(queue, link) {
      const isOurs = remembered.some(({ queues }) => queues.some(({ name }) => name === queue));
      const connection = link.current();
      if (!isOurs || isRepairing || connection === null) return;
      isRepairing = true;
      logger.warn({ queue }, 'a queue is missing, declaring all queues again');
      declare(connection, remembered)
        .catch((error: unknown) => logger.warn({ reason: reasonOf(error) }, 'queues could not be declared'))
        .finally(() => {
          isRepairing = false;
        });
    },
  };
}
