import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Transaction } from 'sequelize';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createOutboxStore } from '../src/outboxStore.js';
import { createPostgres } from '../src/postgres.js';
import { createTestPostgres, type Owner, type TestPostgres } from './testPostgres.js';

let test: TestPostgres;
let owner: Owner;

beforeAll(async () => {
  test = await createTestPostgres();
});
afterAll(() => test.drop());
beforeEach(async () => {
  owner = await test.newOwner();
  await test.forget();
});

const create = (name: string, transaction: Transaction) =>
  test.postgres.models.product.create({ accountId: owner.accountId, name }, { transaction });

async function namesInOutbox(): Promise<string[]> {
  const written = await test.outboxOf(owner.accountId);
  return written.map(({ record, data }) => `${record.action} ${String(data.name)}`);
}

/** A savepoint within a transaction. */
const savepoint = <T>(transaction: Transaction, work: (inner: Transaction) => Promise<T>) =>
  test.postgres.sequelize.transaction({ transaction }, work);

describe('events and their transaction', () => {
  it('when the transaction is rolled back, then there is no row, no event and no hint', async () => {
    await expect(
      test.postgres.transaction(async (transaction) => {
        await create('lost', transaction);
        throw new Error('on purpose');
      }),
    ).rejects.toThrow('on purpose');
    expect(await test.postgres.models.product.count({ where: { accountId: owner.accountId } })).toBe(0);
    expect(await namesInOutbox()).toEqual([]);
    expect(test.hints).toEqual([]);
  });

  it('when a transaction is committed by hand, then its hints come after the commit and not before', async () => {
    const transaction = await test.postgres.sequelize.transaction();
    await create('by hand', transaction);
    expect(test.hints).toEqual([]);
    expect(await namesInOutbox()).toEqual([]);
    await transaction.commit();
    expect(test.hints).toHaveLength(1);
    expect(await namesInOutbox()).toEqual(['CREATE by hand']);
  });

  it('when a savepoint is rolled back, then its events go with its rows and only the others are announced', async () => {
    await test.postgres.transaction(async (transaction) => {
      await create('before', transaction);
      await savepoint(transaction, async (inner) => {
        await create('inside', inner);
        throw new Error('on purpose');
      }).catch(() => undefined);
      await create('after', transaction);
    });
    expect(await namesInOutbox()).toEqual(['CREATE before', 'CREATE after']);
    const left = (await test.outboxOf(owner.accountId)).map(({ record }) => record.eventId);
    expect(test.hints.map((hint) => hint.eventId)).toEqual(left);
  });

  it('when a savepoint succeeds and the transaction around it fails, then nothing is announced', async () => {
    await test.postgres
      .transaction(async (transaction) => {
        await savepoint(transaction, (inner) => create('inside', inner));
        throw new Error('on purpose');
      })
      .catch(() => undefined);
    expect(test.hints).toEqual([]);
    expect(await namesInOutbox()).toEqual([]);
  });

  it('when an update of a new row is rolled back with its savepoint, then the CREATE has the body from before', async () => {
    await test.postgres.transaction(async (transaction) => {
      const row = await create('kept', transaction);
      await savepoint(transaction, async (inner) => {
        await test.postgres.models.product.update(
          { name: 'lost' },
          { where: { id: row.id }, transaction: inner },
        );
        throw new Error('on purpose');
      }).catch(() => undefined);
    });
    expect(await namesInOutbox()).toEqual(['CREATE kept']);
  });

  it('when a delete of a new row is rolled back with its savepoint, then a later update still belongs to the CREATE', async () => {
    await test.postgres.transaction(async (transaction) => {
      const row = await create('first', transaction);
      await savepoint(transaction, async (inner) => {
        await test.postgres.models.product.destroy({ where: { id: row.id }, transaction: inner });
        throw new Error('on purpose');
      }).catch(() => undefined);
      await row.update({ name: 'second' }, { transaction });
    });
    expect(await namesInOutbox()).toEqual(['CREATE second']);
  });

  it('when a create is rolled back with its savepoint and repeated, then there is one CREATE', async () => {
    await test.postgres.transaction(async (transaction) => {
      let id = '';
      await savepoint(transaction, async (inner) => {
        ({ id } = await create('lost', inner));
        throw new Error('on purpose');
      }).catch(() => undefined);
      const values = { id, accountId: owner.accountId, name: 'again' };
      const row = await test.postgres.models.product.create(values, { transaction });
      await row.update({ name: 'filled' }, { transaction });
    });
    expect(await namesInOutbox()).toEqual(['CREATE filled']);
  });

  it('when a failed statement is swallowed, then the commit fails instead of silently rolling back', async () => {
    await expect(
      test.postgres.transaction(async (transaction) => {
        await create('lost', transaction);
        await test.postgres.sequelize.query('SELECT 1/0', { transaction }).catch(() => undefined);
      }),
    ).rejects.toMatchObject({ code: 'TRANSACTION_ABORTED' });
    expect(test.hints).toEqual([]);
    expect(await namesInOutbox()).toEqual([]);
  });

  it('when the connection dies before the commit, then nothing is announced and nothing is written', async () => {
    const warned = jest.spyOn(console, 'warn').mockReturnValue(); // Sequelize says so there
    await expect(
      test.postgres.transaction(async (transaction) => {
        await create('lost', transaction);
        await test.postgres.sequelize
          .query('SELECT pg_terminate_backend(pg_backend_pid())', { transaction })
          .catch(() => undefined);
      }),
    ).rejects.toThrow();
    warned.mockRestore();
    expect(test.hints).toEqual([]);
    expect(await namesInOutbox()).toEqual([]);
  });

  it('when a value is refused in the middle of a bulk, then nothing of it is written', async () => {
    const values = ['good', 'x'.repeat(600)].map((name) => ({ accountId: owner.accountId, name }));
    await expect(
      test.postgres.transaction((transaction) =>
        test.postgres.models.product.bulkCreate(values, { transaction }),
      ),
    ).rejects.toThrow();
    expect(await namesInOutbox()).toEqual([]);
  });

  it('when the process dies right after COMMIT, then the event is in the outbox for the relay', async () => {
    // What a killed process looks like from outside: committed, and the hint never left it.
    const dying = createPostgres({
      url: test.url,
      logger: createSilentLogger(),
      onCommitted: () => {
        throw new Error('killed');
      },
      onWebhooksChanged: () => undefined,
    });
    try {
      await dying.transaction((transaction) =>
        dying.models.product.create({ accountId: owner.accountId, name: 'survives' }, { transaction }),
      );
    } finally {
      await dying.close();
    }
    const outbox = createOutboxStore(test.postgres);
    const hints = await outbox.hintsOlderThan({ before: new Date(Date.now() + 1_000), limit: 10 });
    const left = await outbox.load(hints.map((hint) => hint.eventId));
    expect(left).toHaveLength(1);
    expect(JSON.parse(left[0]!.snapshot)).toMatchObject({ name: 'survives' });
    expect(left[0]).toMatchObject({
      source: 'postgres',
      type: 'PRODUCT',
      action: 'CREATE',
      accountId: owner.accountId,
    });
  });

  it('when two transactions update one row at once, then each event shows what its own commit made of the whole row', async () => {
    const row = await test.postgres.transaction((transaction) => create('both', transaction));
    await test.forget();
    const { product } = test.postgres.models;
    const where = { id: row.id, accountId: owner.accountId };
    const copies = await Promise.all([product.findOne({ where }), product.findOne({ where })]);
    await Promise.all(
      copies.map((copy, index) =>
        test.postgres.transaction((transaction) =>
          copy!.update(index === 0 ? { price: 100 } : { tax: 'NDS_20' }, { transaction }),
        ),
      ),
    );
    const bodies = (await test.outboxOf(owner.accountId)).map(({ data }) => ({
      price: data.price,
      tax: data.tax,
    }));
    expect(bodies).toContainEqual({ price: 100, tax: 'NDS_20' });
    expect(bodies).toHaveLength(2);
  });
});
