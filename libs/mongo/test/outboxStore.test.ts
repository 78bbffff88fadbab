/**
 * The guarantee: an event leaves the outbox only when it was handed out and cleared; what is written meanwhile stays pending,
 * whoever wins the race.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { OutboxRecord } from '@kassahook/contracts/event';
import type { EventHint } from '@kassahook/contracts/messages';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createJournalStore, type JournalStore } from '../src/journalStore.js';
import { migrateMongo } from '../src/migrate.js';
import type { OperationFields } from '../src/models/operation.js';
import { createOutboxStore, type OutboxStore } from '../src/outboxStore.js';
import {
  ACCOUNT,
  newEncashment,
  newOperation,
  newReceipt,
  newShift,
  openTestMongo,
  rawOf,
  type TestMongo,
} from './fixtures.js';

const OPERATIONS = 'operations';
const AT = new Date('2025-11-22T07:00:00.000Z');

let test: TestMongo;
let outbox: OutboxStore;
let journals: JournalStore;
let serial = 0;

beforeAll(async () => {
  test = await openTestMongo();
  await migrateMongo(test.mongo, createSilentLogger());
  outbox = createOutboxStore(test.mongo);
  journals = createJournalStore(test.mongo);
});
afterAll(() => test.close());
afterEach(async () => {
  for (let left = await everything(); left.length > 0; left = await everything()) await outbox.clear(left);
  test.hints.length = 0;
});

const everything = async () =>
  outbox.load(await outbox.hintsOlderThan({ before: new Date(Date.now() + 60_000), limit: 1_000 }));
const loadAll = () => outbox.load(test.hints);
const raw = (id: string) => rawOf<OperationFields>(test.mongo, OPERATIONS, id);
const setStatus = (id: string, status: 'IN_PROGRESS' | 'SUCCESS') =>
  journals.setOperationStatus({ accountId: ACCOUNT, id, status, at: AT });

async function createOperation(): Promise<string> {
  const { document } = await journals.createOperation(newOperation(++serial));
  return document._id;
}

const summary = (records: readonly OutboxRecord[]) =>
  records.map((record) => [record.action, (JSON.parse(record.snapshot) as { status: string }).status]);

describe('load and clear', () => {
  it('when four kinds of documents are created, then each is loaded by its hint and cleared', async () => {
    const stored = [
      await journals.openShift(newShift(1)),
      await journals.addReceipt(newReceipt(1)),
      await journals.addEncashment(newEncashment(1)),
      await journals.createOperation(newOperation(++serial)),
    ];
    const records = await loadAll();
    expect(records.map((record) => record.type).sort()).toEqual([
      'ENCASHMENT',
      'OPERATION',
      'RECEIPT',
      'SHIFT',
    ]);
    expect(new Set(records.map((record) => record.entityId))).toEqual(
      new Set(stored.map(({ document }) => document._id)),
    );
    expect(records.flatMap(({ type, register }) => (register ? [[type, register]] : []))).toEqual([
      ['OPERATION', { deviceId: 1 }],
    ]);
    const hintOf = ({ snapshot: _snapshot, register: _register, ...hint }: OutboxRecord): EventHint => ({
      v: 1,
      ...hint,
    });
    const byId = (a: EventHint, b: EventHint) => (a.eventId < b.eventId ? -1 : 1);
    expect(records.map(hintOf).sort(byId)).toEqual([...test.hints].sort(byId));

    await outbox.clear(records);
    expect(await loadAll()).toEqual([]);
    expect(await outbox.stats()).toEqual({ size: 0, oldestAt: null });
  });

  it('when a document is cleared, then only its outbox is gone', async () => {
    const id = await createOperation();
    const before = await raw(id);
    await outbox.clear(await loadAll());
    const { outboxKey: _key, pending: _pending, ...rest } = before ?? {};
    expect(await raw(id)).toEqual(rest);
    await outbox.clear([]);
  });

  it('when three statuses follow at once, then three events with three bodies are loaded by one hint', async () => {
    const id = await createOperation();
    await setStatus(id, 'IN_PROGRESS');
    await setStatus(id, 'SUCCESS');
    const records = await outbox.load(test.hints.slice(0, 1));
    expect(summary(records)).toEqual([
      ['CREATE', 'PENDING'],
      ['UPDATE', 'IN_PROGRESS'],
      ['UPDATE', 'SUCCESS'],
    ]);
    expect(new Set(records.map((record) => record.eventId)).size).toBe(3);
    await outbox.clear(records);
    expect((await raw(id))?.outboxKey).toBeUndefined();
  });

  it('when something is written between load and clear, then that stays', async () => {
    const id = await createOperation();
    const records = await loadAll();
    await setStatus(id, 'IN_PROGRESS');
    await outbox.clear(records);
    expect(summary(await loadAll())).toEqual([['UPDATE', 'IN_PROGRESS']]);
    const row = await raw(id);
    expect(row?.outboxKey).toBe(`p:${row?.pending?.[0]?.eventId}`);
  });

  it('when only some of the events are cleared, then the others stay', async () => {
    const id = await createOperation();
    await setStatus(id, 'IN_PROGRESS');
    await setStatus(id, 'SUCCESS');
    const records = await loadAll();
    await outbox.clear(records.slice(2));
    expect(summary(await loadAll())).toEqual([
      ['CREATE', 'PENDING'],
      ['UPDATE', 'IN_PROGRESS'],
    ]);
    await outbox.clear(await loadAll());
    expect((await raw(id))?.outboxKey).toBeUndefined();
  });

  it('when records were copied on their way, then they are cleared all the same', async () => {
    const id = await createOperation();
    await setStatus(id, 'SUCCESS');
    await outbox.clear((await loadAll()).map((record) => ({ ...record })));
    expect((await raw(id))?.outboxKey).toBeUndefined();
    expect((await raw(id))?.status).toBe('SUCCESS');
  });

  it('when two workers load and clear the same, then the second changes nothing', async () => {
    const id = await createOperation();
    const [first, second] = [await loadAll(), await loadAll()];
    await outbox.clear(first);
    await setStatus(id, 'SUCCESS');
    await outbox.clear(second);
    expect(summary(await loadAll())).toEqual([['UPDATE', 'SUCCESS']]);
  });
});

describe('deleted documents', () => {
  const remove = (id: string) => test.mongo.models.operation.deleteOne({ _id: id });

  it('when a document is created and deleted before anybody looks, then both bodies come and then it is gone', async () => {
    const id = await createOperation();
    await remove(id);
    const records = await loadAll();
    expect(records.map((record) => record.action)).toEqual(['CREATE', 'DELETE']);
    await outbox.clear(records);
    expect(await raw(id)).toBeNull();
  });

  it('when a document is deleted between load and clear, then its DELETE still comes', async () => {
    const id = await createOperation();
    const records = await loadAll();
    await remove(id);
    await outbox.clear(records);
    const rest = await loadAll();
    expect(rest.map((record) => record.action)).toEqual(['DELETE']);
    await outbox.clear(rest.map((record) => ({ ...record })));
    expect(await raw(id)).toBeNull();
  });

  it('when its _id is used again after that, then it is a new document', async () => {
    const operation = newOperation(++serial);
    await journals.createOperation(operation);
    await remove(operation._id);
    await expect(journals.createOperation(operation)).rejects.toMatchObject({
      code: 'DELETION_PENDING',
      retryable: true,
    });
    await outbox.clear(await loadAll());
    expect(await journals.createOperation(operation)).toMatchObject({ repeated: false });
    expect(summary(await loadAll())).toEqual([['CREATE', 'PENDING']]);
  });
});

describe('listing what is left', () => {
  it('when hints were lost, then the outbox lists what is old enough, oldest first', async () => {
    const ids = [await createOperation(), await createOperation(), await createOperation()];
    const all = await everything();
    expect(all.map((record) => record.entityId)).toEqual(ids);
    expect(await outbox.hintsOlderThan({ before: new Date(0), limit: 10 })).toEqual([]);
    expect(
      (await outbox.hintsOlderThan({ before: new Date(), limit: 2 })).map((record) => record.entityId),
    ).toEqual(ids.slice(0, 2));
    const { size, oldestAt } = await outbox.stats();
    expect(size).toBe(3);
    expect(oldestAt?.toISOString()).toBe(all[0]?.occurredAt);
  });

  it('when a clearing died half-way, then listing finishes it', async () => {
    const [live, deleted] = [await createOperation(), await createOperation()];
    await test.mongo.models.operation.deleteOne({ _id: deleted });
    // What a crash after the $pull leaves: nothing pending, but the key still there.
    await test.mongo
      .db()
      .collection<{ _id: string; pending: unknown[] }>(OPERATIONS)
      .updateMany({ _id: { $in: [live, deleted] } }, { $set: { pending: [] } });
    expect(await everything()).toEqual([]);
    expect((await raw(live))?.outboxKey).toBeUndefined();
    expect(await raw(live)).not.toBeNull();
    expect(await raw(deleted)).toBeNull();
  });
});
