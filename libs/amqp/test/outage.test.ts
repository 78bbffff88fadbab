import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createAmqp, type Amqp } from '@kassahook/amqp/amqp';
import type { OutgoingMessage, Publisher } from '@kassahook/amqp/publisher';
import { readSettings } from '@kassahook/platform/env';
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
  amqp = createAmqp({ url: broker.urlThrough(proxy.port), logger: recorder.logger, connectTimeoutMs: 500 });
});
afterEach(async () => {
  await amqp.close();
  await proxy.close();
});

const said = (text: string) => lines.filter(({ msg }) => msg.includes(text));
const ready = () => waitFor(() => amqp.isReady(), { what: 'ready' });

/** Closes our connections over the management API; it knows a connection some seconds after it was made. */
async function closeConnectionsOf(url: string): Promise<void> {
  const { RABBITMQ_MANAGEMENT_URL } = readSettings(['RABBITMQ_MANAGEMENT_URL']);
  const { origin, username, password } = new URL(RABBITMQ_MANAGEMENT_URL);
  const headers = { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
  const list = `${origin}/api/vhosts${new URL(url).pathname}/connections`;
  const ours = await waitFor(
    async () => {
      const all = (await (await fetch(list, { headers })).json()) as {
        name: string;
        user_provided_name?: string;
      }[];
      const named = all.filter(
        (connection) => connection.user_provided_name?.startsWith('kassahook') === true,
      );
      return named.length === 2 && named;
    },
    { timeoutMs: 20_000, intervalMs: 200, what: 'the connections are known to the management API' },
  );
  for (const { name } of ours) {
    await fetch(`${origin}/api/connections/${encodeURIComponent(name)}`, { method: 'DELETE', headers });
  }
}

/** Publishes until it succeeds, as an app does with a retryable error. */
async function insist(publisher: Publisher, message: OutgoingMessage): Promise<void> {
  await waitFor(() => publisher.publish(message).then(() => true));
}

describe('connection', () => {
  it('when the broker is not there at the start, then it is waited for, with one log line per connection', async () => {
    proxy.refuse();
    const asserted = amqp.assertTopology(shortTopology());
    const publisher = amqp.createPublisher({ timeoutMs: 400 });
    await expect(publisher.publish({ queue: 'events', body: 'early' })).rejects.toMatchObject({
      code: 'AMQP_UNAVAILABLE',
      retryable: true,
    });
    await expect(amqp.ping()).rejects.toMatchObject({ code: 'AMQP_UNAVAILABLE' });
    await expect(amqp.depths(['events'])).rejects.toMatchObject({ code: 'AMQP_UNAVAILABLE' });
    expect(amqp.isReady()).toBe(false);
    const waiting = insist(publisher, { queue: 'events', body: 'waited' });
    await proxy.accept();
    await asserted;
    await waiting;
    await ready();
    expect(said('cannot be reached')).toHaveLength(2);
    expect(said('connection is up')).toHaveLength(2);
    expect(await broker.take('events')).toEqual(['waited']);
  });

  it('when the broker takes connections and says nothing, then each try is given up in time', async () => {
    proxy.pause();
    await waitFor(() => said('cannot be reached').length === 2);
    expect(said('cannot be reached')[0]?.reason).toBe('rabbitmq did not answer within 500 ms');
    proxy.resume();
    await ready();
  });

  it('when the connection is cut, then both are made again, and a publish in the gap waits', async () => {
    await amqp.assertTopology(shortTopology());
    const publisher = amqp.createPublisher();
    await insist(publisher, { queue: 'events', body: 'before' });
    await proxy.cut();
    await insist(publisher, { queue: 'events', body: 'after' });
    await ready();
    expect(said('connection is lost')).toHaveLength(2);
    expect(await broker.take('events')).toEqual(['before', 'after']);
  });

  it('when the broker closes the connections by itself, then both are made again', async () => {
    await ready();
    await closeConnectionsOf(broker.url);
    await waitFor(() => said('connection is lost').length === 2);
    expect(said('connection is lost')[0]?.reason).toContain('CONNECTION-FORCED');
    await ready();
    expect(said('connection is up')).toHaveLength(4);
  });

  it('when the broker comes back without its queues, then they are there again before anything is published', async () => {
    await amqp.assertTopology(shortTopology());
    await ready();
    const publisher = amqp.createPublisher();
    proxy.refuse();
    await proxy.cut();
    for (const { name } of shortTopology().queues) await broker.channel.deleteQueue(name);
    const early = publisher.publish({ queue: 'deliver.first', body: 'kept' });
    await proxy.accept();
    await early;
    expect(await broker.take('deliver.first')).toEqual(['kept']);
    await ready();
    expect(Object.keys(await amqp.depths(shortTopology().queues.map(({ name }) => name)))).toHaveLength(
      shortTopology().queues.length,
    );
  });

  it('when it is closed while nobody answers, then it closes all the same', async () => {
    await amqp.assertTopology(shortTopology());
    const publisher = amqp.createPublisher({ timeoutMs: 60_000 });
    await insist(publisher, { queue: 'events', body: 'x' });
    proxy.pause();
    const lost = publisher.publish({ queue: 'events', body: 'unknown' });
    const closed = amqp.close();
    await expect(lost).rejects.toMatchObject({ code: 'AMQP_CONNECTION_LOST', retryable: true });
    await closed;
    proxy.resume();
  });
});

describe('publishing through cuts in mid-frame', () => {
  it('when 2000 messages are published while connections are cut, then every resolved one is in the queue', async () => {
    await amqp.assertTopology(shortTopology());
    await ready();
    const publisher = amqp.createPublisher({ windowMax: 200, timeoutMs: 20_000 });
    const resolved = new Set<string>();
    const rejected = new Map<string, string>();
    const body = (index: number) => `${index}:${'.'.repeat(1_000)}`;
    const publishing = Array.from({ length: 2_000 }, async (_, index) => {
      try {
        await publisher.publish({ queue: 'events', body: body(index) });
        resolved.add(body(index));
      } catch (error) {
        rejected.set(body(index), (error as { code: string }).code);
      }
    });
    for (const settled of [300, 700, 1_200]) {
      await waitFor(() => resolved.size + rejected.size >= settled, { intervalMs: 1 });
      await proxy.cut();
    }
    await Promise.all(publishing);

    expect(resolved.size + rejected.size).toBe(2_000);
    expect(new Set(rejected.values())).toEqual(new Set(['AMQP_CONNECTION_LOST']));
    const arrived = await broker.take('events');
    const arrivedSet = new Set(arrived);
    expect([...resolved].filter((text) => !arrivedSet.has(text))).toEqual([]);
    // What was rejected may have arrived; nothing else may.
    expect(arrived.filter((text) => !resolved.has(text) && !rejected.has(text))).toEqual([]);
    expect(arrived).toHaveLength(arrivedSet.size);
  });
});

describe('a publisher channel that dies alone', () => {
  it('when a message kills the channel, then its publish fails and the channel is opened again', async () => {
    await amqp.assertTopology(shortTopology());
    const publisher = amqp.createPublisher();
    await ready();
    // RabbitMQ wants a list in this header and closes the channel with 406.
    const killer = publisher.publish({ queue: 'events', body: 'killer', headers: { CC: 'not a list' } });
    await expect(killer).rejects.toMatchObject({ code: 'AMQP_CONNECTION_LOST' });
    await publisher.publish({ queue: 'events', body: 'next' });
    expect(await broker.take('events')).toEqual(['next']);
    expect(said('died alone')).toHaveLength(1);
    expect(said('connection is lost')).toHaveLength(0);
  });
});
