import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createJournalStore, type JournalStore } from '../src/journalStore.js';
import { migrateMongo } from '../src/migrate.js';
import { presentShift } from '../src/models/shift.js';
import { ACCOUNT, newShift, openTestMongo, pendingOf, type TestMongo } from './fixtures.js';

const CLOSED_AT = new Date('2025-11-22T18:00:00.000Z');
const TOTALS = { receiptsCount: 2, sales: 25_800, cash: -100 };

let test: TestMongo;
let journals: JournalStore;
let serial = 0;

beforeAll(async () => {
  test = await openTestMongo();
  await migrateMongo(test.mongo, createSilentLogger());
  journals = createJournalStore(test.mongo);
});
afterAll(() => test.close());
beforeEach(() => {
  test.hints.length = 0;
});

describe('shifts', () => {
  it('when a shift is opened and closed, then both are shown as the contract says', async () => {
    const shift = newShift(++serial);
    const opened = await journals.openShift(shift);
    expect(opened.repeated).toBe(false);
    const presented = {
      id: shift._id,
      shiftId: shift.number,
      deviceId: 1,
      shopId: 10,
      cashier: { tabNumber: '7', name: 'Мария Иванова', inn: '500100732259' },
      openedAt: '2025-11-22T06:00:00.000Z',
      status: 'OPENED',
    };
    expect(presentShift(opened.document)).toEqual(presented);

    const closing = { accountId: ACCOUNT, id: shift._id, closedAt: CLOSED_AT, totals: TOTALS };
    const closed = await journals.closeShift(closing);
    const presentedClosed = {
      ...presented,
      status: 'CLOSED',
      closedAt: '2025-11-22T18:00:00.000Z',
      totals: TOTALS,
    };
    expect(presentShift(closed.document)).toEqual(presentedClosed);
    expect(await pendingOf(test.mongo, 'shifts', shift._id)).toEqual([
      { action: 'CREATE', snapshot: presented },
      { action: 'UPDATE', snapshot: presentedClosed },
    ]);
  });

  it('when opening or closing is repeated, then it is answered as the first time', async () => {
    const shift = newShift(++serial);
    const first = await journals.openShift(shift);
    const again = await journals.openShift({ ...shift, openedAt: new Date() });
    expect(again).toEqual({ document: first.document, repeated: true });

    const closing = { accountId: ACCOUNT, id: shift._id, closedAt: CLOSED_AT, totals: TOTALS };
    const closed = await journals.closeShift(closing);
    const repeated = await journals.closeShift({ ...closing, closedAt: new Date() });
    expect(repeated).toEqual({ document: closed.document, repeated: true });
    expect(test.hints.map((hint) => hint.action)).toEqual(['CREATE', 'UPDATE']);
  });

  it('when 20 close one shift at once, then exactly one UPDATE happens and all get the same answer', async () => {
    const shift = newShift(++serial);
    await journals.openShift(shift);
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        journals.closeShift({
          accountId: ACCOUNT,
          id: shift._id,
          closedAt: new Date(CLOSED_AT.getTime() + index),
        }),
      ),
    );
    expect(results.filter((result) => !result.repeated)).toHaveLength(1);
    expect(new Set(results.map(({ document }) => document.closedAt?.getTime())).size).toBe(1);
    const actions = (await pendingOf(test.mongo, 'shifts', shift._id)).map((entry) => entry.action);
    expect(actions).toEqual(['CREATE', 'UPDATE']);
  });

  it("when the shift is not there or another account's, then it is not found", async () => {
    const shift = newShift(++serial);
    await journals.openShift(shift);
    const closing = { id: shift._id, closedAt: CLOSED_AT };
    const missing = { status: 404, code: 'NOT_FOUND' };
    await expect(journals.closeShift({ ...closing, accountId: 'other' })).rejects.toMatchObject(missing);
    await expect(journals.closeShift({ ...closing, accountId: ACCOUNT, id: 'x' })).rejects.toMatchObject(
      missing,
    );
  });

  it('when anything but its closing is changed, then it throws', async () => {
    const shift = newShift(++serial);
    await journals.openShift(shift);
    const { shift: Shift } = test.mongo.models;
    const filter = { _id: shift._id };
    await expect(Shift.updateOne(filter, { openedAt: new Date() })).rejects.toMatchObject({
      code: 'IMMUTABLE',
    });
    await expect(Shift.updateOne(filter, { totals: TOTALS })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(Shift.updateOne(filter, { status: 'CLOSED' })).rejects.toThrow('closedAt');
    await journals.closeShift({ accountId: ACCOUNT, id: shift._id, closedAt: CLOSED_AT });
    const reopen = { $set: { status: 'OPENED' as const }, $unset: { closedAt: 1 as const } };
    await expect(Shift.updateOne(filter, reopen)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(Shift.updateOne(filter, { totals: TOTALS })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await pendingOf(test.mongo, 'shifts', shift._id)).toHaveLength(2);
  });
});
