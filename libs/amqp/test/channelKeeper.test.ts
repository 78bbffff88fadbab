import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Channel, ConsumeMessage } from 'amqplib';
import { keepChannel } from '@kassahook/amqp/channelKeeper';
import { createLink, type Link } from '@kassahook/amqp/link';
import { systemClock } from '@kassahook/platform/clock';
import { waitFor } from '@kassahook/testing/waitFor';
import { createLogRecorder, openTestBroker, type LogLine, type TestBroker } from './testBroker.js';

let broker: TestBroker;
let link: Link;
let lines: LogLine[];
const recorder = createLogRecorder();
const common = { logger: recorder.logger, clock: systemClock, random: Math.random };

beforeAll(async () => {
  broker = await openTestBroker();
  lines = recorder.lines;
  link = createLink({
    ...common,
    url: broker.url,
    name: 'test',
    heartbeatS: 30,
    connectTimeoutMs: 5_000,
    prepare: () => Promise.resolve(),
  });
});
afterAll(async () => {
  await link.close();
  await broker.drop();
});

describe('keepChannel', () => {
  it('when the channel alone dies of an unknown tag, then another is opened on the same connection', async () => {
    const channels: Channel[] = [];
    const keeper = keepChannel({
      ...common,
      link,
      what: 'test',
      open: (connection) => connection.openChannel(),
      onUp: (channel) => channels.push(channel),
    });
    await waitFor(() => channels.length === 1);
    const connection = link.current();
    channels[0]?.ack({ fields: { deliveryTag: 999 } } as ConsumeMessage);
    await waitFor(() => channels.length === 2);
    expect(link.current()).toBe(connection);
    expect(keeper.isUp()).toBe(true);
    expect(lines.filter(({ msg }) => msg.includes('died alone'))).toEqual([
      expect.objectContaining({
        channel: 'test',
        reason: expect.stringContaining('unknown delivery tag') as unknown,
      }),
    ]);
    expect(lines.filter(({ msg }) => msg.includes('is up again'))).toHaveLength(1);

    keeper.stopRebuilding();
    expect(keeper.isUp()).toBe(true);
    channels[1]?.ack({ fields: { deliveryTag: 999 } } as ConsumeMessage);
    await waitFor(() => !keeper.isUp());
    expect(channels).toHaveLength(2);
  });

  it('when it is closed, then the channel is closed and none comes after it', async () => {
    const channels: Channel[] = [];
    const keeper = keepChannel({
      ...common,
      link,
      what: 'test',
      open: (connection) => connection.openChannel(),
      onUp: (channel) => channels.push(channel),
    });
    await waitFor(() => keeper.isUp());
    await keeper.close();
    await waitFor(() => !keeper.isUp());
    await expect(channels[0]?.prefetch(1)).rejects.toThrow('Channel closed');
    expect(channels).toHaveLength(1);
  });
});
