import { Session } from 'node:inspector/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newEventId } from '@kassahook/platform/ids';
import { createOutboxStore, type OutboxStore } from '../src/outboxStore.js';
import { createProductStore } from '../src/productStore.js';
import { createTestPostgres, type Owner, type TestPostgres } from './testPostgres.js';

let test: TestPostgres;
let owner: Owner;
let outbox: OutboxStore;

beforeAll(async () => {
  test = await createTestPostgres();
  outbox = createOutboxStore(test.postgres);
});
afterAll(() => test.drop());
beforeEach(async () => {
  owner = await test.newOwner();
  await test.forget();
});

const inAMinute = () => new Date(Date.now() + 60_000);
const createProducts = (count: number) =>
  createProductStore(test.postgres).createMany(
    owner.accountId,
    Array.from({ length: count }, (_, index) => ({
      name: `Product ${index}`,
      price: index,
      barcodes: [`46${index}`],
    })),
  );

/** Counts the statements that a call sends. */
async function statements(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const counting = () => void (count += 1);
  test.postgres.sequelize.addHook('beforeQuery', 'count', counting);
  await work();
  test.postgres.sequelize.removeHook('beforeQuery', 'count');
  return count;
}

/** Counts the calls of functions of ours and of Sequelize's while `work` runs, as V8 counts them. */
async function callsOf(work: () => Promise<unknown>): Promise<number> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    await session.post('Profiler.takePreciseCoverage'); // begins to count
    await work();
    const { result } = await session.post('Profiler.takePreciseCoverage');
    const own = result.filter(({ url }) => /libs\/postgres\/src|sequelize\/lib/.test(url));
    const counts = own.flatMap(({ functions }) => functions.map(({ ranges }) => ranges[0]?.count ?? 0));
    return counts.reduce((sum, count) => sum + count, 0);
  } finally {
    session.disconnect();
  }
}

describe('createOutboxStore', () => {
  it('when events are loaded and cleared 500 at a time, then each call is one statement and nothing else is touched', async () => {
    await createProducts(501);
    const ids = test.hints.map((hint) => hint.eventId);
    const batch = ids.slice(0, 500);
    expect(await statements(() => outbox.load(batch))).toBe(1);
    const loaded = await outbox.load(batch);
    expect(new Set(loaded.map((record) => record.eventId))).toEqual(new Set(batch));
    expect(await statements(() => outbox.clear(batch))).toBe(1);
    expect(await outbox.load(ids)).toMatchObject([{ eventId: ids[500] }]);
    await outbox.clear(batch);
    expect((await outbox.stats()).size).toBe(1);
  });

  it('when a record is loaded, then it fits its hint and its snapshot is the entity', async () => {
    const [created] = await createProducts(1);
    const [hint] = test.hints;
    const [record] = await outbox.load([hint!.eventId]);
    const { v: _version, ...rest } = hint!;
    expect(record).toEqual({ ...rest, snapshot: JSON.stringify(created) });
  });

  it('when ids are unknown or no ids at all, then they are passed over', async () => {
    expect(await outbox.load([newEventId(), 'not-an-id'])).toEqual([]);
    expect(await outbox.load([])).toEqual([]);
    await outbox.clear(['not-an-id']);
    await outbox.clear([]);
  });

  it('when old events are listed, then the oldest come first, up to the limit, and younger ones are left alone', async () => {
    await createProducts(3);
    await createProducts(3);
    const [oldest] = test.hints;
    const listed = await outbox.hintsOlderThan({ before: inAMinute(), limit: 4 });
    expect(listed).toHaveLength(4);
    const instants = listed.map((record) => record.occurredAt);
    expect(instants).toEqual([...instants].sort());
    expect(await outbox.hintsOlderThan({ before: new Date(oldest!.occurredAt), limit: 4 })).toEqual([]);
  });

  it('when it is empty, then its stats say so; else they tell size and age', async () => {
    expect(await outbox.stats()).toEqual({ size: 0, oldestAt: null });
    await createProducts(2);
    const oldestAt = new Date(test.hints[0]!.occurredAt);
    expect(await outbox.stats()).toEqual({ size: 2, oldestAt });
  });

  it('when 1000 products are created at once, then it is a handful of statements, and each is its own event', async () => {
    const count = await statements(() => createProducts(1_000));
    expect(count).toBeLessThanOrEqual(4); // BEGIN, the products, their events, COMMIT
    const entityIds = new Set(test.hints.map((hint) => hint.entityId));
    expect(entityIds.size).toBe(1_000);
    expect((await outbox.stats()).size).toBe(1_000);
  });

  it('when ten times as many products are created, then each of our functions is called ten times as often at most', async () => {
    // What decides the time of a bulk, and the same on any machine: no step that looks at each row for each row.
    await createProducts(1); // what is done once is done
    const few = await callsOf(() => createProducts(100));
    const many = await callsOf(() => createProducts(1_000));
    expect(few).toBeGreaterThan(100);
    expect(many).toBeLessThanOrEqual(10 * few);
  }, 120_000);

  it('when 1000 products are updated and deleted in bulk, then each makes its own two events with their bodies', async () => {
    await createProducts(1_000);
    await test.forget();
    const { product } = test.postgres.models;
    const where = { accountId: owner.accountId };
    await test.postgres.transaction(async (transaction) => {
      await product.update({ tax: 'NDS_20' }, { where, transaction });
      await product.destroy({ where, transaction });
    });
    const written = await test.outboxOf(owner.accountId);
    expect(written.filter(({ record }) => record.action === 'UPDATE')).toHaveLength(1_000);
    expect(written.filter(({ record }) => record.action === 'DELETE')).toHaveLength(1_000);
    expect(written.every(({ data }) => data.tax === 'NDS_20')).toBe(true);
  });
});
