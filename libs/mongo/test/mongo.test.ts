import { createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createAttemptStore } from '../src/attemptStore.js';
import { createJournalStore } from '../src/journalStore.js';
import { migrateMongo } from '../src/migrate.js';
import { createMongo } from '../src/mongo.js';
import { newReceipt, openTestMongo, type TestMongo } from './fixtures.js';

const logger = createSilentLogger();
const onCommitted = () => undefined;
const RETRYABLE = { status: 503, retryable: true };

let test: TestMongo;
beforeAll(async () => {
  test = await openTestMongo();
});
afterAll(() => test.close());

describe('the connection', () => {
  it('when it is created, then nothing is opened and its stores say so', async () => {
    const mongo = createMongo({ url: 'mongodb://127.0.0.1:1/x', logger, onCommitted });
    expect(mongo.connection.readyState).toBe(0);
    await expect(createAttemptStore(mongo).byIds(['x'])).rejects.toMatchObject(RETRYABLE);
    await expect(createJournalStore(mongo).addReceipt(newReceipt(1))).rejects.toMatchObject(RETRYABLE);
    await mongo.close();
  });

  it('when it is asked twice at once, then it opens once and pings', async () => {
    const mongo = createMongo({ url: test.namespace.MONGO_URL, logger, onCommitted });
    await Promise.all([mongo.connect(), mongo.connect(), mongo.ping()]);
    await mongo.ping();
    await mongo.close();
    await expect(mongo.ping()).rejects.toMatchObject(RETRYABLE);
  });

  it('when the server comes up later, then the next connect succeeds', async () => {
    const target = new URL(test.namespace.MONGO_URL);
    const proxy = await createSwitchedProxy(Number(target.port));
    const url = new URL(target);
    url.port = String(proxy.port);
    const mongo = createMongo({ url: url.toString(), logger, onCommitted });
    proxy.refuse();
    await expect(mongo.connect()).rejects.toMatchObject({ code: 'MONGO_FAILED', ...RETRYABLE });
    proxy.accept();
    await mongo.connect();
    proxy.refuse();
    await expect(mongo.ping()).rejects.toMatchObject(RETRYABLE);
    await expect(createJournalStore(mongo).addReceipt(newReceipt(1))).rejects.toMatchObject(RETRYABLE);
    proxy.accept();
    await mongo.ping();
    await mongo.close();
    await proxy.close();
  });

  it('when a listener fails, then the write does not', async () => {
    const mongo = createMongo({
      url: test.namespace.MONGO_URL,
      logger,
      onCommitted: () => {
        throw new Error('the broker is down');
      },
    });
    await mongo.connect();
    expect(await createJournalStore(mongo).addReceipt(newReceipt(77))).toMatchObject({ repeated: false });
    await mongo.close();
  });
});

describe('the migration', () => {
  it('when it has run, twice, then every list and the outbox have their index', async () => {
    await migrateMongo(test.mongo, logger);
    await migrateMongo(test.mongo, logger);
    const keysOf = async (collection: string) => {
      const indexes = await test.mongo.db().collection(collection).indexes();
      return indexes.map((index) => Object.keys(index['key'] as object).join());
    };
    expect(await keysOf('receipts')).toEqual(
      expect.arrayContaining(['accountId,date,_id', 'accountId,deviceId,date,_id', 'outboxKey']),
    );
    expect(await keysOf('shifts')).toEqual(
      expect.arrayContaining(['accountId,openedAt,_id', 'accountId,deviceId,openedAt,_id', 'outboxKey']),
    );
    expect(await keysOf('encashments')).toEqual(
      expect.arrayContaining(['accountId,date,_id', 'accountId,deviceId,date,_id', 'outboxKey']),
    );
    expect(await keysOf('operations')).toEqual(
      expect.arrayContaining(['accountId,createdAt,_id', 'queueKey', 'dueKey', 'outboxKey']),
    );
    expect(await keysOf('events')).toEqual(
      expect.arrayContaining(['occurredAt,_id', 'accountId,occurredAt,_id', 'webhookIds,occurredAt,_id']),
    );
    expect(await keysOf('attempts')).toEqual(
      expect.arrayContaining([
        'accountId,webhookId,at,_id',
        'accountId,webhookId,state,at,_id',
        'eventId',
        'at',
      ]),
    );
    const outbox = await test.mongo.db().collection('receipts').indexes();
    expect(outbox.find((index) => index['name'] === 'outboxKey_1')).toMatchObject({
      unique: true,
      sparse: true,
    });
  });
});

/** A TCP proxy that can play a dead server. */
async function createSwitchedProxy(targetPort: number) {
  const { connect } = await import('node:net');
  const sockets = new Set<{ destroy(): void }>();
  let isOpen = true;
  const server: Server = createServer((socket) => {
    const upstream = connect(targetPort, '127.0.0.1');
    for (const one of [socket, upstream]) {
      sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        sockets.delete(one);
        socket.destroy();
        upstream.destroy();
      });
    }
    if (!isOpen) socket.destroy();
    else socket.pipe(upstream).pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    refuse() {
      isOpen = false;
      for (const socket of sockets) socket.destroy();
    },
    accept() {
      isOpen = true;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
