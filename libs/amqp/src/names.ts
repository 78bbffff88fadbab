/**
 * libs/amqp: everything RabbitMQ: names and arguments of the queues, connections, confirmed publishing, consuming.
 * It must not know what a message means: bodies are bytes here, their schemas live in libs/contracts.
 * Nobody else in the house imports amqplib or spells a queue's name.
 * Importing it does nothing; `createAmqp` opens two connections and keeps them open until `close`.
 * It knows no other adapter: what is consumed here and stored elsewhere is put together by an app.
 */

/** Hints "something was committed", for the notifier. */
export const eventsQueue = 'events';

/** First attempts (tier 0): apart from retries, so that a storm of retries cannot starve fresh events. */
export const deliverFirstQueue = 'deliver.first';

/** Retries and parked attempts whose delay is over. */
export const deliverRetryQueue = 'deliver.retry';

/** Attempts whose turn at their webhook's rate is near: apart, because they wait in memory, which must not hold others up. */
export const deliverPacedQueue = 'deliver.paced';

/** First attempts of webhooks that want batches: apart, because they are held, unacked, until a batch is full or its time is over. */
export const deliverBatchQueue = 'deliver.batch';

/** Where what nobody could process ends: counted, listed, alarmed; nothing leaves it by itself. */
export const deadQueue = 'dead';

/** The queue in which a delivery waits for its next tier. The delay is in the name: another ladder means other queues. */
export function delayQueueName(delayMs: number): string {
  return `delay.${delayMs}`;
}

/** The queue in which an attempt waits for its turn; without a delay it is the ready queue itself. */
export function paceQueueName(delayMs: number): string {
  return delayMs === 0 ? deliverPacedQueue : `pace.${delayMs}`;
}

/** The queue in which an attempt is parked, because its endpoint is busy or broken. */
export function parkQueueName(delayMs: number): string {
  return `park.${delayMs}`;
}
