import { QueryTypes } from 'sequelize';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createCallerStore } from '../src/callerStore.js';
import { createCashierStore } from '../src/cashierStore.js';
import { createDepartmentStore } from '../src/departmentStore.js';
import { createDeviceStore } from '../src/deviceStore.js';
import type { Postgres } from '../src/postgres.js';
import { createProductStore } from '../src/productStore.js';
import { createShopStore } from '../src/shopStore.js';
import { createTestPostgres, type Owner, type TestPostgres } from './testPostgres.js';

/*
 * Every list is one account's and finds its rows by an index: what one account has, costs another nothing. Proved with the statements
 * that the stores really send, on tables of 20 accounts, 20,000 products.
 */

let test: TestPostgres;
let owner: Owner;

beforeAll(async () => {
  test = await createTestPostgres();
  owner = await test.newOwner();
  const { postgres } = test;
  const products = createProductStore(postgres);
  for (let count = 0; count < 20; count += 1) {
    const { accountId, shopId } = await test.newOwner();
    await createDeviceStore(postgres).create(accountId, { name: 'Till', groupId: shopId });
    await createCashierStore(postgres).create(accountId, { tabNumber: '1', name: 'One' });
    await products.createMany(
      accountId,
      Array.from({ length: 1_000 }, () => ({})),
    );
  }
  await postgres.sequelize.query('ANALYZE');
}, 120_000);
afterAll(() => test.drop());

const page = { limit: 100, offset: 200 };
const LISTS: readonly [string, (postgres: Postgres) => Promise<unknown>][] = [
  ['products', (postgres) => createProductStore(postgres).list(owner.accountId, page)],
  ['devices', (postgres) => createDeviceStore(postgres).list(owner.accountId, page)],
  ['shops', (postgres) => createShopStore(postgres).list(owner.accountId, page)],
  ['departments', (postgres) => createDepartmentStore(postgres).list(owner.accountId, page)],
  ['cashiers', (postgres) => createCashierStore(postgres).list(owner.accountId, page)],
  [
    'the caller',
    (postgres) => createCallerStore(postgres).find({ accountId: owner.accountId, userId: null }),
  ],
];

it.each(LISTS)('when %s are listed, then no statement scans a table', async (_what, list) => {
  const statements = await statementsOf(() => list(test.postgres));
  expect(statements.length).toBeGreaterThan(0);
  for (const statement of statements) {
    const plan = await planOf(statement);
    expect(plan).toMatch(/Index|Bitmap/);
    expect(plan).not.toContain('Seq Scan');
  }
});

it('when products are listed, then they come from the index in their order, without sorting', async () => {
  const statements = await statementsOf(() => createProductStore(test.postgres).list(owner.accountId, page));
  const list = statements.find((statement) => statement.includes('ORDER BY')) ?? '';
  const plan = await planOf(list, { enableSeqscan: true });
  expect(plan).toContain('products_list_idx');
  expect(plan).not.toMatch(/Sort|Seq Scan/);
});

/** The statements that `work` sends, as text with their values. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = [];
  const { options } = test.postgres.sequelize as unknown as {
    options: { logging: false | ((text: string) => void) };
  };
  options.logging = (text) => void statements.push(text.replace(/^Executing \([^)]*\): /, ''));
  await work();
  options.logging = false;
  return statements;
}

/**
 * The plan of a statement. Tables of a page or two are read whole when that may be, whatever index they have, so it may not be unless
 * the test says so: then a scan shows that no index would do.
 */
function planOf(statement: string, { enableSeqscan = false } = {}): Promise<string> {
  const { postgres } = test;
  return postgres.transaction(async (transaction) => {
    const set = `SET LOCAL enable_seqscan = ${enableSeqscan ? 'on' : 'off'}`;
    await postgres.sequelize.query(set, { transaction });
    const rows = await postgres.sequelize.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${statement}`, {
      transaction,
      type: QueryTypes.SELECT,
    });
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
}
