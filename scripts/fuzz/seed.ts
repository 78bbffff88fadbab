import type { ApiHarness, TestAccount } from '../../apps/api/test/apiHarness.js';
import { writeNotification } from '../../libs/postgres/src/notificationWrite.js';
import { seedDelivery } from './seedDelivery.js';

const DELIVERIES = [['delivered'], ['waiting'], ['waiting', 'dead'], ['cancelled']] as const;

/** What there is before the fuzzer comes: lists have items, and the ids of the examples are somebody's. */
export async function seed(
  harness: ApiHarness,
  { accountId, token, deviceToken, deviceId }: TestAccount,
): Promise<void> {
  const create = async (method: string, path: string, body: object, as = token): Promise<{ id: string }> => {
    const answer = await harness.call(method, path, { token: as, body });
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}`);
    return answer.body as { id: string };
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
  for (const number of [1, 12, 231])
    await create('POST', '/api/device/shifts', { number, cashier }, deviceToken);
  for (let number = 1; number <= 20; number += 1) {
    const document = { shiftId: 1, number, date, cashier };
    const positions = [{ name: 'Молоко', type: 'COUNTABLE', quantity: 1_000, price: 100, tax: 'NDS_10' }];
    const payments = [{ type: 'CASH', amount: 100 }];
    const receipt = { ...document, type: 'SALE', amount: 100, payments, positions };
    await create('POST', '/api/device/receipts', receipt, deviceToken);
    await create('POST', '/api/device/encashments', { ...document, type: 'MONEY_IN', sum: 5 }, deviceToken);
  }
  for (let count = 0; count < 5; count += 1) {
    await create('POST', '/api/receipts', {
      deviceId,
      type: 'SALE',
      timeout: 60,
      taxMode: 'DEFAULT',
      positions: [{ name: 'Чай', type: 'COUNTABLE', quantity: 1, price: 100, priceSum: 100, tax: 'NDS_20' }],
      payments: [{ sum: 100, type: 'CASHLESS' }],
      attributes: { email: 'buyer@example.com' },
      total: { priceSum: 100 },
    });
  }
  const viewer = {
    accountId,
    name: 'Пётр',
    email: 'viewer@example.com',
    role: 'viewer',
    passwordHash: 'none',
  } as const;
  await harness.postgres.models.user.create(viewer);
  const hook = { url: 'https://example.com/hook', types: { receipts: true } };
  const { id: webhookId } = await create('POST', '/api/webhooks', hook);
  for (const states of DELIVERIES) await seedDelivery(harness, { accountId, webhookId, states });
  await create('POST', `/api/webhooks/${webhookId}/recover`, { since: date });
  const data = { kind: 'WEBHOOK_DISABLED', url: hook.url, reason: 'GONE', disabledAt: date } as const;
  await harness.postgres.transaction((transaction) =>
    writeNotification(harness.postgres, { accountId, webhookId, data }, transaction),
  );
}
