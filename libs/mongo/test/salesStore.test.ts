import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newId } from '@kassahook/platform/ids';
import { createCountersStore } from '../src/countersStore.js';
import { createJournalStore, type NewReceipt } from '../src/journalStore.js';
import { createSalesStore } from '../src/salesStore.js';
import { newReceipt, openTestMongo, type TestMongo } from './fixtures.js';

let test: TestMongo;
beforeAll(async () => {
  test = await openTestMongo();
});
afterAll(() => test.close());

const at = (time: string) => new Date(`2026-03-01T${time}:00.000Z`);
const RANGE = { from: at('00:00'), to: at('23:59') };
const cash = (amount: number) => ({ amount, payments: [{ type: 'CASH' as const, amount }] });
const card = (amount: number) => ({ amount, payments: [{ type: 'CASHLESS' as const, amount }] });

async function accountWith(receipts: readonly Partial<NewReceipt>[]): Promise<string> {
  const accountId = newId();
  const store = createJournalStore(test.mongo);
  for (const [index, receipt] of receipts.entries()) {
    await store.addReceipt({ ...newReceipt(index + 1), ...receipt, _id: newId(), accountId });
  }
  return accountId;
}

const RECEIPTS: readonly Partial<NewReceipt>[] = [
  { ...cash(1_000), date: at('09:00') },
  { ...card(500), date: at('09:14') },
  { ...cash(300), type: 'REFUND', date: at('09:15') },
  { ...card(700), deviceId: 2, date: at('09:29') },
  { ...cash(40), type: 'OUTFLOW', deviceId: 2, date: at('12:00') },
];

it('when receipts are summed, then by register and by quarter of an hour, by the rules of the counters', async () => {
  const accountId = await accountWith(RECEIPTS);
  const { devices, quarters } = await createSalesStore(test.mongo).sales({ ...RANGE, accountId });
  expect(devices).toEqual([
    {
      deviceId: 1,
      cash: { value: 700, count: 2 },
      cashless: { value: 500, count: 1 },
      total: { value: 1_200, count: 3 },
      sales: { value: 1_500, count: 2 },
      refunds: { value: 300, count: 1 },
    },
    {
      deviceId: 2,
      cash: { value: -40, count: 1 },
      cashless: { value: 700, count: 1 },
      total: { value: 660, count: 2 },
      sales: { value: 700, count: 1 },
      refunds: { value: 0, count: 0 },
    },
  ]);
  expect(quarters.map(({ at: start, total }) => [new Date(start), total])).toEqual([
    [at('09:00'), { value: 1_500, count: 2 }],
    [at('09:15'), { value: 400, count: 2 }],
    [at('12:00'), { value: -40, count: 1 }],
  ]);
  const counters = await createCountersStore(test.mongo).perDevice({ ...RANGE, accountId });
  expect(devices.map(({ sales: _sales, refunds: _refunds, ...money }) => money)).toEqual(counters);
});

it('when a range, registers or another account are asked for, then only their receipts count', async () => {
  const accountId = await accountWith(RECEIPTS);
  const { sales } = createSalesStore(test.mongo);
  const two = await sales({ ...RANGE, accountId, devices: [2], to: at('09:29') });
  expect(two.devices).toMatchObject([{ deviceId: 2, total: { value: 700, count: 1 } }]);
  expect(two.quarters).toHaveLength(1);
  expect(await sales({ ...RANGE, accountId: newId() })).toEqual({ devices: [], quarters: [] });
});

it('when a receipt was deleted, then it does not count', async () => {
  const accountId = await accountWith([{ ...cash(1_000), date: at('09:00') }]);
  await test.mongo.models.receipt.deleteOne({ accountId });
  const { devices } = await createSalesStore(test.mongo).sales({ ...RANGE, accountId });
  expect(devices).toEqual([]);
});
