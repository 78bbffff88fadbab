import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openConnection, type OpenConnection } from '@kassahook/amqp/openConnection';
import { createTcpProxy, type TcpProxy } from '@kassahook/testing/tcpProxy';
import { openTestBroker, type TestBroker } from './testBroker.js';

let broker: TestBroker;
let proxy: TcpProxy;
let open: OpenConnection[];

beforeAll(async () => {
  broker = await openTestBroker();
});
afterAll(async () => {
  await broker.drop();
});
beforeEach(async () => {
  open = [];
  proxy = await createTcpProxy({ targetPort: broker.targetPort });
});
afterEach(async () => {
  for (const connection of open) await connection.close();
  await proxy.close();
});

async function connectTo(url: string, connectTimeoutMs = 5_000): Promise<OpenConnection> {
  const signal = new AbortController().signal;
  const rest = { name: 'test', heartbeatS: 30, signal, onBlocked: () => undefined };
  const connection = await openConnection({ url, connectTimeoutMs, ...rest });
  open.push(connection);
  return connection;
}

describe('openConnection', () => {
  it('when the broker refuses us, then connecting fails', async () => {
    const url = new URL(broker.url);
    url.pathname = '/nobody_made_this';
    await expect(connectTo(url.toString())).rejects.toThrow('ConnectionClose');
  });

  it('when nobody answers, then it gives up in time and leaves no socket behind', async () => {
    proxy.pause();
    await expect(connectTo(broker.urlThrough(proxy.port), 100)).rejects.toMatchObject({
      code: 'AMQP_UNAVAILABLE',
      message: 'rabbitmq did not answer within 100 ms',
    });
  });

  it('when it is aborted, then it is over at once, for its channels too', async () => {
    const connection = await connectTo(broker.urlThrough(proxy.port));
    const { closed } = await connection.openChannel();
    connection.abort();
    expect(connection.isOpen()).toBe(false);
    await closed;
    await connection.closed;
    await expect(connection.openChannel()).rejects.toThrow();
  });

  // It hung: the declaration of the queues waited for the close of its channel, whose answer a cut had swallowed, and
  // every later declaration waited in line behind it for a minute.
  it('when the connection dies before a channel’s close is answered, then the close ends with it', async () => {
    const connection = await connectTo(broker.urlThrough(proxy.port));
    const channel = await connection.openChannel();
    const startedAt = performance.now();
    proxy.pause();
    const closing = channel.close();
    await proxy.cut();
    await closing;
    expect(performance.now() - startedAt).toBeLessThan(1_500);
    expect(connection.isOpen()).toBe(false);
  });
});
