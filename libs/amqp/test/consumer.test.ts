import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createAmqp, type Amqp } from '@kassahook/amqp/amqp';
import type { ConsumerOptions, IncomingMessage } from '@kassahook/amqp/consumer';
import type { Publisher } from '@kassahook/amqp/publisher';
import { waitFor } from '@kassahook/testing/waitFor';
import {
  createLogRecorder,
  openTestBroker,
  shortTopology,
  type LogLine,
  type TestBroker,
} from './testBroker.js';

let broker: TestBroker;
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
  const recorder = createLogRecorder();
  lines = recorder.lines;
  amqp = createAmqp({ url: broker.url, logger: recorder.logger });
  await amqp.assertTopology(shortTopology());
  publisher = amqp.createPublisher();
});
afterEach(async () => {
  await amqp.close();
});

const publish = async (...bodies: string[]) => {
  await Promise.all(
    bodies.map((body) => publisher.publish({ queue: 'events', body, messageId: `id-${body}` })),
  );
};
const textOf = (message: IncomingMessage) => message.body.toString();

/** A consumer that keeps what it gets. */
function collect(options: Partial<ConsumerOptions> = {}) {
  const messages: IncomingMessage[] = [];
  const consumer = amqp.createConsumer({
    queue: 'events',
    prefetch: 100,
    handle: (message) => {
      messages.push(message);
    },
    ...options,
  });
  const got = (count: number) => waitFor(() => messages.length === count, { what: `${count} messages` });
  return { consumer, messages, got };
}

/** Closes everything and looks at what the broker still has. */
async function endedIn(): Promise<Record<string, string[]>> {
  await amqp.close();
  const sorted = async (queue: string) => (await broker.take(queue)).sort();
  return { events: await sorted('events'), dead: await sorted('dead') };
}

describe('consume', () => {
  it('when a message comes, then its body, id, headers and history are told', async () => {
    const { messages, got } = collect();
    await publisher.publish({ queue: 'events', body: 'a', messageId: 'id-a', headers: { 'x-reason': 'r' } });
    await got(1);
    expect(messages[0]).toMatchObject({
      body: Buffer.from('a'),
      messageId: 'id-a',
      headers: { 'x-reason': 'r' },
      redelivered: false,
      deliveryCount: 0,
    });
  });

  it('when messages are acked, rejected, or left, then each ends where it should', async () => {
    const { messages, got, consumer } = collect();
    await publish('1', '2', '3', '4', '5', '6', '7', '8', '9');
    await got(9);
    const settle = (how: 'ack' | 'reject', ...texts: string[]) => {
      for (const text of texts) messages.find((message) => textOf(message) === text)?.[how]();
    };
    settle('ack', '7', '2', '1');
    settle('reject', '3');
    settle('ack', '4', '9');
    await broker.waitReady('dead', 1);
    settle('ack', '6');
    expect(consumer.inFlight()).toBe(2);
    expect(await endedIn()).toEqual({ events: ['5', '8'], dead: ['3'] });
  });

  it('when a message is settled twice, then the first time counts and the channel lives', async () => {
    const { messages, got, consumer } = collect();
    await publish('1', '2');
    await got(2);
    messages[0]?.ack();
    messages[0]?.ack();
    messages[0]?.reject();
    messages[1]?.reject();
    messages[1]?.ack();
    expect(consumer.inFlight()).toBe(0);
    await broker.waitReady('dead', 1);
    await publish('3');
    await got(3);
    messages[2]?.ack();
    expect(lines.filter(({ msg }) => msg.includes('died alone'))).toEqual([]);
    expect(await endedIn()).toEqual({ events: [], dead: ['2'] });
  });

  it('when a message is requeued, then it comes again, marked', async () => {
    const { messages, got } = collect();
    await publish('1');
    await got(1);
    messages[0]?.requeue();
    await got(2);
    expect(messages[1]).toMatchObject({ body: Buffer.from('1'), redelivered: true });
    messages[1]?.ack();
    expect(await endedIn()).toEqual({ events: [], dead: [] });
  });

  it('when the prefetch is reached, then no more come until one is settled', async () => {
    const { messages, got, consumer } = collect({ prefetch: 3 });
    await publish(...Array.from({ length: 10 }, (_, index) => String(index)));
    await got(3);
    await broker.waitReady('events', 7);
    expect(consumer.inFlight()).toBe(3);
    messages[0]?.ack();
    await got(4);
    await broker.waitReady('events', 6);
    expect(messages).toHaveLength(4);
  });

  it('when 5000 messages are acked out of order, then none is left and none comes twice', async () => {
    const texts = Array.from({ length: 5_000 }, (_, index) => String(index));
    const seen: string[] = [];
    let held: IncomingMessage[] = [];
    let isHolding = false;
    const { consumer } = collect({
      prefetch: 200,
      handle(message) {
        seen.push(textOf(message));
        if (isHolding) return;
        held.push(message);
        if (held.length < 100 && seen.length < texts.length) return;
        const batch = held.reverse();
        held = [];
        // Every third one at once, the others in a later turn: the acks of a turn are never contiguous.
        setImmediate(() => batch.filter((_, index) => index % 3 !== 0).forEach((late) => late.ack()));
        batch.filter((_, index) => index % 3 === 0).forEach((early) => early.ack());
      },
    });
    await publish(...texts);
    await waitFor(() => seen.length === texts.length && consumer.inFlight() === 0);
    // Acks are not confirmed, and a busy broker holds them back. A whole prefetch of further messages can only come when it has
    // taken every ack.
    isHolding = true;
    const further = Array.from({ length: 200 }, (_, index) => `further ${index}`);
    await publish(...further);
    await waitFor(() => seen.length === texts.length + further.length);
    expect(new Set(seen).size).toBe(seen.length);
    expect(await endedIn()).toEqual({ events: [...further].sort(), dead: [] });
  });
});

describe('a handler that fails', () => {
  it('when it throws or rejects, then the message comes again, counted', async () => {
    const counts: number[] = [];
    collect({
      faultPauseMs: 1,
      handle(message) {
        counts.push(message.deliveryCount);
        if (counts.length === 1) throw new Error('ours');
        if (counts.length === 2) return Promise.reject(new Error('ours too'));
        message.ack();
        return Promise.reject(new Error('after the ack'));
      },
    });
    await publish('1');
    await waitFor(() => counts.length === 3);
    expect(counts).toEqual([0, 1, 2]);
    await waitFor(() => lines.filter(({ msg }) => msg === 'the handler of a message failed').length === 3);
    expect(await endedIn()).toEqual({ events: [], dead: [] });
  });

  it('when it never succeeds, then the delivery limit ends it in dead', async () => {
    let tries = 0;
    collect({
      faultPauseMs: 1,
      handle(message) {
        if (textOf(message) === 'poison') {
          tries += 1;
          throw new Error('cannot');
        }
        message.ack();
      },
    });
    await publish('good', 'poison', 'fine');
    await broker.waitReady('dead', 1);
    expect(tries).toBe(51);
    expect(await endedIn()).toEqual({ events: [], dead: ['poison'] });
  });
});

describe('stop and drain', () => {
  it('when it is stopped, then no more come, those in flight are settled, and drained tells when', async () => {
    const { messages, got, consumer } = collect({ prefetch: 2 });
    await publish('1', '2', '3', '4');
    await got(2);
    await consumer.stop();
    expect(await consumer.drained({ timeoutMs: 20 })).toBe(false);
    messages[0]?.ack();
    expect(consumer.inFlight()).toBe(1);
    const drained = consumer.drained({ timeoutMs: 10_000 });
    messages[1]?.ack();
    expect(await drained).toBe(true);
    expect(messages).toHaveLength(2);
    expect(await endedIn()).toEqual({ events: ['3', '4'], dead: [] });
  });

  it('when nothing is in flight, then it is drained at once', async () => {
    const { consumer } = collect();
    await consumer.stop();
    expect(await consumer.drained({ timeoutMs: 0 })).toBe(true);
  });

  it('when it is stopped before there ever was a channel, then nothing is consumed', async () => {
    const { consumer, messages } = collect();
    await consumer.stop();
    await publish('1');
    await amqp.ping();
    expect(messages).toEqual([]);
    expect(await endedIn()).toEqual({ events: ['1'], dead: [] });
  });
});
