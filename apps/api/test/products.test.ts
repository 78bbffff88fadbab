import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { productView, type ProductView } from '@kassahook/contracts/product';
import { newId } from '@kassahook/platform/ids';
import { createOutboxStore } from '@kassahook/postgres/outboxStore';
import { createProductStore } from '@kassahook/postgres/productStore';
import { startApi, type ApiHarness, type TestAccount } from './apiHarness.js';

let harness: ApiHarness;
let account: TestAccount;
let departmentId: number;

beforeAll(async () => {
  harness = await startApi();
});
afterAll(async () => {
  await harness.close();
});
beforeEach(async () => {
  account = await harness.createAccount();
  const department = await send('POST', '/api/departments', { name: 'Молоко', tax: 'NDS_10' });
  departmentId = (department.body as { id: number }).id;
});

const anything = expect.stringMatching(/\w/);
const send = (method: string, path: string, body?: unknown) =>
  harness.call(method, path, { token: account.token, ...(body !== undefined && { body }) });

async function create(body: object = {}): Promise<ProductView> {
  const answer = await send('POST', '/api/products', body);
  expect(answer.status).toBe(201);
  return answer.body as ProductView;
}

/** The account's PRODUCT events in the order of writing, as `ACTION` and body. */
async function events(): Promise<[string, unknown][]> {
  const outbox = createOutboxStore(harness.postgres);
  const hints = await outbox.hintsOlderThan({ before: new Date(Date.now() + 60_000), limit: 10_000 });
  const records = await outbox.load(hints.map((hint) => hint.eventId));
  const own = records.filter(({ accountId, type }) => accountId === account.accountId && type === 'PRODUCT');
  own.sort((a, b) => a.eventId.localeCompare(b.eventId));
  return own.map(({ action, snapshot }) => [action, JSON.parse(snapshot) as unknown]);
}

const milk = () => ({
  name: 'Молоко 3,2 %',
  type: 'COUNTABLE',
  departmentId,
  quantity: 1_000,
  price: 8_990,
  prices: [{ deviceId: account.deviceId, value: 9_290 }],
  isMarked: true,
  meta: { shelf: 3 },
  barcodes: ['4600000000017'],
  vendorCodes: ['MLK-32'],
  tax: 'NDS_10',
  unit: 'шт',
  imageUrl: 'https://example.com/milk.png',
});
const NOTHING_SET = {
  name: '',
  type: 'COUNTABLE',
  departmentId: null,
  quantity: 1_000,
  price: 0,
  prices: [],
  isMarked: false,
  meta: {},
  barcodes: [],
  vendorCodes: [],
  tax: null,
  unit: null,
};

describe.each(['/api/products', '/api/v2/products'])('%s', (path) => {
  it('when a product is created, read, changed, replaced and deleted, then each answer is the contract’s and each event has the answer’s body', async () => {
    const id = newId();
    const created = await send('POST', path, { id, ...milk() });
    expect([created.status, created.body]).toEqual([
      201,
      { id, ...milk(), createdAt: anything, updatedAt: anything },
    ]);
    expect(productView.parse(created.body)).toEqual(created.body);
    expect(await send('GET', `${path}/${id}`)).toMatchObject({ status: 200, body: created.body });

    const patched = await send('PATCH', `${path}/${id}`, { price: 9_490, prices: [] });
    expect([patched.status, patched.body]).toEqual([
      200,
      { ...(created.body as object), price: 9_490, prices: [], updatedAt: anything },
    ]);

    const replaced = await send('PUT', `${path}/${id}`, { name: 'Кефир' });
    const { createdAt } = created.body as ProductView;
    expect([replaced.status, replaced.body]).toEqual([
      200,
      { id, ...NOTHING_SET, name: 'Кефир', createdAt, updatedAt: anything },
    ]);

    const gone = await send('DELETE', `${path}/${id}`);
    expect([gone.status, gone.body]).toEqual([204, null]);
    expect((await send('GET', `${path}/${id}`)).status).toBe(404);
    expect(await events()).toEqual([
      ['CREATE', created.body],
      ['UPDATE', patched.body],
      ['UPDATE', replaced.body],
      ['DELETE', replaced.body],
    ]);
  });

  it('when products are listed, then the answer is an array in the order of creation, with limit, offset and total', async () => {
    for (const name of ['a', 'b', 'c']) await create({ name });
    const all = await send('GET', path);
    expect((all.body as ProductView[]).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(all.headers.get('x-total-count')).toBe('3');
    const page = await send('GET', `${path}/?limit=1&offset=1`);
    expect((page.body as ProductView[]).map(({ name }) => name)).toEqual(['b']);
    expect(page.headers.get('x-total-count')).toBe('3');
    expect((await send('GET', `${path}?offset=3`)).body).toEqual([]);
  });

  it('when the limit is beyond 1000, or no number, then it is 400 and named', async () => {
    for (const query of ['limit=1001', 'limit=0', 'limit=x', 'limit=1.5']) {
      expect((await send('GET', `${path}?${query}`)).body).toMatchObject({ data: { limit: anything } });
    }
  });
});

describe('a page of large products', () => {
  it('when it is too large to be held at once, then it is sent in parts, whole and in order', async () => {
    const code = (index: number) => `${index}`.padEnd(128, 'x');
    const large = {
      meta: { note: 'x'.repeat(32_000) },
      barcodes: Array.from({ length: 1_000 }, (_, index) => code(index)),
      vendorCodes: Array.from({ length: 1_000 }, (_, index) => code(index)),
    };
    const names = Array.from({ length: 40 }, (_, index) => `product ${index}`);
    const products = createProductStore(harness.postgres);
    for (const name of names) await products.create(account.accountId, { ...large, name });
    const page = await send('GET', '/api/products?limit=40');
    const listed = page.body as ProductView[];
    expect(listed.map(({ name }) => name)).toEqual(names);
    expect(listed.at(-1)).toMatchObject(large);
    expect(page.headers.get('x-total-count')).toBe('40');
    expect(page.headers.get('content-length')).toBeNull();
    expect(page.headers.get('content-type')).toContain('application/json');
    const usual = await send('GET', '/api/products?limit=2');
    expect(usual.headers.get('content-length')).not.toBeNull();
  });
});

describe('creating', () => {
  it('when nothing is given, then every field has its default', async () => {
    expect(await create()).toEqual({
      id: anything,
      ...NOTHING_SET,
      createdAt: anything,
      updatedAt: anything,
    });
  });

  it('when nulls, numbers for codes and unknown fields are sent, then they are understood or ignored', async () => {
    const product = await create({
      name: null,
      barcodes: [4600000000017],
      vendorCodes: null,
      prices: null,
      meta: null,
      unit: 796,
      tax: '',
      imageUrl: null,
      color: 'white',
    });
    expect(product).toEqual({
      id: anything,
      ...NOTHING_SET,
      barcodes: ['4600000000017'],
      unit: '796',
      createdAt: anything,
      updatedAt: anything,
    });
  });

  it('when the id is chosen in capitals, then it is the same id in small letters', async () => {
    const id = newId();
    expect((await create({ id: id.toUpperCase() })).id).toBe(id);
    expect((await send('GET', `/api/products/${id.toUpperCase()}`)).status).toBe(200);
  });

  it('when the id is taken, then it is 409 and names it; another account may take it too', async () => {
    const { id } = await create();
    expect((await send('POST', '/api/products', { id })).body).toEqual({
      status: 409,
      code: 'CONFLICT',
      message: anything,
      data: { id: 'is taken' },
    });
    const other = await harness.createAccount();
    const theirs = await harness.call('POST', '/api/products', { token: other.token, body: { id } });
    expect(theirs.status).toBe(201);
  });

  it('when fields are wrong, then each is named in plain words', async () => {
    const answer = await send('POST', '/api/products', {
      id: 'mine',
      name: 'x'.repeat(513),
      type: 'MAGIC',
      departmentId: 0,
      quantity: 1.5,
      price: -1,
      prices: [{ deviceId: 1, value: 0.5 }],
      isMarked: 'yes',
      meta: [],
      barcodes: [{}],
      tax: 5,
    });
    expect(answer.body).toEqual({
      status: 400,
      code: 'VALIDATION_FAILED',
      message: anything,
      data: {
        id: 'must be a UUID',
        name: 'must have at most 512 characters',
        type: 'must be one of COUNTABLE, SCALABLE, ALCOHOL, CLOTHES, SHOES, SERVICE, TOBACCO',
        departmentId: 'must be at least 1',
        quantity: 'must be a whole number',
        price: 'must be at least 0',
        'prices.0.value': 'must be a whole number',
        isMarked: 'must be of type boolean',
        meta: 'must be of type object',
        'barcodes.0': 'must be a text',
        tax: 'must be of type string',
      },
    });
  });

  it('when the department is not there, then it is 400 and names it', async () => {
    expect((await send('POST', '/api/products', { departmentId: 2_000_000_000 })).body).toMatchObject({
      status: 400,
      data: { departmentId: anything },
    });
  });

  it('when the notes nest without end, then it is 400', async () => {
    const deep = `{"meta":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`;
    expect(await send('POST', '/api/products', deep)).toMatchObject({ body: { data: { meta: anything } } });
  });
});

describe('changing', () => {
  it('when the body says nothing new, then nothing is told to anybody', async () => {
    const product = await create(milk());
    await send('PATCH', `/api/products/${product.id}`, {});
    await send('PATCH', `/api/products/${product.id}`, { price: product.price, id: product.id });
    expect((await events()).map(([action]) => action)).toEqual(['CREATE']);
  });

  it('when the body names another id than the path, then it is 400', async () => {
    const { id } = await create();
    for (const method of ['PATCH', 'PUT']) {
      expect((await send(method, `/api/products/${id}`, { id: newId() })).body).toMatchObject({
        status: 400,
        data: { id: anything },
      });
    }
  });

  it('when there is no body, then it is 400', async () => {
    const { id } = await create();
    expect((await send('PATCH', `/api/products/${id}`)).body).toMatchObject({
      data: { body: 'is required' },
    });
  });
});

describe('the bulk', () => {
  const bulk = (products: unknown, path = '/api/products/bulk') => send('POST', path, products);

  it('when a thousand are created, then it is one transaction with a thousand events, each with the answer’s body', async () => {
    const products = Array.from({ length: 1_000 }, (_, index) => ({
      ...milk(),
      ...(index % 2 === 0 && { id: newId() }),
      name: `Товар ${index}`,
    }));
    const { status, body } = await bulk(products);
    expect(status).toBe(201);
    expect((body as ProductView[]).map(({ name }) => name)).toEqual(products.map(({ name }) => name));
    expect(await events()).toEqual((body as ProductView[]).map((product) => ['CREATE', product]));
    const transactions = await harness.postgres.sequelize.query(
      `SELECT DISTINCT xmin::text FROM outbox WHERE account_id = $1 AND type = 'PRODUCT'
       UNION SELECT DISTINCT xmin::text FROM products WHERE account_id = $1`,
      { bind: [account.accountId] },
    );
    expect(transactions[0]).toHaveLength(1);
  });

  it('when it comes to /api/v2, or is empty, then it is served', async () => {
    expect((await bulk([{ name: 'a' }], '/api/v2/products/bulk')).body).toHaveLength(1);
    expect(await bulk([])).toMatchObject({ status: 201, body: [] });
  });

  it('when some are wrong, then each failing field is named by its place and nothing is created', async () => {
    const { id: taken } = await create();
    const twice = newId();
    expect((await bulk([{ name: 'good' }, { price: -1 }, { type: 'MAGIC' }])).body).toMatchObject({
      status: 400,
      data: { '1.price': anything, '2.type': anything },
    });
    expect((await bulk([{ id: twice }, { id: twice }])).body).toMatchObject({
      status: 400,
      data: { '1.id': 'is given twice' },
    });
    expect((await bulk([{ name: 'good' }, { departmentId: 2_000_000_000 }])).body).toMatchObject({
      status: 400,
      data: { '1.departmentId': anything },
    });
    expect((await bulk([{ name: 'good' }, { id: taken.toUpperCase() }])).body).toMatchObject({
      status: 409,
      data: { '1.id': 'is taken' },
    });
    expect((await bulk(Array.from({ length: 1_001 }, () => ({})))).body).toMatchObject({ status: 400 });
    expect((await bulk({ name: 'one' })).body).toMatchObject({ status: 400, data: { body: anything } });
    expect((await events()).map(([action]) => action)).toEqual(['CREATE']);
  });

  it('when the body has 2 MB, then it is read; 5 MB are too many', async () => {
    const codes = (count: number) =>
      Array.from({ length: count }, (_, index) => `${index}`.padStart(100, '0'));
    const products = (count: number) => Array.from({ length: count }, () => ({ barcodes: codes(300) }));
    expect((await bulk(products(70))).status).toBe(201);
    expect((await bulk(products(200))).status).toBe(413);
  });
});
