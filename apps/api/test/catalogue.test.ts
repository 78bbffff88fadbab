import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { cashierView, departmentView, shopView } from '@kassahook/contracts/catalogue';
import { userView } from '@kassahook/contracts/user';
import { startApi, type ApiHarness, type TestAccount } from './apiHarness.js';

let harness: ApiHarness;
let account: TestAccount;

beforeAll(async () => {
  harness = await startApi();
});
afterAll(async () => {
  await harness.close();
});
beforeEach(async () => {
  account = await harness.createAccount();
});

const anything = expect.stringMatching(/\w/);
const send = (method: string, path: string, body?: unknown) =>
  harness.call(method, path, { token: account.token, ...(body !== undefined && { body }) });

const table = [
  {
    path: '/api/shops',
    view: shopView,
    body: { name: 'Второй', sort: 5 },
    patch: { name: 'Третий' },
    others: 1, // the account's own shop
    wrong: { name: '', sort: 'x' },
    named: { name: anything, sort: anything },
  },
  {
    path: '/api/departments',
    view: departmentView,
    body: { name: 'Хлеб', tax: 'NDS_10' },
    patch: { tax: 'NDS_20' },
    others: 0,
    wrong: { name: 5 },
    named: { name: anything, tax: 'is required' },
  },
  {
    path: '/api/cashiers',
    view: cashierView,
    body: { tabNumber: '7', name: 'Иванова', inn: '500100732259', role: 'SENIOR', permissions: ['SALE'] },
    patch: { name: 'Петрова' },
    others: 0,
    wrong: { tabNumber: '', name: '', inn: '1'.repeat(13), permissions: [5] },
    named: { tabNumber: anything, name: anything, inn: anything, 'permissions.0': anything },
  },
] as const;

describe.each(table)('$path', ({ path, view, body, patch, others, wrong, named }) => {
  it('when an entry is created, read, changed and deleted, then each answer is the contract’s', async () => {
    const created = await send('POST', path, { ...body, unknown: 1 });
    const { id } = created.body as { id: number };
    expect([created.status, created.body]).toEqual([201, { id: expect.any(Number), ...body }]);
    expect(view.parse(created.body)).toEqual(created.body);
    expect(await send('GET', `${path}/${id}`)).toMatchObject({ status: 200, body: created.body });
    const patched = await send('PATCH', `${path}/${id}/`, patch);
    expect([patched.status, patched.body]).toEqual([200, { id, ...body, ...patch }]);
    expect((await send('GET', `${path}/${id}`)).body).toEqual(patched.body);
    expect(await send('DELETE', `${path}/${id}`)).toMatchObject({ status: 204, body: null });
    for (const method of ['GET', 'PATCH', 'DELETE']) {
      const again = await send(method, `${path}/${id}`, method === 'PATCH' ? patch : undefined);
      expect(again.body).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    }
  });

  it('when entries are listed, then the answer is an array with limit, offset and total', async () => {
    const bodies = [1, 2, 3].map((n) => ({ ...body, ...('tabNumber' in body && { tabNumber: n }) }));
    for (const one of bodies) await send('POST', path, one);
    const all = await send('GET', path);
    expect(all.body).toHaveLength(3 + others);
    expect(all.headers.get('x-total-count')).toBe(String(3 + others));
    const page = await send('GET', `${path}?limit=1&offset=1`);
    expect(page.body).toEqual((all.body as unknown[]).slice(1, 2));
    expect(page.headers.get('x-total-count')).toBe(String(3 + others));
  });

  it('when fields are wrong, then each is named', async () => {
    expect((await send('POST', path, wrong)).body).toEqual({
      status: 400,
      code: 'VALIDATION_FAILED',
      message: anything,
      data: named,
    });
  });

  it('when the token only reads, then writing is 403; when it only writes, then reading is', async () => {
    const readOnly = await harness.issue(account.accountId, ['read']);
    const writeOnly = await harness.issue(account.accountId, ['write']);
    expect((await harness.call('POST', path, { token: readOnly, body })).status).toBe(403);
    expect((await harness.call('GET', path, { token: writeOnly })).status).toBe(403);
    expect((await harness.call('POST', path, { token: writeOnly, body })).status).toBe(201);
  });
});

describe('what is in use', () => {
  it('when a shop has devices, then deleting it is 409 and it stays', async () => {
    expect((await send('DELETE', `/api/shops/${account.shopId}`)).body).toEqual({
      status: 409,
      code: 'CONFLICT',
      message: anything,
      data: { id: 'is in use' },
    });
    expect((await send('GET', `/api/shops/${account.shopId}`)).status).toBe(200);
  });

  it('when a department has products, then deleting it is 409', async () => {
    const { id } = (await send('POST', '/api/departments', { name: 'x', tax: 'y' })).body as { id: number };
    await send('POST', '/api/products', { departmentId: id });
    expect((await send('DELETE', `/api/departments/${id}`)).body).toMatchObject({ status: 409 });
  });
});

describe('cashiers', () => {
  it('when a staff number is taken, then it is 409 and named, on creation and on change', async () => {
    await send('POST', '/api/cashiers', { tabNumber: 7, name: 'a' });
    const taken = { status: 409, data: { tabNumber: 'is taken' } };
    expect((await send('POST', '/api/cashiers', { tabNumber: '7', name: 'b' })).body).toMatchObject(taken);
    const other = (await send('POST', '/api/cashiers', { tabNumber: '8', name: 'b' })).body as { id: number };
    expect((await send('PATCH', `/api/cashiers/${other.id}`, { tabNumber: 7 })).body).toMatchObject(taken);
  });

  it('when a part is cleared, then it is not shown any more', async () => {
    const body = { tabNumber: '7', name: 'a', inn: '500100732259', role: 'SENIOR' };
    const { id } = (await send('POST', '/api/cashiers', body)).body as { id: number };
    const { body: shown } = await send('PATCH', `/api/cashiers/${id}`, { inn: null, role: '' });
    expect(shown).toEqual({ id, tabNumber: '7', name: 'a', permissions: [] });
  });
});

describe('/api/users/0', () => {
  it('when the token is a person’s, then it is that person; an account’s own token is its owner', async () => {
    const { user } = harness.postgres.models;
    const second = await user.create({
      accountId: account.accountId,
      name: 'Борис',
      email: 'Boris@Example.com',
      role: 'viewer',
      passwordHash: 'none',
    });
    const token = await harness.issue(account.accountId, ['read'], { userId: second.id });
    const { status, body } = await harness.call('GET', '/api/users/0/', { token });
    expect([status, body]).toEqual([200, { id: second.id, name: 'Борис', email: 'boris@example.com' }]);
    const own = await send('GET', '/api/users/0');
    expect(own.body).toEqual({ id: expect.any(Number), name: 'Анна', email: anything });
    expect(userView.parse(own.body)).toEqual(own.body);
  });

  it('when the token is a register’s, then it is 403; another number is nobody', async () => {
    expect((await harness.call('GET', '/api/users/0', { token: account.deviceToken })).status).toBe(403);
    expect((await send('GET', '/api/users/1')).status).toBe(404);
  });
});
