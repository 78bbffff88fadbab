import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Transaction } from 'sequelize';
import { createInvalidationStore, type InvalidationStore } from '../src/invalidationStore.js';
import type { WebhookRow } from '../src/webhook/webhookModel.js';
import { createTestPostgres, type Owner, type TestPostgres } from './testPostgres.js';

let test: TestPostgres;
let owner: Owner;
let store: InvalidationStore;
let row: WebhookRow;

beforeAll(async () => {
  test = await createTestPostgres();
  store = createInvalidationStore(test.postgres);
});
afterAll(() => test.drop());
beforeEach(async () => {
  owner = await test.newOwner();
  row = await test.postgres.transaction((transaction) => create(transaction));
  await test.forget();
});

/** What the test's caches do as a rule. */
async function tell(accountIds: string[]): Promise<void> {
  test.told.push(...accountIds);
  return Promise.resolve();
}

const values = (accountId = owner.accountId) => ({ accountId, url: 'http://example.com', sealedSecret: 'x' });
const create = (transaction: Transaction) => test.postgres.models.webhook.create(values(), { transaction });
const left = () => store.pending({ olderThanMs: 0, limit: 100 });

type Write = (transaction: Transaction) => Promise<unknown>;
const WRITES: [string, Write][] = [
  ['create', (transaction) => create(transaction)],
  [
    'bulkCreate',
    (transaction) => test.postgres.models.webhook.bulkCreate([values(), values()], { transaction }),
  ],
  ['save', (transaction) => row.set('types', { products: true } as never).save({ transaction })],
  ['instance update', (transaction) => row.update({ isActive: false }, { transaction })],
  [
    'static update',
    (transaction) =>
      test.postgres.models.webhook.update({ isActive: false }, { where: { id: row.id }, transaction }),
  ],
  [
    'upsert',
    (transaction) =>
      test.postgres.models.webhook.upsert({ ...values(), id: row.id, mask: 1 }, { transaction }),
  ],
  ['instance destroy', (transaction) => row.destroy({ transaction })],
  [
    'static destroy',
    (transaction) => test.postgres.models.webhook.destroy({ where: { id: row.id }, transaction }),
  ],
];

describe('invalidation of caches', () => {
  it.each(WRITES)(
    'when webhooks are written by %s, then the caches are told once and no row is left',
    async (_, write) => {
      await test.postgres.transaction(write);
      expect(test.told).toEqual([owner.accountId]);
      expect(await left()).toEqual([]);
    },
  );

  it.each(WRITES)(
    'when the caches cannot be told of %s, then the write stands and its row waits for the relay',
    async (_, write) => {
      test.caches.tell = () => Promise.reject(new Error('caches are down'));
      try {
        await test.postgres.transaction(write);
        const rows = await left();
        expect(new Set(rows.map(({ accountId }) => accountId))).toEqual(new Set([owner.accountId]));
        await store.clear(rows.map(({ id }) => id));
        expect(await left()).toEqual([]);
      } finally {
        test.caches.tell = tell;
      }
    },
  );

  it('when the caches hang, then the committer goes on after a second and the row waits', async () => {
    let answer = (): void => undefined;
    test.caches.tell = () => new Promise((resolve) => (answer = resolve));
    try {
      await test.postgres.transaction((transaction) => create(transaction));
      const rows = await left();
      expect(rows.map(({ accountId }) => accountId)).toEqual([owner.accountId]);
      await store.clear(rows.map(({ id }) => id));
      answer();
    } finally {
      test.caches.tell = tell;
    }
  });

  it('when the row is younger than asked for, then it is not pending yet', async () => {
    test.caches.tell = () => Promise.reject(new Error('caches are down'));
    try {
      await test.postgres.transaction((transaction) => create(transaction));
    } finally {
      test.caches.tell = tell;
    }
    expect(await store.pending({ olderThanMs: 60_000, limit: 100 })).toEqual([]);
    const rows = await left();
    expect(rows).toHaveLength(1);
    await store.clear(rows.map(({ id }) => id));
  });

  it('when one transaction writes webhooks of two accounts, then both are told, each once', async () => {
    const other = await test.newOwner();
    await test.postgres.transaction(async (transaction) => {
      await test.postgres.models.webhook.bulkCreate([values(), values(other.accountId)], { transaction });
      await row.update({ mask: 1 }, { transaction });
    });
    expect([...test.told].sort()).toEqual([owner.accountId, other.accountId].sort());
  });

  it('when the transaction is rolled back, then nobody is told and no row is left', async () => {
    await test.postgres
      .transaction(async (transaction) => {
        await create(transaction);
        throw new Error('on purpose');
      })
      .catch(() => undefined);
    expect(test.told).toEqual([]);
    expect(await left()).toEqual([]);
  });

  it('when nothing matched the write, then nobody is told', async () => {
    await test.postgres.transaction((transaction) =>
      test.postgres.models.webhook.destroy({ where: { url: 'http://nowhere.example' }, transaction }),
    );
    expect(test.told).toEqual([]);
  });
});
