/**
 * The driver (7.8) can wait for ever: for a write on a socket that was closed a moment before, it waits for a `drain` that never comes.
 * A command that meets this neither succeeds nor fails. When it is the heartbeat's, the driver believes for ever that the server is down,
 * so a process that had lived through a restart of MongoDB behind a proxy stayed "not ready" until somebody restarted it.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createTcpProxy, type TcpProxy } from '@kassahook/testing/tcpProxy';
import { waitFor } from '@kassahook/testing/waitFor';
import { withinLimit } from '../src/callLimit.js';
import { createJournalStore } from '../src/journalStore.js';
import { createMongo } from '../src/mongo.js';
import { newReceipt, openTestMongo, type TestMongo } from './fixtures.js';

let test: TestMongo;
let proxy: TcpProxy;
beforeAll(async () => {
  test = await openTestMongo();
  proxy = await createTcpProxy({ targetPort: Number(new URL(test.namespace.MONGO_URL).port) });
});
afterAll(async () => {
  await proxy.close();
  await test.close();
});

describe('a driver that waits for ever', () => {
  it('when a heartbeat never ends, then the connection is opened anew, and models and stores go on with it', async () => {
    const url = new URL(test.namespace.MONGO_URL);
    url.port = String(proxy.port);
    url.searchParams.set('directConnection', 'true');
    const announced: string[] = [];
    const mongo = createMongo({
      url: url.toString(),
      logger: createSilentLogger(),
      onCommitted: (hints) => announced.push(...hints.map((hint) => hint.entityId)),
      heartbeatLimitMs: 300,
    });
    await mongo.connect();
    const journal = createJournalStore(mongo);
    await journal.addReceipt(newReceipt(1));
    const isOpen = () => {
      try {
        mongo.db();
        return true;
      } catch {
        return false;
      }
    };
    const blind = mongo.connection.getClient();

    proxy.pause();
    await waitFor(() => !isOpen(), { what: 'the old driver to be given up' });
    await expect(journal.addReceipt(newReceipt(2))).rejects.toMatchObject({ retryable: true });
    proxy.resume();

    await waitFor(() => journal.addReceipt(newReceipt(2)).then(() => true), { what: 'a write' });
    await mongo.ping();
    expect(mongo.connection.getClient()).not.toBe(blind);
    expect(announced).toHaveLength(2);
    await mongo.close();
  });

  it('when a call never settles, then its caller hears of it', async () => {
    const never = new Promise<never>(() => undefined);
    await expect(withinLimit(() => never, 20)).rejects.toThrow('no answer within 20 ms');
    await expect(withinLimit(() => Promise.resolve(1), 20)).resolves.toBe(1);
  });
});
