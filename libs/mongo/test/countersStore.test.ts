import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newId } from '@kassahook/platform/ids';
import { createCountersStore } from '../src/countersStore.js';
import { createJournalStore, type NewReceipt } from '../src/journalStore.js';
import { newReceipt, openTestMongo, type TestMongo } from './fixtures.js';

let test: TestMongo;
beforeAll(async () => {
  test = await openTestMongo();
});
afterAll(() => test.close());

const ALL = { from: new Date(0), to: new Date('9999-12-31T23:59:59.999Z') };

async function countersOf(receipts: readonly Partial<NewReceipt>[]) {
  const accountId = newId();
  const store = createJournalStore(test.mongo);
  for (const [index, receipt] of receipts.entries()) {
    await store.addReceipt({ ...newReceipt(index + 1), ...receipt, _id: newId(), accountId });
  }
  const counters = createCountersStore(test.mongo);
  return (query: object = {}) => counters.perDevice({ ...ALL, accountId, ...query });
}
const cash = (amount: number) => ({ type: 'CASH' as const, amount });
const card = (amount: number) => ({ type: 'CASHLESS' as const, amount });

it('when money comes in and goes out, then sales and returned outflows add, refunds and outflows take away', async () => {
  const counters = await countersOf([
    { type: 'SALE', amount: 1_000, payments: [cash(1_000)] },
    { type: 'REFUND', amount: 300, payments: [cash(300)] },
    { type: 'OUTFLOW', amount: 50, payments: [card(50)] },
    { type: 'OUTFLOW_REFUND', amount: 20, payments: [card(20)] },
  ]);
  expect(await counters()).toEqual([
    {
      deviceId: 1,
      cash: { value: 700, count: 2 },
      cashless: { value: -30, count: 2 },
      total: { value: 670, count: 4 },
    },
  ]);
});

it('when a receipt is paid in several ways and with change, then cash is what was kept, and both make the total', async () => {
  const counters = await countersOf([
    { amount: 1_000, payments: [card(400), cash(5_000)] },
    { amount: 500, payments: [{ type: 'PREPAID', amount: 500 }, cash(100)] },
    { amount: 70, payments: [card(40), card(30)] },
  ]);
  expect(await counters()).toEqual([
    {
      deviceId: 1,
      cash: { value: 600, count: 2 },
      cashless: { value: 970, count: 3 },
      total: { value: 1_570, count: 3 },
    },
  ]);
});

it('when a range and registers are asked for, then only their receipts count, each register by itself', async () => {
  const on = (day: number) => new Date(Date.UTC(2026, 2, day));
  const one = { amount: 100, payments: [cash(100)] };
  const counters = await countersOf([
    { ...one, deviceId: 3, date: on(1) },
    { ...one, deviceId: 2, date: on(2) },
    { ...one, deviceId: 2, date: on(3) },
    { ...one, deviceId: 1, date: on(4) },
  ]);
  const devices = async (query: object) =>
    (await counters(query)).map(({ deviceId, total }) => [deviceId, total.count]);
  expect(await devices({})).toEqual([
    [1, 1],
    [2, 2],
    [3, 1],
  ]);
  expect(await devices({ from: on(2), to: on(3) })).toEqual([[2, 2]]);
  expect(await devices({ devices: [1, 3], from: on(2) })).toEqual([[1, 1]]);
  expect(await devices({ accountId: newId() })).toEqual([]);
});
