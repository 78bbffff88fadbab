/**
 * The guarantee: an event leaves the outbox only when it was handed out and cleared; what is written meanwhile stays pending,
 * whoever wins the race.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { OutboxRecord } from '@kassahook/contracts/event';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createJournalStore, type JournalStore } from '../src/journalStore.js';
import { migrateMongo } from '../src/migrate.js';
import type { OperationFields } from '../src/models/operation.js';
import { createOutboxStore, type OutboxStore } from '../src/outboxStore.js';
import { ACCOUNT, newOperation, openTestMongo, rawOf, type TestMongo } from './fixtures.js';

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
const raw = (id: string) => rawOf<OperationFields>(test.mongo, OPERATIONS, id);
const setStatus = (id: string, status: 'IN_PROGRESS' | 'SUCCESS') =>
  journals.setOperationStatus({ accountId: ACCOUNT, id, status, at: AT });

async function createOperation(): Promise<string> {
  const { document } = await journals.createOperation(newOperation(++serial));
  return document._id;
}

const summary = (records: readonly OutboxRecord[]) =>
  records.map((record) => [record.action, (JSON.parse(record.snapshot) as { status: string }).status]);

describe('updates racing with clearing', () => {
  it('when documents change while two workers load and clear, then every change arrives and none stays', async () => {
    const ids = await Promise.all(Array.from({ length: 30 }, createOperation));
    const seen = new Map<string, OutboxRecord>();
    let isWriting = true;

    const work = async () => {
      for (;;) {
        const isLast = !isWriting;
        const records = await outbox.load([...test.hints]);
        for (const record of records) seen.set(record.eventId, record);
        await outbox.clear(records);
        if (isLast) return;
      }
    };
    const write = async (id: string) => {
      await setStatus(id, 'IN_PROGRESS');
      await setStatus(id, 'SUCCESS');
      await test.mongo.models.operation.deleteOne({ _id: id });
    };
    const workers = [work(), work()];
    await Promise.all(ids.map(write));
    isWriting = false;
    await Promise.all(workers);

    expect(test.hints).toHaveLength(ids.length * 4);
    expect(new Set(seen.keys())).toEqual(new Set(test.hints.map((hint) => hint.eventId)));
    for (const id of ids) {
      const events = [...seen.values()].filter((record) => record.entityId === id);
      expect(summary(events.sort((a, b) => (a.eventId < b.eventId ? -1 : 1)))).toEqual([
        ['CREATE', 'PENDING'],
        ['UPDATE', 'IN_PROGRESS'],
        ['UPDATE', 'SUCCESS'],
        ['DELETE', 'SUCCESS'],
      ]);
      expect(await raw(id)).toBeNull();
    }
    expect(await everything()).toEqual([]);
  });

  it('when one update and one clearing meet, many times, then nothing is lost', async () => {
    for (let round = 0; round < 60; round++) {
      const id = await createOperation();
      const records = await outbox.load(test.hints.slice(-1));
      await Promise.all([setStatus(id, 'SUCCESS'), outbox.clear(records)]);
      expect(summary(await outbox.load(test.hints.slice(-1)))).toEqual([['UPDATE', 'SUCCESS']]);
    }
  });
});
