import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createAmqp, type Amqp } from '@kassahook/amqp/amqp';
import type { IncomingMessage } from '@kassahook/amqp/consumer';
import type { Publisher } from '@kassahook/amqp/publisher';
import { createTcpProxy, type TcpProxy } from '@kassahook/testing/tcpProxy';
import { waitFor } from '@kassahook/testing/waitFor';
import {
  createLogRecorder,
  openTestBroker,
  shortTopology,
  type LogLine,
  type TestBroker,
} from './testBroker.js';

let broker: TestBroker;
let proxy: TcpProxy;
let amqp: Amqp;
let publisher: Publisher;
let lines: LogLine[];

beforeAll(async () => {
  broker = await openTestBroker();
});
afterAll(async () => {
  await broker.drop();
});
beforeEach(async () => {
  for (const { name } of shortTopology().queues) await broker.channel.deleteQueue(name);
  proxy = await createTcpProxy({ targetPort: broker.targetPort });
  const recorder = createLogRecorder();
  lines = recorder.lines;
  amqp = createAmqp({ url: broker.urlThrough(proxy.port), logger: recorder.logger });
  publisher = amqp.createPublisher();
});
afterEach(async () => {
  await amqp.close();
  await proxy.close();
});

const said = (text: string) => lines.filter(({ msg }) => msg.includes(text));
/** Publishes until it succeeds: a broker may refuse what comes right after a queue was deleted and made again. */
const put = (body: string) =>
  waitFor(() => publisher.publish({ queue: 'events', body }).then(() => true), {
    what: `${body} is published`,
  });

function collect() {
  const messages: IncomingMessage[] = [];
  const consumer = amqp.createConsumer({
    queue: 'events',
    prefetch: 10,
    handle: (message) => {
      messages.push(message);
    },
  });
  return { consumer, messages, got: (count: number) => waitFor(() => messages.length === count) };
}

describe('a consumer that lost its channel', () => {
  it('when the connection is cut, then unsettled messages come again, marked and counted; late settles are ignored', async () => {
    await amqp.assertTopology(shortTopology());
    const { consumer, messages, got } = collect();
    await put('1');
    await got(1);
    expect(messages[0]).toMatchObject({ redelivered: false, deliveryCount: 0 });
    await proxy.cut();
    await got(2);
    expect(messages[1]).toMatchObject({ body: Buffer.from('1'), redelivered: true, deliveryCount: 1 });
    expect(consumer.inFlight()).toBe(2);
    messages[0]?.ack();
    messages[1]?.ack();
    expect(consumer.inFlight()).toBe(0);
    await amqp.close();
    expect(await broker.take('events')).toEqual([]);
  });

  it('when connections are cut again and again under load, then every message is handled and the queue ends empty', async () => {
    await amqp.assertTopology(shortTopology());
    const seen = new Set<string>();
    const texts = Array.from({ length: 3_000 }, (_, index) => String(index));
    await Promise.all(texts.map((text) => put(text)));
    const consumer = amqp.createConsumer({
      queue: 'events',
      // Few enough for the broker to take the last acks at once; see the consumer's tests.
      prefetch: 30,
      handle(message) {
        seen.add(message.body.toString());
        setTimeout(() => message.ack(), 1);
      },
    });
    for (const count of [300, 1_000, 2_000]) {
      await waitFor(() => seen.size >= count, { intervalMs: 1 });
      await proxy.cut();
    }
    await waitFor(() => seen.size === texts.length && consumer.inFlight() === 0);
    await amqp.close();
    expect(await broker.take('events')).toEqual([]);
    expect(await broker.take('dead')).toEqual([]);
  });

  it('when its queue is deleted, then queue and consumer come back on the same connection', async () => {
    await amqp.assertTopology(shortTopology());
    const { messages, got } = collect();
    await put('1');
    await got(1);
    messages[0]?.ack();
    await broker.channel.deleteQueue('events');
    await waitFor(async () => (await amqp.depths(['events']))['events'] === 0, { what: 'the queue is back' });
    await put('2');
    await got(2);
    expect(messages[1]?.body.toString()).toBe('2');
    expect(said('died alone')).toHaveLength(1);
    expect(said('connection is lost')).toEqual([]);
    expect(amqp.isReady()).toBe(true);
  });

  it('when its queue does not exist yet, then it waits for it, and says so once', async () => {
    const { messages, got } = collect();
    await waitFor(() => said('cannot be opened').length === 1);
    expect(amqp.isReady()).toBe(false);
    await amqp.assertTopology(shortTopology());
    await put('1');
    await got(1);
    messages[0]?.ack();
    expect(said('cannot be opened')).toHaveLength(1);
    expect(said('is up again')).toHaveLength(1);
  });

  it('when it is paused, then what is held can go back and nothing comes, over a lost connection too, until it goes on', async () => {
    await amqp.assertTopology(shortTopology());
    const { consumer, messages, got } = collect();
    await put('1');
    await got(1);
    await consumer.pause();
    messages[0]?.requeue();
    await put('2');
    await broker.waitReady('events', 2);
    await proxy.cut();
    await waitFor(() => said('connection is lost').length === 2 && amqp.isReady(), {
      what: 'both connections to be back',
    });
    expect(await broker.ready('events')).toBe(2);
    expect(messages).toHaveLength(1);
    await consumer.resume();
    await got(3);
    const later = messages.slice(1);
    expect(later.map(({ body }) => body.toString()).sort()).toEqual(['1', '2']);
    for (const message of later) message.ack();
    await consumer.pause();
    await consumer.resume();
    await put('3');
    await got(4);
    messages[3]?.ack();
    await amqp.close();
    expect(await broker.take('events')).toEqual([]);
  });

  it('when the broker is away for longer than the limit, then it is not lost; when consuming fails as long, then it is', async () => {
    let lost = 0;
    amqp.createConsumer({
      queue: 'never.made',
      prefetch: 1,
      handle: (message) => message.ack(),
      lostAfterMs: 600,
      onLost: () => {
        lost += 1;
      },
    });
    proxy.refuse();
    await proxy.cut();
    const awayUntil = Date.now() + 1_000;
    await waitFor(() => Date.now() > awayUntil);
    expect(lost).toBe(0);
    await proxy.accept();
    await waitFor(() => lost === 1, { what: 'given up' });
    expect(said('is lost: given up')).toHaveLength(1);
    expect(amqp.isReady()).toBe(false);
  });
});
