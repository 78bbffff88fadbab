import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApi, type ApiHarness, type TestAccount } from './apiHarness.js';

/*
 * A cashier's password is accepted and dropped: never stored, returned, told to a receiver or logged, wherever a client sends one.
 */

const PASSWORD = 'hunter2-of-the-till';

let harness: ApiHarness;
let account: TestAccount;
let log = '';

beforeAll(async () => {
  harness = await startApi({ LOG_LEVEL: 'trace' }, { logTo: (line) => void (log += line) });
  account = await harness.createAccount();
});
afterAll(async () => {
  await harness.close();
});

const cashier = { tabNumber: '7', name: 'Иванова', password: PASSWORD, Password: PASSWORD };
const position = { name: 'x', type: 'COUNTABLE', quantity: 1_000, price: 100, tax: 'x', cashier };
const receipt = {
  shiftId: 1,
  number: 1,
  type: 'SALE',
  amount: 100,
  date: '2026-03-01T09:00:00Z',
  payments: [{ type: 'CASH', amount: 100, password: PASSWORD }],
  positions: [position],
  cashier,
  password: PASSWORD,
};

it('when clients and registers send one, then it is in no answer, no table, no document, no event and no line of the log', async () => {
  const answers: string[] = [];
  const send = async (method: string, path: string, body: object, token = account.token) => {
    const { status, body: answer } = await harness.call(method, path, { token, body });
    answers.push(JSON.stringify(answer));
    return { status, id: (answer as { id?: string | number } | null)?.id };
  };
  const product = {
    name: 'x',
    cashier,
    password: PASSWORD,
    meta: { seller: { ...cashier, notes: [cashier] } },
  };
  const created = await send('POST', '/api/products', product);
  const more = await send('POST', '/api/cashiers', cashier);
  const accepted = [
    created,
    more,
    await send('POST', '/api/products/bulk', [product]),
    await send('PATCH', `/api/products/${created.id}`, { meta: { PASSWORD } }),
    await send('PUT', `/api/products/${created.id}`, product),
    await send('PATCH', `/api/cashiers/${more.id}`, { password: PASSWORD, name: 'Петрова' }),
    await send('PATCH', `/api/devices/${account.deviceId}`, { cashier, password: PASSWORD }),
    await send('POST', '/api/device/shifts', { number: 1, cashier }, account.deviceToken),
    await send('POST', '/api/device/receipts', receipt, account.deviceToken),
    await send(
      'POST',
      '/api/device/encashments',
      { shiftId: 1, number: 1, type: 'MONEY_IN', sum: 1, date: receipt.date, cashier },
      account.deviceToken,
    ),
    await send(
      'POST',
      '/api/device/shifts/1/close',
      { cashier, totals: { password: PASSWORD } },
      account.deviceToken,
    ),
  ];
  expect(accepted.map(({ status }) => status)).toEqual([
    201, 201, 201, 200, 200, 200, 200, 201, 201, 201, 200,
  ]);
  // What is refused must not repeat what it was sent either.
  const refused = [
    await send('POST', '/api/cashiers', { ...cashier, tabNumber: '', password: 5 }),
    await send('POST', '/api/cashiers', cashier),
    await send('POST', '/api/products', { ...product, price: 'x' }),
    await send('POST', '/api/device/receipts', { ...receipt, amount: -1 }, account.deviceToken),
  ];
  expect(refused.map(({ status }) => status)).toEqual([400, 409, 400, 400]);
  for (const path of ['products', 'cashiers', 'receipts', 'shifts', 'encashments']) {
    answers.push(JSON.stringify((await harness.call('GET', `/api/${path}`, { token: account.token })).body));
  }

  expect(answers.join('\n')).not.toContain(PASSWORD);
  expect(await everythingStored()).toContain('Иванова');
  expect(await everythingStored()).not.toContain(PASSWORD);
  expect(log).toContain('http.request');
  expect(log).not.toContain(PASSWORD);
});

/** Every row of every table and every document, outboxes included. */
async function everythingStored(): Promise<string> {
  const { sequelize } = harness.postgres;
  const tables = await sequelize.getQueryInterface().showAllTables();
  const rows = await Promise.all(
    tables.map(async (table) => (await sequelize.query(`SELECT * FROM ${table}`))[0]),
  );
  const db = harness.mongo.db();
  const collections = await db.listCollections().toArray();
  const documents = await Promise.all(collections.map(({ name }) => db.collection(name).find().toArray()));
  return JSON.stringify([rows, documents]);
}
