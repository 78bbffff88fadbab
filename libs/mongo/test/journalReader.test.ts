import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import mongoose from 'mongoose';
import { createSilentLogger } from '@kassahook/platform/logger';
import { documentIdOf, newId } from '@kassahook/platform/ids';
import { createJournalReader } from '../src/journalReader.js';
import type { JournalQuery } from '../src/journalQueries.js';
import { createJournalStore } from '../src/journalStore.js';
import { migrateMongo } from '../src/migrate.js';
import {
  newEncashment,
  newOperation,
  newReceipt,
  newShift,
  openTestMongo,
  type TestMongo,
} from './fixtures.js';

let test: TestMongo;
beforeAll(async () => {
  test = await openTestMongo();
  await migrateMongo(test.mongo, createSilentLogger());
});
afterAll(() => test.close());

const ALL = { from: new Date(0), to: new Date('9999-12-31T23:59:59.999Z'), limit: 100, offset: 0 };
const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 9, minute));

/** Receipts of an account of their own, one a minute, ids from the last letter of the alphabet to the first. */
async function receipts(count: number, more: (index: number) => object = () => ({})) {
  const accountId = newId();
  const store = createJournalStore(test.mongo);
  for (let index = 0; index < count; index += 1) {
    const _id = documentIdOf('receipt', accountId, index);
    await store.addReceipt({
      ...newReceipt(1),
      _id,
      accountId,
      number: index + 1,
      date: at(index),
      ...more(index),
    });
  }
  return { accountId, list: lister(accountId) };
}
const lister = (accountId: string) => async (query: Partial<JournalQuery>) => {
  const { receipts: journal } = createJournalReader(test.mongo);
  return (await journal.list({ ...ALL, accountId, ...query })).rows.map(({ number }) => number);
};

describe('a list', () => {
  it('when it is read page by page, then each document comes once, newest first', async () => {
    const { list } = await receipts(5);
    expect(await list({ limit: 2 })).toEqual([5, 4]);
    expect(await list({ limit: 2, offset: 2 })).toEqual([3, 2]);
    expect(await list({ limit: 2, offset: 4 })).toEqual([1]);
  });

  it('when documents share their instant, then a place still parts them', async () => {
    const { accountId } = await receipts(5, () => ({ date: at(0) }));
    const { receipts: journal } = createJournalReader(test.mongo);
    const seen: string[] = [];
    for (let before: JournalQuery['before']; ;) {
      const { rows: page } = await journal.list({ ...ALL, accountId, before, limit: 2 });
      const last = page.at(-1);
      if (!last) break;
      seen.push(...page.map(({ id }) => id));
      before = { at: new Date(last.date), id: last.id };
    }
    expect(new Set(seen).size).toBe(5);
    expect(seen).toEqual([...seen].sort().reverse());
  });

  it('when it is narrowed, then both ends are included and the rest is left out', async () => {
    const { list } = await receipts(6, (index) => ({
      deviceId: (index % 3) + 1,
      type: index < 3 ? 'SALE' : 'REFUND',
      ...(index === 4 && { operationId: 'operation-1' }),
    }));
    expect(await list({ from: at(1), to: at(3) })).toEqual([4, 3, 2]);
    expect(await list({ devices: [1] })).toEqual([4, 1]);
    expect(await list({ devices: [1, 3] })).toEqual([6, 4, 3, 1]);
    expect(await list({ equal: { type: 'REFUND' } })).toEqual([6, 5, 4]);
    expect(await list({ equal: { operationId: 'operation-1' } })).toEqual([5]);
    expect(await list({ equal: { type: 'SALE' }, devices: [2], before: { at: at(1), id: '' } })).toEqual([]);
    expect(await list({ to: at(2), before: { at: at(4), id: '' } })).toEqual([3, 2, 1]);
  });

  it('when it is narrowed by sum or printed number, then what does not fit is passed over, page by page', async () => {
    const { list } = await receipts(6, (index) => ({
      amount: (index + 1) * 1_000,
      payments: [{ type: 'CASH', amount: (index + 1) * 1_000 }],
      fiscalDocumentNumber: String(index === 0 ? 4 : 100 + index),
    }));
    expect(await list({ sumFrom: 2_000, sumTo: 5_000 })).toEqual([5, 4, 3, 2]);
    expect(await list({ sumFrom: 2_000, sumTo: 5_000, limit: 2, offset: 1 })).toEqual([4, 3]);
    expect(await list({ sumFrom: 2_000, before: { at: at(3), id: '' } })).toEqual([3, 2]);
    expect(await list({ sumTo: 0 })).toEqual([]);
    expect(await list({ number: '4' })).toEqual([4, 1]);
    expect(await list({ number: '4', before: { at: at(3), id: '' } })).toEqual([1]);
    expect(await list({ number: '103', equal: { type: 'SALE' } })).toEqual([4]);
  });

  it('when the account is another one, then there is nothing', async () => {
    const { accountId } = await receipts(1);
    expect(await lister(newId())({})).toEqual([]);
    const id = documentIdOf('receipt', accountId, 0);
    const { receipts: journal } = createJournalReader(test.mongo);
    expect(await journal.get({ accountId, id })).toMatchObject({ id });
    await expect(journal.get({ accountId: newId(), id })).rejects.toMatchObject({ status: 404 });
    await expect(journal.get({ accountId, id: 'x' })).rejects.toMatchObject({ status: 404 });
  });

  it('when a document was deleted, then it is neither listed nor read', async () => {
    const { accountId, list } = await receipts(2);
    const id = documentIdOf('receipt', accountId, 0);
    await test.mongo.models.receipt.deleteOne({ _id: id });
    expect(await list({})).toEqual([2]);
    const { receipts: journal } = createJournalReader(test.mongo);
    await expect(journal.get({ accountId, id })).rejects.toMatchObject({ status: 404 });
  });

  it('when an operation is shown, then what the register is to do is not', async () => {
    const store = createJournalStore(test.mongo);
    const accountId = newId();
    await store.createOperation({ ...newOperation(1), _id: newId(), accountId });
    const { operations } = createJournalReader(test.mongo);
    const [shown] = (await operations.list({ ...ALL, accountId })).rows;
    expect(Object.keys(shown ?? {}).sort()).toEqual(['createdAt', 'externalId', 'id', 'status', 'type']);
    expect(await operations.get({ accountId, id: shown?.id ?? '' })).toEqual(shown);
    expect(await operations.count({ ...ALL, accountId })).toBe(1);
    expect(await operations.count({ ...ALL, accountId, equal: { status: 'ERROR' } })).toBe(0);
  });

  it('when shifts and encashments are listed, then they are shown as their events show them', async () => {
    const store = createJournalStore(test.mongo);
    const accountId = newId();
    await store.openShift({ ...newShift(1), _id: newId(), accountId });
    await store.addEncashment({ ...newEncashment(1), _id: newId(), accountId });
    const { shifts, encashments } = createJournalReader(test.mongo);
    expect((await shifts.list({ ...ALL, accountId, equal: { status: 'OPENED' } })).rows).toHaveLength(1);
    expect((await shifts.list({ ...ALL, accountId, equal: { status: 'CLOSED' } })).rows).toEqual([]);
    const [encashment] = (await encashments.list({ ...ALL, accountId, equal: { type: 'MONEY_IN' } })).rows;
    expect(encashment).toEqual(await encashments.get({ accountId, id: encashment?.id ?? '' }));
  });
});

describe('a page of large documents', () => {
  const positions = Array.from({ length: 1_000 }, () => ({
    name: 'x'.repeat(512),
    type: 'COUNTABLE' as const,
    quantity: 1_000,
    price: 1,
    tax: 'NDS_10',
  }));

  it('when a page is cut, then its cursor is closed: on the server it would stay for ten minutes', async () => {
    const { accountId } = await receipts(30, () => ({ positions }));
    const closing = jest.spyOn(mongoose.mongo.AbstractCursor.prototype, 'close');
    const { isCut } = await createJournalReader(test.mongo).receipts.list({ ...ALL, accountId });
    const closed = closing.mock.calls.length;
    closing.mockRestore();
    expect(isCut).toBe(true);
    expect(closed).toBe(1);
  });

  it('when receipts of half a megabyte are asked for by the hundred, then pages are cut, say so, and lose none', async () => {
    const { accountId } = await receipts(30, () => ({ positions }));
    const { receipts: journal } = createJournalReader(test.mongo);
    const seen: string[] = [];
    const cuts: boolean[] = [];
    for (let before: JournalQuery['before']; ;) {
      const { rows, isCut } = await journal.list({ ...ALL, accountId, before, limit: 100 });
      seen.push(...rows.map(({ id }) => id));
      cuts.push(isCut);
      const last = rows.at(-1);
      if (!isCut || !last) break;
      before = { at: new Date(last.date), id: last.id };
    }
    expect(cuts).toEqual([true, false]);
    expect(new Set(seen).size).toBe(30);
    expect(seen).toHaveLength(30);
  });
});
