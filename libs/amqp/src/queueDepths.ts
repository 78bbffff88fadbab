import { errorCodeOf } from '@kassahook/platform/errors';
import { amqpError, bounded } from './amqpErrors.js';
import type { Link } from './link.js';

const NOT_FOUND = '404';
const LIMIT_MS = 5_000;

/**
 * Creates the reader of queue depths: messages that are ready, by passive declaration, so that no management plugin is
 * needed. Each call uses a channel of its own, because a missing queue closes the channel that asked.
 */
export function createQueueDepths(
  link: Link,
): (queues: readonly string[]) => Promise<Record<string, number>> {
  /**
   * Messages ready in each queue; a missing queue is left out.
   * @throws AppError AMQP_UNAVAILABLE when there is no connection or no answer within 5 s
   */
  return async function depths(queues) {
    const connection = link.current();
    if (connection === null) throw amqpError('AMQP_UNAVAILABLE', 'no connection to rabbitmq');
    const result: Record<string, number> = {};
    const work = (async () => {
      let { channel, close } = await connection.openChannel();
      for (const queue of queues) {
        try {
          result[queue] = (await channel.checkQueue(queue)).messageCount;
        } catch (error) {
          if (errorCodeOf(error) !== NOT_FOUND) throw error;
          ({ channel, close } = await connection.openChannel());
        }
      }
      await close();
    })();
    await bounded(work, { limitMs: LIMIT_MS, what: 'asking for queue depths' });
    return result;
  };
}
