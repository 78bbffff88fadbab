import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAmqp, type Amqp } from '@kassahook/amqp/amqp';
import { topologyFor } from '@kassahook/amqp/topology';
import { DEFAULT_LADDER_MS } from '@kassahook/domain/ladder';
import { createSilentLogger } from '@kassahook/platform/logger';
import { openTestBroker, type TestBroker } from './testBroker.js';

let broker: TestBroker;
let amqp: Amqp;

beforeAll(async () => {
  broker = await openTestBroker();
  amqp = createAmqp({ url: broker.url, logger: createSilentLogger() });
});
afterAll(async () => {
  await amqp.close();
  await broker.drop();
});

const topology = topologyFor({ ladderMs: DEFAULT_LADDER_MS });

describe('assertTopology', () => {
  it('when it is declared twice, then the second time changes nothing and messages stay', async () => {
    await amqp.assertTopology(topology);
    await amqp.createPublisher().publish({ queue: 'delay.86400000', body: 'stays' });
    await amqp.assertTopology(topology);
    for (const { name } of topology.queues) {
      expect(await broker.ready(name)).toBe(name === 'delay.86400000' ? 1 : 0);
    }
  });

  it('when another process declares at the same time, then both succeed', async () => {
    const other = createAmqp({ url: broker.url, logger: createSilentLogger() });
    try {
      const wanted = topologyFor({ ladderMs: [0, 111, 222, 333], parkDelaysMs: [444, 555] });
      await Promise.all([amqp.assertTopology(wanted), other.assertTopology(wanted)]);
      expect(await broker.ready('delay.333')).toBe(0);
    } finally {
      await other.close();
    }
  });

  it('when a queue exists with other arguments, then it says which, and that trying again is useless', async () => {
    const queues = [{ name: 'dead', holds: '', deliveryLimit: 7 }];
    await expect(amqp.assertTopology({ queues })).rejects.toMatchObject({
      code: 'AMQP_TOPOLOGY_MISMATCH',
      retryable: false,
      message: expect.stringContaining('"dead"') as unknown,
    });
    expect(amqp.isReady()).toBe(true);
  });
});

describe('ping', () => {
  it('when both connections answer, then it resolves', async () => {
    await amqp.ping();
    expect(amqp.isReady()).toBe(true);
  });
});

describe('depths', () => {
  it('when one queue is missing, then the others are counted and nothing else is harmed', async () => {
    await amqp.assertTopology(topology);
    const publisher = amqp.createPublisher();
    await Promise.all(['a', 'b', 'c'].map((body) => publisher.publish({ queue: 'events', body })));
    const depths = await amqp.depths(['events', 'nobody.made.this', 'dead', 'nor.this']);
    expect(depths).toEqual({ events: 3, dead: 0 });
    await publisher.publish({ queue: 'events', body: 'd' });
    expect(await amqp.depths(['events'])).toEqual({ events: 4 });
  });
});
