import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { QueryTypes, type Transaction } from 'sequelize';
import type { ProductRow } from '../src/product/productModel.js';
import { createTestPostgres, type Owner, type TestPostgres } from './testPostgres.js';

let test: TestPostgres;
let owner: Owner;
let row: ProductRow;

beforeAll(async () => {
  test = await createTestPostgres();
  owner = await test.newOwner();
});
afterAll(() => test.drop());

beforeEach(async () => {
  await test.postgres.transaction((transaction) =>
    test.postgres.models.product.destroy({ where: {}, transaction }),
  );
  row = await test.postgres.transaction((transaction) =>
    test.postgres.models.product.create({ accountId: owner.accountId, name: 'first' }, { transaction }),
  );
  await test.forget();
});

type Write = (
  Product: TestPostgres['postgres']['models']['product'],
  transaction?: Transaction,
) => Promise<unknown>;

const where = () => ({ accountId: owner.accountId });
const fresh = () => ({ accountId: owner.accountId, name: 'new' });
/** `{ transaction }` or nothing. */
const within = (transaction?: Transaction) => (transaction ? { transaction } : {});

const NEEDS_TRANSACTION: [string, Write][] = [
  ['create', (Product) => Product.create(fresh())],
  ['save of a new row', (Product) => Product.build(fresh()).save()],
  ['save', () => row.set('name', 'changed').save()],
  ['save of nothing', () => row.save()],
  ['instance update', () => row.update({ name: 'changed' })],
  ['instance destroy', () => row.destroy()],
  ['bulkCreate', (Product) => Product.bulkCreate([fresh()])],
  ['static update', (Product) => Product.update({ name: 'changed' }, { where: where() })],
  ['static destroy', (Product) => Product.destroy({ where: where() })],
  ['upsert', (Product) => Product.upsert({ ...where(), id: row.id, name: 'changed' })],
  ['findOrCreate', (Product) => Product.findOrCreate({ where: fresh() })],
  ['findCreateFind', (Product) => Product.findCreateFind({ where: fresh() })],
  ['a transaction that is null', (Product) => Product.create(fresh(), { transaction: null })],
];

const REFUSED: [string, Write][] = [
  [
    'static increment',
    (Product, transaction) => Product.increment('price', { where: where(), ...within(transaction) }),
  ],
  [
    'static decrement',
    (Product, transaction) => Product.decrement('price', { where: where(), ...within(transaction) }),
  ],
  ['instance increment', (_, transaction) => row.increment('price', within(transaction))],
  ['instance decrement', (_, transaction) => row.decrement('price', within(transaction))],
  ['truncate', (Product, transaction) => Product.truncate(within(transaction))],
  [
    'destroy with truncate',
    (Product, transaction) => Product.destroy({ truncate: true, ...within(transaction) }),
  ],
  [
    'create with hooks: false',
    (Product, transaction) => Product.create(fresh(), { hooks: false, ...within(transaction) }),
  ],
  [
    'save with hooks: false',
    (_, transaction) => row.set('name', 'x').save({ hooks: false, ...within(transaction) }),
  ],
  [
    'instance update with hooks: false',
    (_, transaction) => row.update({ name: 'x' }, { hooks: false, ...within(transaction) }),
  ],
  [
    'instance destroy with hooks: false',
    (_, transaction) => row.destroy({ hooks: false, ...within(transaction) }),
  ],
  [
    'bulkCreate with hooks: false',
    (Product, transaction) => Product.bulkCreate([fresh()], { hooks: false, ...within(transaction) }),
  ],
  [
    'static update with hooks: false',
    (Product, transaction) =>
      Product.update({ name: 'x' }, { where: where(), hooks: false, ...within(transaction) }),
  ],
  [
    'static destroy with hooks: false',
    (Product, transaction) => Product.destroy({ where: where(), hooks: false, ...within(transaction) }),
  ],
  [
    'upsert with hooks: false',
    (Product, transaction) =>
      Product.upsert({ ...fresh(), id: row.id }, { hooks: false, ...within(transaction) }),
  ],
  [
    'bulkCreate with updateOnDuplicate',
    (Product, transaction) =>
      Product.bulkCreate([{ ...fresh(), id: row.id }], {
        updateOnDuplicate: ['name'],
        ...within(transaction),
      }),
  ],
  [
    'bulkCreate with ignoreDuplicates',
    (Product, transaction) =>
      Product.bulkCreate([{ ...fresh(), id: row.id }], { ignoreDuplicates: true, ...within(transaction) }),
  ],
  [
    'static update of a key',
    (Product, transaction) =>
      Product.update(
        { id: '00000000-0000-7000-8000-000000000000' },
        { where: where(), ...within(transaction) },
      ),
  ],
  [
    'the query interface',
    (Product, transaction) =>
      Product.sequelize!.getQueryInterface().bulkUpdate('products', { name: 'x' }, {}, within(transaction)),
  ],
  [
    'a query that says what it writes',
    (Product, transaction) =>
      Product.sequelize!.query('UPDATE products SET name = $1', {
        bind: ['raw'],
        type: QueryTypes.UPDATE,
        ...within(transaction),
        model: Product,
      } as object),
  ],
];

/** Nothing was written and nothing was announced. */
async function expectUntouched(): Promise<void> {
  const rows = await test.postgres.models.product.findAll();
  expect(rows.map(({ id, name, price }) => ({ id, name, price }))).toEqual([
    { id: row.id, name: 'first', price: 0 },
  ]);
  expect(await test.actionsOf(owner.accountId)).toEqual([]);
  expect(test.hints).toEqual([]);
}

describe('writes that would lose their event', () => {
  it.each(NEEDS_TRANSACTION)(
    'when %s is called outside a transaction, then it is refused and nothing is written',
    async (_, write) => {
      await expect(write(test.postgres.models.product)).rejects.toMatchObject({
        code: 'EVENT_WITHOUT_TRANSACTION',
      });
      await expectUntouched();
    },
  );

  it.each(REFUSED)(
    'when %s is called in a transaction, then it is refused and nothing is written',
    async (_, write) => {
      await test.postgres.transaction(async (transaction) => {
        await expect(write(test.postgres.models.product, transaction)).rejects.toMatchObject({
          code: 'EVENT_PATH_REFUSED',
        });
      });
      await expectUntouched();
    },
  );

  it('when the transaction is one of another pool, then the write is refused', async () => {
    const other = await createTestPostgres();
    try {
      await other.postgres.transaction(async (transaction) => {
        await expect(test.postgres.models.product.create(fresh(), { transaction })).rejects.toMatchObject({
          code: 'EVENT_WITHOUT_TRANSACTION',
        });
      });
    } finally {
      await other.drop();
    }
  });

  it.each(['types', 'events'])(
    'when webhooks are updated in bulk by %s, then it is refused: each row has a mask of its own',
    async (name) => {
      await test.postgres.transaction(async (transaction) => {
        await expect(
          test.postgres.models.webhook.update({ [name]: {} }, { where: where(), transaction }),
        ).rejects.toMatchObject({ code: 'EVENT_PATH_REFUSED' });
      });
    },
  );

  it('when webhooks are written outside a transaction, then they are refused like the rest', async () => {
    const { webhook } = test.postgres.models;
    const values = { accountId: owner.accountId, url: 'http://example.com', sealedSecret: 'x' };
    for (const write of [
      () => webhook.create(values),
      () => webhook.bulkCreate([values]),
      () => webhook.update({ isActive: false }, { where: where() }),
      () => webhook.destroy({ where: where() }),
      () => webhook.upsert(values),
    ]) {
      await expect(write()).rejects.toMatchObject({ code: 'EVENT_WITHOUT_TRANSACTION' });
    }
  });
});
