import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Op, type Transaction } from 'sequelize';
import { newId } from '@kassahook/platform/ids';
import type { ProductRow } from '../src/product/productModel.js';
import { presentProduct } from '../src/product/presentProduct.js';
import { createTestPostgres, type Owner, type TestPostgres } from './testPostgres.js';

let test: TestPostgres;
let owner: Owner;

beforeAll(async () => {
  test = await createTestPostgres();
});
afterAll(() => test.drop());

/** What one case works with: two products that were there before. */
interface Given {
  Product: TestPostgres['postgres']['models']['product'];
  transaction: Transaction;
  accountId: string;
  first: ProductRow;
  second: ProductRow;
}

interface Case {
  path: string;
  write: (given: Given) => Promise<unknown>;
  /** `ACTION name` of each event, in order. */
  events: string[];
}

const where = (row: ProductRow) => ({ id: row.id, accountId: row.accountId });

const CASES: Case[] = [
  {
    path: 'create',
    write: ({ Product, accountId, transaction }) =>
      Product.create({ accountId, name: 'new' }, { transaction }),
    events: ['CREATE new'],
  },
  {
    path: 'create with a part of the fields',
    write: ({ Product, accountId, transaction }) => {
      const fields = Object.keys(Product.getAttributes()).filter(
        (name) => name !== 'tax',
      ) as (keyof ProductRow)[];
      return Product.create(
        { accountId, name: 'new', tax: 'NDS_20' },
        { transaction, fields: fields as never },
      );
    },
    events: ['CREATE new'],
  },
  {
    path: 'build and save',
    write: ({ Product, accountId, transaction }) =>
      Product.build({ accountId, name: 'new' }).save({ transaction }),
    events: ['CREATE new'],
  },
  {
    path: 'bulkCreate',
    write: ({ Product, accountId, transaction }) =>
      Product.bulkCreate(
        [
          { accountId, name: 'a' },
          { accountId, name: 'b' },
        ],
        { transaction },
      ),
    events: ['CREATE a', 'CREATE b'],
  },
  {
    path: 'bulkCreate with individualHooks and without returning',
    write: ({ Product, accountId, transaction }) =>
      Product.bulkCreate(
        [
          { accountId, name: 'a' },
          { accountId, name: 'b' },
        ],
        {
          transaction,
          individualHooks: true,
          returning: false,
        },
      ),
    events: ['CREATE a', 'CREATE b'],
  },
  {
    path: 'bulkCreate of nothing',
    write: ({ Product, transaction }) => Product.bulkCreate([], { transaction }),
    events: [],
  },
  {
    path: 'instance save',
    write: ({ first, transaction }) => {
      first.name = 'changed';
      return first.save({ transaction });
    },
    events: ['UPDATE changed'],
  },
  {
    path: 'instance save of what is not changed',
    write: ({ first, transaction }) => first.save({ transaction }),
    events: [],
  },
  {
    path: 'instance save of what only says that it changed',
    write: ({ first, transaction }) => {
      first.changed('name', true);
      return first.save({ transaction });
    },
    events: [],
  },
  {
    path: 'instance update',
    write: ({ first, transaction }) => first.update({ name: 'changed' }, { transaction }),
    events: ['UPDATE changed'],
  },
  {
    path: 'instance update to the same',
    write: ({ first, transaction }) => first.update({ name: 'first' }, { transaction }),
    events: [],
  },
  {
    path: 'instance update of a row that was read with a part of its columns',
    write: async ({ Product, first, transaction }) => {
      const row = await Product.findOne({
        where: where(first),
        attributes: ['id', 'accountId'],
        transaction,
      });
      await row?.update({ price: 700 }, { transaction });
    },
    events: ['UPDATE first'],
  },
  {
    path: 'instance save of a row that is gone',
    write: async ({ Product, first, transaction }) => {
      await Product.destroy({ where: where(first), transaction });
      await first.update({ name: 'late' }, { transaction });
    },
    events: ['DELETE first'],
  },
  {
    path: 'static update of one',
    write: ({ Product, first, transaction }) =>
      Product.update({ name: 'changed' }, { where: where(first), transaction }),
    events: ['UPDATE changed'],
  },
  {
    path: 'static update of several, with individualHooks',
    write: ({ Product, accountId, transaction }) =>
      Product.update({ name: 'same' }, { where: { accountId }, transaction, individualHooks: true }),
    events: ['UPDATE same', 'UPDATE same'],
  },
  {
    path: 'static update that changes one of two',
    write: ({ Product, accountId, transaction }) =>
      Product.update({ name: 'first' }, { where: { accountId }, transaction }),
    events: ['UPDATE first'],
  },
  {
    path: 'static update by an expression',
    write: ({ Product, first, transaction }) =>
      Product.update(
        { name: Product.sequelize!.fn('upper', Product.sequelize!.col('name')) },
        { where: where(first), transaction },
      ),
    events: ['UPDATE FIRST'],
  },
  {
    path: 'static update of nobody',
    write: ({ Product, accountId, transaction }) =>
      Product.update({ name: 'changed' }, { where: { accountId, id: newId() }, transaction }),
    events: [],
  },
  {
    path: 'static update of the column that it looks for',
    write: ({ Product, accountId, transaction }) =>
      Product.update({ name: 'changed' }, { where: { accountId, name: 'first' }, transaction }),
    events: ['UPDATE changed'],
  },
  {
    path: 'instance destroy',
    write: ({ first, transaction }) => first.destroy({ transaction }),
    events: ['DELETE first'],
  },
  {
    path: 'instance destroy twice',
    write: async ({ first, transaction }) => {
      await first.destroy({ transaction });
      await first.destroy({ transaction });
    },
    events: ['DELETE first'],
  },
  {
    path: 'instance destroy of a row that was read before it changed',
    write: async ({ Product, first, transaction }) => {
      await Product.update({ name: 'newer' }, { where: where(first), transaction });
      await first.destroy({ transaction });
    },
    events: ['UPDATE newer', 'DELETE newer'],
  },
  {
    path: 'static destroy of several',
    write: ({ Product, accountId, transaction }) =>
      Product.destroy({ where: { accountId, name: { [Op.in]: ['first', 'second'] } }, transaction }),
    events: ['DELETE first', 'DELETE second'],
  },
  {
    path: 'static destroy with a limit',
    write: ({ Product, accountId, transaction }) =>
      Product.destroy({ where: { accountId }, limit: 1, transaction }),
    events: ['DELETE first'],
  },
  {
    path: 'static destroy of nobody',
    write: ({ Product, accountId, transaction }) =>
      Product.destroy({ where: { accountId, id: newId() }, transaction }),
    events: [],
  },
  {
    path: 'upsert of a new row',
    write: ({ Product, accountId, transaction }) =>
      Product.upsert({ id: newId(), accountId, name: 'new' }, { transaction }),
    events: ['CREATE new'],
  },
  {
    path: 'upsert of a row that is there',
    write: ({ Product, first, transaction }) =>
      Product.upsert({ ...where(first), name: 'changed' }, { transaction }),
    events: ['UPDATE changed'],
  },
  {
    path: 'upsert to the same',
    write: ({ Product, first, transaction }) =>
      Product.upsert({ ...where(first), name: 'first' }, { transaction }),
    events: [],
  },
  {
    path: 'upsert by columns that are named',
    write: ({ Product, first, transaction }) =>
      Product.upsert(
        { ...where(first), name: 'changed' },
        { transaction, conflictFields: ['account_id' as 'accountId', 'id'] },
      ),
    events: ['UPDATE changed'],
  },
  {
    path: 'findOrCreate of a new row',
    write: ({ Product, accountId, transaction }) =>
      Product.findOrCreate({ where: { accountId, name: 'new' }, transaction }),
    events: ['CREATE new'],
  },
  {
    path: 'findOrCreate of a row that is there',
    write: ({ Product, accountId, transaction }) =>
      Product.findOrCreate({ where: { accountId, name: 'first' }, transaction }),
    events: [],
  },
  {
    path: 'findCreateFind of a new row',
    write: ({ Product, accountId, transaction }) =>
      Product.findCreateFind({ where: { accountId, name: 'new' }, transaction }),
    events: ['CREATE new'],
  },
  {
    path: 'findCreateFind whose insert meets a row that is there',
    write: ({ Product, first, accountId, transaction }) =>
      Product.findCreateFind({ where: { accountId, name: 'new' }, defaults: where(first), transaction }),
    events: [],
  },
  {
    path: 'a scoped model',
    write: ({ Product, accountId, transaction }) =>
      Product.scope().update({ name: 'changed' }, { where: { accountId, name: 'first' }, transaction }),
    events: ['UPDATE changed'],
  },
  {
    path: 'two updates of one row',
    write: async ({ first, transaction }) => {
      await first.update({ name: 'one' }, { transaction });
      await first.update({ name: 'two' }, { transaction });
    },
    events: ['UPDATE one', 'UPDATE two'],
  },
  {
    path: 'two updates of one row, not awaited one by one',
    write: ({ Product, first, second, transaction }) =>
      Promise.all([
        Product.update({ name: 'one' }, { where: where(first), transaction }),
        second.update({ name: 'other' }, { transaction }),
        Product.update({ name: 'two' }, { where: where(first), transaction }),
      ]),
    events: ['UPDATE one', 'UPDATE other', 'UPDATE two'],
  },
  {
    path: 'create empty, then fill',
    write: async ({ Product, accountId, transaction }) => {
      const row = await Product.create({ accountId }, { transaction });
      await row.update({ name: 'filled' }, { transaction });
      await Product.update({ price: 9_900 }, { where: where(row), transaction });
    },
    events: ['CREATE filled'],
  },
  {
    path: 'create then delete',
    write: async ({ Product, accountId, transaction }) => {
      const row = await Product.create({ accountId, name: 'brief' }, { transaction });
      await row.destroy({ transaction });
    },
    events: ['CREATE brief', 'DELETE brief'],
  },
  {
    path: 'create, fill, delete, create again under the same id, fill',
    write: async ({ Product, accountId, transaction }) => {
      const row = await Product.create({ accountId, name: 'a' }, { transaction });
      await row.update({ name: 'b' }, { transaction });
      await row.destroy({ transaction });
      const again = await Product.create({ ...where(row), name: 'c' }, { transaction });
      await again.update({ name: 'd' }, { transaction });
    },
    events: ['CREATE b', 'DELETE b', 'CREATE d'],
  },
];

describe('every way to write an event-bearing row', () => {
  let first: ProductRow;
  let second: ProductRow;

  beforeEach(async () => {
    owner = await test.newOwner();
    const { product } = test.postgres.models;
    [first, second] = (await test.postgres.transaction((transaction) =>
      product.bulkCreate(
        ['first', 'second'].map((name) => ({ accountId: owner.accountId, name })),
        { transaction },
      ),
    )) as [ProductRow, ProductRow];
    await test.forget();
  });

  it.each(CASES)('when rows are written by $path, then the events are $events', async ({ write, events }) => {
    const { product: Product } = test.postgres.models;
    const { accountId } = owner;
    await test.postgres.transaction((transaction) =>
      write({ Product, transaction, accountId, first, second }),
    );

    const written = await test.outboxOf(accountId);
    expect(written.map(({ record, data }) => `${record.action} ${String(data.name)}`)).toEqual(events);
    // Announced exactly as written.
    expect(test.hints.map((hint) => hint.eventId)).toEqual(written.map(({ record }) => record.eventId));
    // The last snapshot of an entity that is still there is what the database holds.
    for (const { record, data } of written) {
      const row = await Product.findOne({ where: { accountId, id: record.entityId } });
      const isLast =
        written.findLast((other) => other.record.entityId === record.entityId)?.record === record;
      if (row && isLast) expect(data).toEqual(presentProduct(row));
    }
  });

  it('when one transaction changes a row several times, then occurredAt tells the order', async () => {
    await test.postgres.transaction(async (transaction) => {
      for (const name of ['a', 'b', 'c', 'd']) await first.update({ name }, { transaction });
    });
    const instants = (await test.outboxOf(owner.accountId)).map(({ record }) => record.occurredAt);
    expect(new Set(instants).size).toBe(4);
    expect(instants).toEqual([...instants].sort());
  });
});

describe('devices and registrations', () => {
  it('when a register is registered, renamed and its registration put twice, then each change is one event with its body', async () => {
    const { accountId, shopId } = await test.newOwner();
    const { device, deviceRegistration } = test.postgres.models;
    const row = await test.postgres.transaction((transaction) =>
      device.create({ accountId, shopId, name: 'Till 1' }, { transaction }),
    );
    await test.postgres.transaction((transaction) => row.update({ name: 'Till 2' }, { transaction }));
    const registration = {
      deviceId: row.id,
      accountId,
      registryNumber: '0000000001012345',
      fnNumber: '9960440300000001',
      ofd: 'OFD',
      taxModes: ['DEFAULT' as const],
      address: 'Moscow',
      registeredAt: new Date('2026-01-01T00:00:00.000Z'),
    };
    for (const fnNumber of ['9960440300000001', '9960440300000001', '9960440300000002']) {
      await test.postgres.transaction((transaction) =>
        deviceRegistration.upsert({ ...registration, fnNumber }, { transaction }),
      );
    }
    const deviceData = { id: row.id, name: 'Till 1', groupId: shopId, sort: 0, timezoneOffset: 180 };
    const { accountId: _owner, ...registrationData } = {
      ...registration,
      registeredAt: '2026-01-01T00:00:00.000Z',
    };
    const written = await test.outboxOf(accountId);
    expect(written.map(({ record, data }) => [record.type, record.action, record.entityId, data])).toEqual([
      ['DEVICE', 'CREATE', String(row.id), deviceData],
      ['DEVICE', 'UPDATE', String(row.id), { ...deviceData, name: 'Till 2' }],
      ['DEVICE_REGISTRATION', 'CREATE', String(row.id), registrationData],
      [
        'DEVICE_REGISTRATION',
        'UPDATE',
        String(row.id),
        { ...registrationData, fnNumber: '9960440300000002' },
      ],
    ]);
  });

  it('when a column changes that the API does not show, then there is no event', async () => {
    const { accountId, shopId } = await test.newOwner();
    const { device } = test.postgres.models;
    const row = await test.postgres.transaction((transaction) =>
      device.create({ accountId, shopId, name: 'Till' }, { transaction }),
    );
    await test.forget();
    await test.postgres.transaction((transaction) => row.update({ createdAt: new Date(0) }, { transaction }));
    expect(await test.actionsOf(accountId)).toEqual([]);
  });
});
