import { errorCodeOf } from '@kassahook/platform/errors';
import { amqpError, bounded } from './amqpErrors.js';
import type { OpenConnection } from './openConnection.js';
import { queueArguments, type Topology } from './topology.js';

/** AMQP's reply code for "it exists with other arguments". */
const PRECONDITION_FAILED = '406';
/** A new quorum queue takes 30 ms (RabbitMQ 3.10, 2 cores), one that exists 2 ms; a busy broker much longer. */
const DECLARE_LIMIT_MS = 60_000;

/**
 * Declares all queues; what exists stays as it is, with its messages.
 * @throws AppError AMQP_TOPOLOGY_MISMATCH when a queue exists with other arguments, else whatever the connection died of
 */
export async function declareTopology(connection: OpenConnection, topology: Topology): Promise<void> {
  const work = (async () => {
    const { channel, close } = await connection.openChannel();
    for (const queue of topology.queues) {
      try {
        await channel.assertQueue(queue.name, { durable: true, arguments: queueArguments(queue) });
      } catch (error) {
        if (errorCodeOf(error) !== PRECONDITION_FAILED) throw error;
        const what = `the queue "${queue.name}" exists with other arguments: drain and delete it, then start again`;
        throw amqpError('AMQP_TOPOLOGY_MISMATCH', what, error);
      }
    }
    await close();
  })();
  await bounded(work, {
    limitMs: DECLARE_LIMIT_MS,
    what: 'declaring the queues',
    onLimit: () => connection.abort(),
  });
}
