import type { Amqp } from '@kassahook/amqp/amqp';
import type { Consumer, ConsumerOptions } from '@kassahook/amqp/consumer';

/** The queues that this worker takes messages from, as one. */
export function createIntakes(createConsumer: Amqp['createConsumer']) {
  const consumers = new Map<string, Consumer>();

  async function each(work: (consumer: Consumer) => Promise<unknown>): Promise<void> {
    await Promise.all([...consumers.values()].map(work));
  }

  return {
    start(wanted: readonly ConsumerOptions[]): void {
      for (const options of wanted) consumers.set(options.queue, createConsumer(options));
    },
    /** Messages in hand, of all queues or of one. */
    inFlight(queue?: string): number {
      if (queue !== undefined) return consumers.get(queue)?.inFlight() ?? 0;
      return [...consumers.values()].reduce((sum, consumer) => sum + consumer.inFlight(), 0);
    },
    pause: () => each((consumer) => consumer.pause()),
    resume: () => each((consumer) => consumer.resume()),
    stop: () => each((consumer) => consumer.stop()),
    drained: (timeoutMs: number) => each((consumer) => consumer.drained({ timeoutMs })),
  };
}
