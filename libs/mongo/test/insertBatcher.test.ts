import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createTcpProxy, type TcpProxy } from '@kassahook/testing/tcpProxy';
import { waitFor } from '@kassahook/testing/waitFor';
import { createJournalStore, type JournalStore } from '../src/journalStore.js';
import { migrateMongo } from '../src/migrate.js';
import { createMongo, type Mongo } from '../src/mongo.js';
import { newReceipt, openTestMongo, type TestMongo } from './fixtures.js';

let test: TestMongo;
let proxy: TcpProxy;
/** Through the proxy. */
let mongo: Mongo;
let journals: JournalStore;
let serial = 0;

beforeAll(async () => {
  test = await openTestMongo();
  await migrateMongo(test.mongo, createSilentLogger());
  const url = new URL(test.namespace.MONGO_URL);
  proxy = await createTcpProxy({ targetPort: Number(url.port) });
  url.port = String(proxy.port);
  url.searchParams.set('directConnection', 'true');
  mongo = createMongo({ url: url.toString(), logger: createSilentLogger(), onCommitted: () => undefined });
  await mongo.connect();
  journals = createJournalStore(mongo);
  await journals.addReceipt(newReceipt(++serial));
});
afterAll(async () => {
  await mongo.close();
  await proxy.close();
  await test.close();
});

/** Adds that many receipts at once: the code of each failure (null when it was added) and how long it took. */
function addMany(count: number): Promise<{ code: unknown; retryable: unknown; tookMs: number }[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const startedAt = Date.now();
      const tookMs = () => Date.now() - startedAt;
      try {
        await journals.addReceipt(newReceipt(++serial));
        return { code: null, retryable: null, tookMs: tookMs() };
      } catch (error) {
        const { code, retryable } = error as { code: unknown; retryable: unknown };
        return { code, retryable, tookMs: tookMs() };
      }
    }),
  );
}

describe('documents that wait for a batch', () => {
  it('when MongoDB goes away under six batches, then all fail with the first one, and a repeat is taken later', async () => {
    proxy.refuse();
    await proxy.cut();
    // Batch after batch they would take 4 s each: the driver's time to find no server.
    const results = await addMany(1_200);
    await proxy.accept();
    for (const result of results) expect(result).toMatchObject({ code: 'MONGO_FAILED', retryable: true });
    expect(Math.max(...results.map((result) => result.tookMs))).toBeLessThan(8_000);
    await waitFor(() => journals.addReceipt(newReceipt(serial)).then(() => true), { what: 'a repeat' });
  });

  it('when more come than may wait, then the rest is refused at once, and those that wait are stored', async () => {
    proxy.pause();
    const adding = addMany(2_500);
    const before = await test.mongo.models.receipt.countDocuments();
    proxy.resume();
    const results = await adding;
    const refused = results.filter((result) => result.code !== null);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThanOrEqual(500);
    for (const result of refused) expect(result).toMatchObject({ code: 'MONGO_BUSY', retryable: true });
    const after = await test.mongo.models.receipt.countDocuments();
    expect(after - before).toBe(results.length - refused.length);
  });
});
