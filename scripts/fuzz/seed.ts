import type { ApiHarness, TestAccount } from '../../apps/api/test/apiHarness.js';

/** What there is before the fuzzer comes: lists have items, and the ids of the examples are somebody's. */
export async function seed(
  harness: ApiHarness,
  { token, deviceToken, deviceId }: TestAccount,
): Promise<void> {
  const create = async (method: string, path: string, body: object, as = token): Promise<void> => {
    const { status } = await harness.call(method, path, { token: as, body });
    if (status >= 300) throw new Error(`${method} ${path} answered ${status}`);
  };
  const cashier = { tabNumber: '7', name: 'Анна' };
  const date = '2026-03-01T09:00:00.000Z';
  await create('POST', '/api/departments', { name: 'Молоко', tax: 'NDS_10' });
  await create('POST', '/api/cashiers', cashier);
  await create('POST', '/api/products', { id: '5f2b1c1e-6d52-4a3e-9a35-0c4f6f1b2a11', name: 'Молоко' });
  await create('PUT', `/api/devices/${deviceId}/registration`, {
    registryNumber: '1',
    fnNumber: '2',
    ofd: 'ОФД',
    taxModes: ['SIMPLE'],
    address: 'Москва',
  });
  await create('POST', '/api/webhooks', { url: 'https://example.com/hook', types: { receipts: true } });
  for (const number of [1, 231]) await create('POST', '/api/device/shifts', { number, cashier }, deviceToken);
  for (let number = 1; number <= 20; number += 1) {
    const document = { shiftId: 1, number, date, cashier };
    const positions = [{ name: 'Молоко', type: 'COUNTABLE', quantity: 1_000, price: 100, tax: 'NDS_10' }];
    const payments = [{ type: 'CASH', amount: 100 }];
    const receipt = { ...document, type: 'SALE', amount: 100, payments, positions };
    await create('POST', '/api/device/receipts', receipt, deviceToken);
    await create('POST', '/api/device/encashments', { ...document, type: 'MONEY_IN', sum: 5 }, deviceToken);
  }
}
