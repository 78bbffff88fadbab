import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type ApiHarness, type TestAccount } from '../../../apps/api/test/apiHarness.js';
import { createClient, KassahookError, type KassahookClient } from '../src/client.js';

let harness: ApiHarness;
let account: TestAccount;
let client: KassahookClient;
let register: KassahookClient;

beforeAll(async () => {
  harness = await startApi();
  account = await harness.createAccount();
  const baseUrl = `http://127.0.0.1:${harness.api.port()}/`;
  client = createClient({ baseUrl, token: account.token });
  register = createClient({ baseUrl, token: () => Promise.resolve(account.deviceToken) });
});
afterAll(async () => {
  await harness.close();
});

async function failureOf(call: Promise<unknown>): Promise<KassahookError> {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof KassahookError))
    throw new Error('the call did not fail as it should', { cause: error });
  return error;
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('the client and the running API', () => {
  it('when a product is created, read, changed and deleted, then each answer has its type', async () => {
    const created = await client.post('/api/products', { body: { name: 'Молоко', price: 8_990 } });
    const path = { id: created.id };
    expect((await client.get('/api/products/{id}', { path })).name).toBe('Молоко');
    const changed = await client.patch('/api/products/{id}', { path, body: { price: 9_490 } });
    const price: number = changed.price;
    expect(price).toBe(9_490);
    await client.delete('/api/products/{id}', { path });
    expect(await failureOf(client.get('/api/products/{id}', { path }))).toMatchObject({
      status: 404,
      code: 'NOT_FOUND',
    });
  });

  it('when fields are wrong, then the error names each, and has the request’s id', async () => {
    const body = { name: 5, price: -1 } as unknown as { name: string };
    const error = await failureOf(client.post('/api/products', { body }));
    expect(error).toMatchObject({ name: 'KassahookError', status: 400, code: 'VALIDATION_FAILED' });
    expect(Object.keys(error.data ?? {}).sort()).toEqual(['name', 'price']);
    expect(error.requestId).toMatch(/^[\w-]+$/);
  });

  it('when the token is unknown, then it is 401', async () => {
    const stranger = createClient({ baseUrl: `http://127.0.0.1:${harness.api.port()}`, token: 'unknown' });
    expect(await failureOf(stranger.get('/api/shops'))).toMatchObject({ status: 401, code: 'UNAUTHORIZED' });
  });

  it('when a list has more than a page, then every item comes once', async () => {
    const products = Array.from({ length: 7 }, (_, index) => ({ name: `Товар ${index}` }));
    await client.post('/api/products/bulk', { body: products });
    const names = (await all(client.items('/api/products', { query: { limit: 3 } }))).map(({ name }) => name);
    expect(names.sort()).toEqual(products.map(({ name }) => name));
    expect(await all(client.items('/api/products', { query: { limit: 3, offset: 5 } }))).toHaveLength(2);
    expect(await all(client.items('/api/departments'))).toEqual([]);
  });

  it('when a journal has more than a page, then it is followed by its places, newest first', async () => {
    await register.post('/api/device/shifts', { body: { number: 1 } });
    for (let number = 1; number <= 5; number += 1) {
      const date = `2026-03-0${number}T09:00:00.000Z`;
      await register.post('/api/device/encashments', {
        body: { shiftId: 1, number, type: 'MONEY_IN', sum: number, date },
      });
    }
    const query = { limit: 2, devices: String(account.deviceId) };
    const sums = (await all(client.items('/api/encashments', { query }))).map(({ sum }) => sum);
    expect(sums).toEqual([5, 4, 3, 2, 1]);
    await register.post('/api/device/shifts/{number}/close', { path: { number: 1 } });
    const [shift] = await all(client.items('/api/shifts'));
    expect(shift?.status).toBe('CLOSED');
  });

  it('when the reader has seen enough, then no more pages are asked for', async () => {
    const asked: string[] = [];
    const counting = createClient({
      baseUrl: `http://127.0.0.1:${harness.api.port()}`,
      token: account.token,
      fetch: (input, init) => {
        asked.push(input instanceof Request ? input.url : input.toString());
        return fetch(input, init);
      },
    });
    for await (const { name } of counting.items('/api/products', { query: { limit: 2 } })) {
      expect(name).toMatch(/^Товар/);
      break;
    }
    expect(asked).toHaveLength(1);
  });

  it('when a path has a parameter, then it is escaped', async () => {
    const error = await failureOf(client.get('/api/webhooks/{id}', { path: { id: '../../openapi.json' } }));
    expect(error.status).toBe(404);
  });

  it('when more than the body is needed, then status and headers are beside it', async () => {
    const path = '/api/products';
    const page = await client.answer.get(path, { query: { limit: 1 } });
    const [product] = page.body;
    expect(page).toMatchObject({ status: 200, body: [{ id: product?.id }] });
    expect(Number(page.headers.get('x-total-count'))).toBeGreaterThan(1);
    const created = await client.answer.post(path, { body: { name: 'Кефир' } });
    expect(created).toMatchObject({ status: 201, body: { name: 'Кефир' } });
    expect(created.headers.get('x-request-id')).toMatch(/^[\w-]+$/);
    const gone = await client.answer.delete('/api/products/{id}', { path: { id: created.body.id } });
    expect(gone).toMatchObject({ status: 204, body: undefined });
    const missing = client.answer.get('/api/products/{id}', { path: { id: created.body.id } });
    expect((await failureOf(missing)).status).toBe(404);
  });
});
