import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAmqp, type Amqp } from '@kassahook/amqp/amqp';
import { eventsQueue } from '@kassahook/amqp/names';
import { topologyFor } from '@kassahook/amqp/topology';
import { hintMessages } from '@kassahook/contracts/event';
import type { EventHint } from '@kassahook/contracts/messages';
import { createHintBatcher } from '@kassahook/notifier/hintBatcher';
import { createTakeHint } from '@kassahook/notifier/takeHint';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createTestNamespace, type TestNamespace } from '@kassahook/testing/testServices';
import { waitFor } from '@kassahook/testing/waitFor';

let namespace: TestNamespace;
let amqp: Amqp;
beforeAll(async () => {
  namespace = await createTestNamespace(['rabbitmq']);
  amqp = createAmqp({ url: namespace.RABBITMQ_URL, logger: createSilentLogger() });
  await amqp.assertTopology(topologyFor({ ladderMs: [0] }));
});
afterAll(async () => {
  await amqp.close();
  await namespace.drop();
});

const hint = (eventId: string): EventHint => ({
  v: 1,
  eventId,
  source: 'mongo',
  accountId: 'a',
  type: 'RECEIPT',
  action: 'CREATE',
  entityId: 'r',
  occurredAt: '2026-05-01T12:00:00.000Z',
});
const idsOf = (message: number) => ['a', 'b', 'c'].map((part) => `${message}${part}`);
const MESSAGES = [1, 2, 3, 4, 5, 6];

describe('hints in hand when the process stops', () => {
  it('when the notifier is busy, then it is drained as soon as its batch is done, and what it had not begun is in the queue', async () => {
    const publisher = amqp.createPublisher();
    for (const message of MESSAGES) {
      const [body = ''] = hintMessages(idsOf(message).map(hint));
      await publisher.publish({ queue: eventsQueue, body });
    }
    const fannedOut: string[] = [];
    let isStopping = false;
    const batcher = createHintBatcher({
      // The batch ends within the second message.
      batchMax: 5,
      fanOut: async (hints) => {
        await waitFor(() => isStopping);
        fannedOut.push(...hints.map(({ eventId }) => eventId));
        return { events: hints.length, deliveries: 0, stale: 0 };
      },
      outage: () => Promise.resolve('up'),
      logger: createSilentLogger(),
      onBatch: () => undefined,
      onRetry: () => undefined,
    });
    const consumer = amqp.createConsumer({
      queue: eventsQueue,
      prefetch: 100,
      handle: createTakeHint({
        add: (taken) => batcher.add(taken),
        bury: () => Promise.reject(new Error('nothing is broken')),
        onBroken: () => undefined,
        logger: createSilentLogger(),
      }),
    });
    await waitFor(() => consumer.inFlight() === MESSAGES.length);
    await consumer.stop();
    isStopping = true;
    await batcher.stop();
    expect(await consumer.drained({ timeoutMs: 1_000 })).toBe(true);
    const left = MESSAGES.filter((message) => !idsOf(message).every((id) => fannedOut.includes(id)));
    expect(left.length).toBeGreaterThan(0);
    await waitFor(async () => (await amqp.depths([eventsQueue]))[eventsQueue] === left.length);
  });
});
