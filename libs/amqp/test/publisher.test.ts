import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createAmqp, type Amqp } from '@kassahook/amqp/amqp';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createTcpProxy, type TcpProxy } from '@kassahook/testing/tcpProxy';
import { waitFor } from '@kassahook/testing/waitFor';
import { openTestBroker, shortTopology, type TestBroker } from './testBroker.js';

let broker: TestBroker;
let proxy: TcpProxy;
let amqp: Amqp;

beforeAll(async () => {
  broker = await openTestBroker();
});
afterAll(async () => {
  await broker.drop();
});
beforeEach(async () => {
  proxy = await createTcpProxy({ targetPort: broker.targetPort });
  amqp = createAmqp({ url: broker.urlThrough(proxy.port), logger: createSilentLogger() });
  await amqp.assertTopology(shortTopology());
  for (const { name } of shortTopology().queues) await broker.channel.purgeQueue(name);
});
afterEach(async () => {
  await amqp.close();
  await proxy.close();
});

describe('publish', () => {
  it('when it resolves, then the message is in the queue, persistent, with its id and headers', async () => {
    await amqp.createPublisher().publish({
      queue: 'events',
      body: 'привет',
      messageId: 'event-1',
      headers: { 'x-reason': 'test', count: 2 },
    });
    const message = await broker.channel.get('events', { noAck: true });
    if (message === false) throw new Error('nothing is in the queue');
    expect(message.content.toString()).toBe('привет');
    expect(message.properties).toMatchObject({
      deliveryMode: 2,
      messageId: 'event-1',
      headers: { 'x-reason': 'test', count: 2 },
    });
  });

  it('when there is no such queue, then it is an error, though the broker confirms; its neighbours are not harmed', async () => {
    const publisher = amqp.createPublisher();
    const results = await Promise.allSettled(
      ['events', 'no.such.queue', 'events', 'no.such.queue'].map((queue, index) =>
        publisher.publish({ queue, body: String(index), messageId: 'the same for all' }),
      ),
    );
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected']);
    expect(results[1]).toMatchObject({ reason: { code: 'AMQP_RETURNED', retryable: true } });
    expect(await broker.take('events')).toEqual(['0', '2']);
  });

  it('when a queue of ours was deleted, then the first message comes back and the queue is made again', async () => {
    const publisher = amqp.createPublisher();
    await waitFor(() => amqp.isReady());
    await broker.channel.deleteQueue('delay.400');
    await expect(publisher.publish({ queue: 'delay.400', body: 'x' })).rejects.toMatchObject({
      code: 'AMQP_RETURNED',
    });
    await waitFor(() => publisher.publish({ queue: 'delay.400', body: 'y' }).then(() => true));
    await broker.waitReady('deliver.retry', 1);
    expect(await broker.take('deliver.retry')).toEqual(['y']);
  });

  it('when a body is larger than a frame, then it arrives whole', async () => {
    const body = Buffer.alloc(300_000, 'ж');
    await amqp.createPublisher().publish({ queue: 'events', body });
    const message = await broker.channel.get('events', { noAck: true });
    expect(message !== false && message.content.equals(body)).toBe(true);
  });

  it('when a message cannot be encoded, then only its own publish fails', async () => {
    const publisher = amqp.createPublisher();
    const long = 'x'.repeat(300);
    const bad = publisher.publish({ queue: 'events', body: 'bad', messageId: long });
    await expect(bad).rejects.toBeInstanceOf(Error);
    await publisher.publish({ queue: 'events', body: 'good' });
    expect(await broker.take('events')).toEqual(['good']);
    expect(publisher.unconfirmedCount()).toBe(0);
  });
});

describe('the window', () => {
  it('when it is full, then the others wait in line and go out in their order', async () => {
    const publisher = amqp.createPublisher({ windowMax: 10 });
    await publisher.publish({ queue: 'events', body: 'first' });
    const all = Array.from({ length: 200 }, (_, index) =>
      publisher.publish({ queue: 'events', body: String(index) }),
    );
    expect(publisher.unconfirmedCount()).toBe(10);
    expect(publisher.waitingCount()).toBe(190);
    await Promise.all(all);
    expect(publisher.unconfirmedCount()).toBe(0);
    expect(publisher.waitingCount()).toBe(0);
    expect(await broker.take('events')).toEqual([
      'first',
      ...Array.from({ length: 200 }, (_, i) => String(i)),
    ]);
  });

  it('when the broker goes silent, then those sent and those waiting fail in time, and the window stays bounded', async () => {
    const publisher = amqp.createPublisher({ windowMax: 2, timeoutMs: 300 });
    await publisher.publish({ queue: 'events', body: 'before' });
    proxy.pause();
    const codesOf = async (bodies: string[]) =>
      (await Promise.allSettled(bodies.map((body) => publisher.publish({ queue: 'events', body })))).map(
        (result) => (result.status === 'rejected' ? (result.reason as { code: string }).code : result.status),
      );
    expect(await codesOf(['a', 'b', 'c'])).toEqual([
      'AMQP_CONFIRM_TIMEOUT',
      'AMQP_CONFIRM_TIMEOUT',
      'AMQP_UNAVAILABLE',
    ]);
    expect(publisher.unconfirmedCount()).toBe(2);
    expect(await codesOf(['d'])).toEqual(['AMQP_UNAVAILABLE']);
    proxy.resume();
    await publisher.publish({ queue: 'events', body: 'after' });
    // "May or may not have arrived": here the two that were sent did; those that were not sent never do.
    expect(await broker.take('events')).toEqual(['before', 'a', 'b', 'after']);
  });

  it('when it stays full of messages without a confirm, then the connection is given up and publishing goes on', async () => {
    const publisher = amqp.createPublisher({ windowMax: 2, timeoutMs: 100 });
    await publisher.publish({ queue: 'events', body: 'before' });
    proxy.pause();
    await Promise.allSettled(['a', 'b'].map((body) => publisher.publish({ queue: 'events', body })));
    await waitFor(() => publisher.unconfirmedCount() === 0, { what: 'the stuck window is given up' });
    proxy.resume();
    await waitFor(() => publisher.publish({ queue: 'events', body: 'after' }).then(() => true));
  });
});

describe('close', () => {
  it('when messages are in the window, then close waits for their confirms; later ones are refused', async () => {
    const publisher = amqp.createPublisher();
    await publisher.publish({ queue: 'events', body: 'x' });
    const all = Array.from({ length: 100 }, () => publisher.publish({ queue: 'events', body: 'x' }));
    const closed = amqp.close();
    await expect(publisher.publish({ queue: 'events', body: 'late' })).rejects.toMatchObject({
      code: 'AMQP_UNAVAILABLE',
    });
    await Promise.all(all);
    await closed;
    expect(await broker.ready('events')).toBe(101);
  });
});
