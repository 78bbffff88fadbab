import { QueryTypes } from 'sequelize';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newId } from '@kassahook/platform/ids';
import { createSecretBox } from '@kassahook/platform/secretBox';
import { createAuditStore } from '../src/auditStore.js';
import { createCallerStore } from '../src/callerStore.js';
import { createCashierStore } from '../src/cashierStore.js';
import { createDepartmentStore } from '../src/departmentStore.js';
import { createDeviceStore } from '../src/deviceStore.js';
import { createHealthStore } from '../src/healthStore.js';
import { createInspectorStore } from '../src/inspectorStore.js';
import { createInvitationStore } from '../src/invitationStore.js';
import { createJobStore } from '../src/jobStore.js';
import { createMemberStore } from '../src/memberStore.js';
import { createNotificationStore } from '../src/notificationStore.js';
import { createOAuthAppStore } from '../src/oauthAppStore.js';
import { createOAuthGrantStore } from '../src/oauthGrantStore.js';
import { createOutlookStore } from '../src/outlookStore.js';
import type { Postgres } from '../src/postgres.js';
import { createProductStore } from '../src/productStore.js';
import { createShopStore } from '../src/shopStore.js';
import { createStatsStore } from '../src/statsStore.js';
import { createTokenStore } from '../src/tokenStore.js';
import { createWebhookStore } from '../src/webhookStore.js';
import { createTestPostgres, type Owner, type TestPostgres } from './testPostgres.js';

/*
 * Every list is one account's and finds its rows by an index: what one account has, costs another nothing. Proved with the statements
 * that the stores really send, on tables of 20 accounts, 20,000 products; of tables that are empty the plans show which index would do.
 */

let test: TestPostgres;
let owner: Owner;

beforeAll(async () => {
  test = await createTestPostgres();
  owner = await test.newOwner();
  const { postgres } = test;
  const accounts: string[] = [];
  for (let count = 0; count < 20; count += 1) {
    const { accountId, shopId } = await test.newOwner();
    await createDeviceStore(postgres).create(accountId, { name: 'Till', groupId: shopId });
    await createCashierStore(postgres).create(accountId, { tabNumber: '1', name: 'One' });
    accounts.push(accountId);
  }
  const [first = '', ...others] = accounts;
  await createProductStore(postgres).createMany(
    first,
    Array.from({ length: 1_000 }, () => ({})),
  );
  // The others have the same catalogue: only how many rows there are matters to a plan.
  await postgres.sequelize.query(
    `INSERT INTO products SELECT (jsonb_populate_record(product, jsonb_build_object('account_id', other))).*
     FROM products product CROSS JOIN unnest(ARRAY[:others]::text[]) other WHERE account_id = :first`,
    { replacements: { first, others } },
  );
  await postgres.sequelize.query('ANALYZE');
}, 120_000);
afterAll(() => test.drop());

const page = { limit: 100, offset: 200 };
const between = { from: new Date(0), to: new Date() };
const place = () => ({ before: { at: new Date(), id: newId() }, limit: 10 });
const clock = { now: () => Date.now() };
const secretBox = createSecretBox({ k1: Buffer.alloc(32, 7).toString('base64') });
const webhooksOf = (postgres: Postgres) =>
  createWebhookStore(postgres, { secretBox, clock, webhooksPerAccountMax: 10 });

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
  ['webhooks', (postgres) => webhooksOf(postgres).list(owner.accountId)],
  ['subscriptions', (postgres) => webhooksOf(postgres).subscriptions(owner.accountId)],
  ['webhooks with their health', (postgres) => createHealthStore(postgres).list(owner.accountId)],
  ['the health of a webhook', (postgres) => createHealthStore(postgres).get(owner.accountId, newId())],
  ['members', (postgres) => createMemberStore(postgres).list(owner.accountId)],
  ['invitations', (postgres) => createInvitationStore(postgres, { clock }).list(owner.accountId)],
  ['tokens', (postgres) => createTokenStore(postgres, { clock }).list(owner.accountId)],
  ['applications', (postgres) => createOAuthAppStore(postgres).list(owner.accountId)],
  ['grants', (postgres) => createOAuthGrantStore(postgres).list(owner.accountId)],
  [
    'inspectors',
    (postgres) =>
      createInspectorStore(postgres, { secretBox, inspectorsPerAccountMax: 10 }).list(owner.accountId),
  ],
  [
    'counters by step',
    (postgres) =>
      createStatsStore(postgres).read({
        ...between,
        accountId: owner.accountId,
        subjectId: newId(),
        step: 'hour',
      }),
  ],
  [
    'counters of many webhooks',
    (postgres) =>
      createOutlookStore(postgres).hours({ accountId: owner.accountId, subjectIds: [newId()], ...between }),
  ],
  [
    'retries of many webhooks',
    (postgres) =>
      createOutlookStore(postgres).retrying({
        accountId: owner.accountId,
        subjectIds: [newId()],
        nowMs: Date.now(),
      }),
  ],
  [
    'deliveries since',
    (postgres) => createOutlookStore(postgres).deliveredSince(owner.accountId, between.from),
  ],
];

/** Lists that grow without an end, newest first: their pages must not cost what lies before or after them. */
const LOGS: readonly [string, (postgres: Postgres) => Promise<unknown>][] = [
  ['jobs', (postgres) => createJobStore(postgres).list({ accountId: owner.accountId, limit: 10 })],
  [
    'jobs from a place',
    (postgres) => createJobStore(postgres).list({ ...place(), accountId: owner.accountId }),
  ],
  [
    'notifications',
    (postgres) => createNotificationStore(postgres).list({ accountId: owner.accountId, limit: 10 }),
  ],
  [
    'unread notifications from a place',
    (postgres) =>
      createNotificationStore(postgres).list({ ...place(), accountId: owner.accountId, unread: true }),
  ],
  ...[
    {},
    { before: '01890000-0000-7000-8000-000000000000' },
    { action: 'webhook.created' as const },
    { userId: 7 },
    { targetType: 'webhook' as const, targetId: 'x' },
  ].map((query): [string, (postgres: Postgres) => Promise<unknown>] => [
    `the audit log by ${Object.keys(query).join(', ') || 'nothing'}`,
    (postgres) => createAuditStore(postgres).list({ accountId: owner.accountId, limit: 10, ...query }),
  ]),
];

it.each([...LISTS, ...LOGS])('when %s are listed, then no statement scans a table', async (_what, list) => {
  const statements = await statementsOf(() => list(test.postgres));
  expect(statements.length).toBeGreaterThan(0);
  for (const statement of statements) {
    const plan = await planOf(statement);
    expect(plan).toMatch(/Index|Bitmap/);
    expect(plan).not.toContain('Seq Scan');
  }
});

it.each(LOGS)(
  'when %s are listed, then they come from an index in their order, without sorting',
  async (...log) => {
    const [, list] = log;
    const statements = await statementsOf(() => list(test.postgres));
    expect(statements).toHaveLength(1);
    for (const statement of statements) {
      // Sorting may not be either, so that a plan with a sort shows that no index has the order.
      const plan = await planOf(statement, { enableSort: false });
      expect(plan).toContain('Index');
      expect(plan).not.toMatch(/Sort|Seq Scan/);
    }
  },
);

it('when products are listed, then they come from the index in their order, without sorting', async () => {
  const statements = await statementsOf(() => createProductStore(test.postgres).list(owner.accountId, page));
  const list = statements.find(({ text }) => text.includes('ORDER BY'));
  const plan = await planOf(list!, { enableSeqscan: true });
  expect(plan).toContain('products_list_idx');
  expect(plan).not.toMatch(/Sort|Seq Scan/);
});

/** A statement as it is sent, and the values that are bound to it. */
interface Statement {
  text: string;
  bind: unknown[];
}

/** The statements that `work` sends. */
async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const { options } = test.postgres.sequelize as unknown as {
    options: { logging: false | ((text: string) => void); logQueryParameters: boolean };
  };
  options.logQueryParameters = true;
  options.logging = (logged) => void statements.push(statementOf(logged));
  await work();
  options.logging = false;
  options.logQueryParameters = false;
  return statements;
}

/** Sequelize logs `Executing (default): SELECT ...; "a", 1`, with the semicolon only where values are bound. */
function statementOf(logged: string): Statement {
  const text = logged.replace(/^Executing \([^)]*\): /, '');
  const end = text.search(/\$\d/) === -1 ? -1 : text.lastIndexOf('; ');
  if (end === -1) return { text, bind: [] };
  return { text: text.slice(0, end), bind: JSON.parse(`[${text.slice(end + 1)}]`) as unknown[] };
}

/**
 * The plan of a statement. Tables of a page or two are read whole when that may be, whatever index they have, so it may not be unless
 * the test says so: then a scan shows that no index would do.
 */
function planOf(
  { text, bind }: Statement,
  { enableSeqscan = false, enableSort = true } = {},
): Promise<string> {
  const { postgres } = test;
  return postgres.transaction(async (transaction) => {
    const settings = { enable_seqscan: enableSeqscan, enable_sort: enableSort };
    for (const [name, isOn] of Object.entries(settings)) {
      await postgres.sequelize.query(`SET LOCAL ${name} = ${isOn ? 'on' : 'off'}`, { transaction });
    }
    const rows = await postgres.sequelize.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, {
      transaction,
      bind,
      type: QueryTypes.SELECT,
    });
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
}
