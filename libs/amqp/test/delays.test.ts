import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAmqp, type Amqp } from '@kassahook/amqp/amqp';
import { delayQueueName, deliverRetryQueue, parkQueueName } from '@kassahook/amqp/names';
import { createSilentLogger } from '@kassahook/platform/logger';
import { waitFor } from '@kassahook/testing/waitFor';
import { openTestBroker, shortTopology, type TestBroker } from './testBroker.js';

let broker: TestBroker;
let amqp: Amqp;

beforeAll(async () => {
  broker = await openTestBroker();
  amqp = createAmqp({ url: broker.url, logger: createSilentLogger() });
  await amqp.assertTopology(shortTopology());
});
afterAll(async () => {
  await amqp.close();
  await broker.drop();
});

describe('delay and parking queues', () => {
  it('when messages wait in them, then each comes to the retry queue after its own delay, with its body', async () => {
    const publisher = amqp.createPublisher();
    const delays = { [delayQueueName(200)]: 200, [delayQueueName(400)]: 400, [parkQueueName(300)]: 300 };
    const tookMs = new Map<string, number>();
    const startedAt = new Map<string, number>();
    const consumer = amqp.createConsumer({
      queue: deliverRetryQueue,
      prefetch: 10,
      handle(message) {
        const queue = message.body.toString();
        tookMs.set(queue, performance.now() - (startedAt.get(queue) ?? 0));
        message.ack();
      },
    });
    await waitFor(() => amqp.isReady());
    for (const queue of Object.keys(delays)) {
      startedAt.set(queue, performance.now());
      await publisher.publish({ queue, body: queue });
    }
    await waitFor(() => tookMs.size === 3);
    for (const [queue, delayMs] of Object.entries(delays)) {
      // The broker's clock starts a little after ours; a busy machine may be late by much, never early.
      expect(tookMs.get(queue)).toBeGreaterThanOrEqual(delayMs - 5);
      expect(tookMs.get(queue)).toBeLessThan(delayMs + 3_000);
      expect(await broker.ready(queue)).toBe(0);
    }
    await consumer.stop();
  });

  it('when a message has been looked at many times in dead, then it is still there', async () => {
    await amqp.createPublisher().publish({ queue: 'dead', body: 'kept' });
    for (let look = 0; look < 60; look += 1) {
      const message = await waitFor(() => broker.channel.get('dead'));
      broker.channel.nack(message, false, true);
    }
    await broker.waitReady('dead', 1);
    expect(await broker.take('dead')).toEqual(['kept']);
  });
});
