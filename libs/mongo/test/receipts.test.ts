import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createJournalStore, type JournalStore } from '../src/journalStore.js';
import { migrateMongo } from '../src/migrate.js';
import { presentReceipt } from '../src/models/receipt.js';
import { newReceipt, openTestMongo, pendingOf, rawOf, type TestMongo } from './fixtures.js';

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

describe('receipts', () => {
  it('when a receipt is added, then it is shown as the contract says, with both ids', async () => {
    const receipt = newReceipt(++serial);
    const { document, repeated } = await journals.addReceipt(receipt);
    expect(repeated).toBe(false);
    const presented = presentReceipt(document);
    expect(presented).toEqual({
      id: receipt._id,
      _id: receipt._id,
      type: 'SALE',
      amount: 12_900,
      discount: 0,
      deviceId: 1,
      shopId: 10,
      shiftId: 1,
      number: receipt.number,
      localDate: '2025-11-22T12:00:00.000',
      date: '2025-11-22T09:00:00.000Z',
      payments: [{ type: 'CASH', amount: 12_900 }],
      positions: receipt.positions.map((position) => ({ discount: 0, ...position })),
      cashier: { tabNumber: '7', name: 'Мария Иванова', inn: '500100732259' },
      checkURL: '',
      fiscalDocumentNumber: '',
      fiscalDocumentSign: '',
      fnNumber: '9999078900000961',
      registryNumber: '',
      fiscalCheck: null,
    });
    const [event] = (await rawOf(test.mongo, 'receipts', receipt._id))?.pending ?? [];
    expect(event?.snapshot).toBe(JSON.stringify(presented));
    const stored = await test.mongo.models.receipt.findById(receipt._id).orFail();
    expect(JSON.stringify(presentReceipt(stored))).toBe(event?.snapshot);
  });

  it('when a receipt comes again, then the stored one is returned; when it says something else, then it is a conflict', async () => {
    const receipt = newReceipt(++serial);
    const first = await journals.addReceipt(receipt);
    const moved = { ...receipt, shopId: 11, localDate: '2025-11-22T09:00:00.000' };
    expect(await journals.addReceipt(moved)).toEqual({ document: first.document, repeated: true });
    await expect(journals.addReceipt({ ...receipt, amount: 1 })).rejects.toMatchObject({
      code: 'CONFLICT',
      status: 409,
      data: { number: 'is taken' },
    });
    expect(test.hints).toHaveLength(1);
  });

  it('when many arrive at once, some of them twice, then each is stored once with one event', async () => {
    const receipts = Array.from({ length: 300 }, () => newReceipt(++serial));
    const results = await Promise.all(
      [...receipts, ...receipts.slice(0, 50)].map((one) => journals.addReceipt(one)),
    );
    expect(results.filter((result) => result.repeated)).toHaveLength(50);
    expect(new Set(test.hints.map((hint) => hint.entityId)).size).toBe(300);
    expect(test.hints).toHaveLength(300);
    const ids = receipts.map((receipt) => receipt._id);
    expect(await test.mongo.models.receipt.countDocuments({ _id: { $in: ids } })).toBe(300);
  });

  it('when one of many at once is invalid, then only that one is refused, with its fields', async () => {
    const bad = { ...newReceipt(++serial), amount: 1.5, payments: [] };
    const [good, refused] = await Promise.allSettled([
      journals.addReceipt(newReceipt(++serial)),
      journals.addReceipt(bad),
    ]);
    expect(good.status).toBe('fulfilled');
    expect(refused).toMatchObject({
      reason: {
        code: 'VALIDATION_FAILED',
        status: 400,
        data: { amount: 'is not whole', payments: expect.any(String) },
      },
    });
  });

  const invalid: [field: string, change: object][] = [
    ['type', { type: 'GIFT' }],
    ['amount', { amount: -1 }],
    ['amount', { amount: 1e13 }],
    ['discount', { discount: 0.5 }],
    ['deviceId', { deviceId: 0 }],
    ['shiftId', { shiftId: 2 ** 31 }],
    ['date', { date: 'yesterday' }],
    ['localDate', { localDate: '' }],
    ['positions', { positions: [] }],
    ['positions', { positions: [{ name: 'x', type: 'COUNTABLE', quantity: 0.5, price: 1, tax: 'NDS_20' }] }],
    ['payments', { payments: [{ type: 'BARTER', amount: 1 }] }],
    ['cashier', { cashier: { tabNumber: '1' } }],
    ['checkURL', { checkURL: 'x'.repeat(3_000) }],
    ['colour', { colour: 'red' }],
    ['accountId', { accountId: undefined }],
  ];
  it.each(invalid)(
    'when %s is wrong, then the receipt is refused and the field named',
    async (field, change) => {
      const receipt = { ...newReceipt(++serial), ...change };
      await expect(journals.addReceipt(receipt as never)).rejects.toMatchObject({
        code: 'VALIDATION_FAILED',
        data: { [field]: expect.any(String) },
      });
      expect(await rawOf(test.mongo, 'receipts', receipt._id)).toBeNull();
    },
  );

  it('when a cashier comes with a password, then it is never stored and never shown', async () => {
    const receipt = newReceipt(++serial);
    const cashier = { tabNumber: '7', name: 'Мария', password: 'qwerty' };
    const { document } = await journals.addReceipt({ ...receipt, cashier });
    expect(presentReceipt(document).cashier).toEqual({ tabNumber: '7', name: 'Мария' });
    await test.mongo.models.receipt.create({ ...newReceipt(++serial), cashier } as never);
    const rows = await test.mongo.db().collection('receipts').find().toArray();
    expect(JSON.stringify(rows)).not.toContain('qwerty');
  });

  it('when a stored receipt is changed in any way, then it throws', async () => {
    const receipt = newReceipt(++serial);
    await journals.addReceipt(receipt);
    const { receipt: Receipt } = test.mongo.models;
    const filter = { _id: receipt._id };
    const never = { code: 'IMMUTABLE' };
    await expect(Receipt.updateOne(filter, { amount: 1 })).rejects.toMatchObject(never);
    await expect(Receipt.updateMany(filter, { $inc: { amount: 1 } })).rejects.toMatchObject(never);
    await expect(Receipt.findByIdAndUpdate(receipt._id, { checkURL: 'x' })).rejects.toMatchObject(never);
    const document = await Receipt.findById(receipt._id).orFail();
    const [position] = document.positions;
    if (position) position.price = 1;
    document.markModified('positions');
    await expect(document.save()).rejects.toMatchObject(never);
    expect(await pendingOf(test.mongo, 'receipts', receipt._id)).toHaveLength(1);
  });
});
