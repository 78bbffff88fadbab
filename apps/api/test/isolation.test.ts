import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createJournalStore } from '@kassahook/mongo/journalStore';
import { newId } from '@kassahook/platform/ids';
import { startApi, type ApiHarness, type TestAccount } from './apiHarness.js';

/*
 * Another account's ids are not there: whatever a stranger's token asks for by them is 404 or empty, in the very words that an id
 * gets that never was, and nothing of the owner's changes.
 */

let harness: ApiHarness;
let owner: TestAccount;
let stranger: TestAccount;
const ids: Record<string, string | number> = {};

beforeAll(async () => {
  harness = await startApi();
  [owner, stranger] = [await harness.createAccount(), await harness.createAccount()];
  const created = async (path: string, body: object, token = owner.token) => {
    const answer = await harness.call('POST', path, { token, body });
    expect(answer.status).toBe(201);
    return (answer.body as { id: string | number }).id;
  };
  ids['product'] = await created('/api/products', { name: 'secret' });
  ids['department'] = await created('/api/departments', { name: 'secret', tax: 'NDS_10' });
  ids['cashier'] = await created('/api/cashiers', { tabNumber: '1', name: 'secret' });
  ids['shop'] = owner.shopId;
  ids['device'] = owner.deviceId;
  const registration = {
    registryNumber: '1',
    fnNumber: '2',
    ofd: 'secret',
    taxModes: ['SIMPLE'],
    address: 'secret',
  };
  await harness.call('PUT', `/api/devices/${owner.deviceId}/registration`, {
    token: owner.token,
    body: registration,
  });
  ids['shift'] = await created('/api/device/shifts', { number: 1 }, owner.deviceToken);
  const date = '2026-03-01T09:00:00Z';
  ids['encashment'] = await created(
    '/api/device/encashments',
    { shiftId: 1, number: 1, type: 'MONEY_IN', sum: 1, date },
    owner.deviceToken,
  );
  const payments = [{ type: 'CASH', amount: 100 }];
  const positions = [{ name: 'secret', type: 'COUNTABLE', quantity: 1_000, price: 100, tax: 'x' }];
  ids['receipt'] = await created(
    '/api/device/receipts',
    { shiftId: 1, number: 1, type: 'SALE', amount: 100, date, payments, positions, operationId: 'secret' },
    owner.deviceToken,
  );
  const operation = await createJournalStore(harness.mongo).createOperation({
    _id: newId(),
    accountId: owner.accountId,
    deviceId: owner.deviceId,
    externalId: 'secret',
    createdAt: new Date(),
  });
  ids['operation'] = operation.document._id;
});
afterAll(async () => {
  await harness.close();
});

const product = { name: 'stolen' };
const registration = {
  registryNumber: '9',
  fnNumber: '9',
  ofd: 'stolen',
  taxModes: ['SIMPLE'],
  address: 'stolen',
};

/** Every endpoint that takes an id, with the kind of id. */
const BY_ID: readonly [method: string, path: string, kind: string, body?: object][] = [
  ...['/api/products', '/api/v2/products'].flatMap((path): [string, string, string, object?][] => [
    ['GET', `${path}/:id`, 'product'],
    ['PATCH', `${path}/:id`, 'product', product],
    ['PUT', `${path}/:id`, 'product', product],
    ['DELETE', `${path}/:id`, 'product'],
  ]),
  ...(['shop', 'department', 'cashier'] as const).flatMap((kind): [string, string, string, object?][] => [
    ['GET', `/api/${kind}s/:id`, kind],
    ['PATCH', `/api/${kind}s/:id`, kind, { name: 'stolen' }],
    ['DELETE', `/api/${kind}s/:id`, kind],
  ]),
  ['GET', '/api/devices/:id', 'device'],
  ['PATCH', '/api/devices/:id', 'device', { name: 'stolen' }],
  ['POST', '/api/devices/:id/token', 'device'],
  ['GET', '/api/devices/:id/registration', 'device'],
  ['PUT', '/api/devices/:id/registration', 'device', registration],
  ['GET', '/api/receipts/:id', 'receipt'],
  ['GET', '/api/shifts/:id', 'shift'],
  ['GET', '/api/encashments/:id', 'encashment'],
  ['GET', '/api/operations/:id', 'operation'],
];
const NEVER_WAS: Readonly<Record<string, string>> = {
  product: newId(),
  receipt: newId(),
  shift: newId(),
  encashment: newId(),
  operation: newId(),
};

/** Everything of the owner's, as the owner sees it. */
async function everything(): Promise<unknown[]> {
  const paths = [
    ...['products', 'devices', 'shops', 'departments', 'cashiers'],
    ...['receipts', 'shifts', 'encashments', 'operations', `devices/${owner.deviceId}/registration`],
  ];
  const answers = await Promise.all(
    paths.map((path) => harness.call('GET', `/api/${path}`, { token: owner.token })),
  );
  return answers.map(({ status, body }) => [status, body]);
}

describe('another account’s id', () => {
  it.each(BY_ID)(
    'when %s %s gets one, then it is the 404 of an id that never was, and nothing changes',
    async (...call) => {
      const [method, path, kind, body] = call;
      const before = await everything();
      const ask = (id: string | number | undefined) =>
        harness.call(method, path.replace(':id', String(id)), {
          token: stranger.token,
          ...(body && { body }),
        });
      const answer = await ask(ids[kind]);
      expect(answer).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
      const never = await ask(NEVER_WAS[kind] ?? 2_000_000_000);
      expect([never.status, never.body]).toEqual([answer.status, answer.body]);
      expect(await everything()).toEqual(before);
      expect(
        (await harness.call('POST', '/api/device/shifts', { token: owner.deviceToken, body: { number: 1 } }))
          .status,
      ).toBe(201);
    },
  );

  const lists = (): string[] => [
    'products',
    'v2/products',
    'departments',
    'cashiers',
    'receipts',
    'shifts',
    'encashments',
    'operations',
    `receipts?devices=${owner.deviceId}`,
    'receipts?operationId=secret',
    `shifts?devices=${owner.deviceId}`,
    `encashments?devices=${owner.deviceId},${stranger.deviceId}`,
    `operations?devices=${owner.deviceId}`,
    'operations?externalId=secret',
  ];

  it('when a stranger lists, by the owner’s ids too, then nothing of the owner’s is there, not even in a total', async () => {
    for (const path of lists()) {
      const { status, body, headers } = await harness.call('GET', `/api/${path}`, { token: stranger.token });
      const items = Array.isArray(body) ? (body as unknown[]) : (body as { data: unknown[] }).data;
      expect([path, status, items]).toEqual([path, 200, []]);
      expect(headers.get('x-total-count') ?? '0').toBe('0');
    }
    for (const path of ['devices', 'shops']) {
      const { body, headers } = await harness.call('GET', `/api/${path}`, { token: stranger.token });
      const own = path === 'devices' ? stranger.deviceId : stranger.shopId;
      expect(body).toMatchObject([{ id: own }]);
      expect(headers.get('x-total-count')).toBe('1');
    }
  });

  it('when a stranger counts over the owner’s registers, then there is nothing to count', async () => {
    const path = `/api/reports/counters?details=true&devices=${owner.deviceId}`;
    const { body } = await harness.call('GET', path, { token: stranger.token });
    expect(body).toMatchObject({ summary: { total: { value: 0, count: 0 } }, devices: [] });
  });

  it('when a stranger refers to it in a body, then it names nothing that is there', async () => {
    const cases: [string, string, object, string][] = [
      ['POST', '/api/products', { departmentId: ids['department'] }, 'departmentId'],
      ['POST', '/api/products/bulk', [{ departmentId: ids['department'] }], '0.departmentId'],
      ['POST', '/api/devices', { name: 'x', groupId: ids['shop'] }, 'groupId'],
      ['PATCH', `/api/devices/${stranger.deviceId}`, { groupId: ids['shop'] }, 'groupId'],
    ];
    for (const [method, path, body, field] of cases) {
      const answer = await harness.call(method, path, { token: stranger.token, body });
      expect(answer.body).toMatchObject({ status: 400, data: { [field]: 'names nothing that is there' } });
    }
  });

  it('when both ask who they are, then each is told of itself', async () => {
    const idOf = async ({ token }: TestAccount) =>
      ((await harness.call('GET', '/api/users/0', { token })).body as { id: number }).id;
    expect(await idOf(owner)).not.toBe(await idOf(stranger));
  });

  it('when there is no token, or a register’s, then every endpoint is closed', async () => {
    const paths = new Set(BY_ID.map(([method, path]) => `${method} ${path.replace(':id', '1')}`));
    for (const call of [...paths, ...lists().map((path) => `GET /api/${path}`)]) {
      const [method = '', path = ''] = call.split(' ');
      expect([call, (await harness.call(method, path)).status]).toEqual([call, 401]);
      const { status } = await harness.call(method, path, { token: owner.deviceToken });
      expect([call, status]).toEqual([call, 403]);
    }
  });
});
