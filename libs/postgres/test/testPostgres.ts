import type { EventHint } from '@kassahook/contracts/messages';
import type { OutboxRecord } from '@kassahook/contracts/event';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createTestNamespace } from '@kassahook/testing/testServices';
import { createAccountStore } from '../src/accountStore.js';
import { createCatalogueStore } from '../src/catalogueStore.js';
import { migratePostgres } from '../src/migrate.js';
import { createOutboxStore } from '../src/outboxStore.js';
import { createPostgres, type Postgres } from '../src/postgres.js';

/** An account with a shop and a department, ready for devices and products. */
export interface Owner {
  accountId: string;
  userId: number;
  shopId: number;
  departmentId: number;
}

/** A migrated database of the file's own, and what its commits announced. */
export interface TestPostgres {
  url: string;
  postgres: Postgres;
  /** Hints in the order in which they were announced. */
  hints: EventHint[];
  /** Accounts whose caches were told, in order. */
  told: string[];
  /** What telling the caches does; replaced by tests that need it to fail. */
  caches: { tell: (accountIds: string[]) => Promise<void> };
  newOwner(): Promise<Owner>;
  /** The outbox of an account, in the order of writing, as `ACTION` and parsed snapshot. */
  outboxOf(accountId: string): Promise<{ record: OutboxRecord; data: Record<string, unknown> }[]>;
  actionsOf(accountId: string): Promise<string[]>;
  /** Empties the outbox. */
  forget(): Promise<void>;
  drop(): Promise<void>;
}

export async function createTestPostgres(): Promise<TestPostgres> {
  const namespace = await createTestNamespace(['postgres']);
  const logger = createSilentLogger();
  const hints: EventHint[] = [];
  const told: string[] = [];
  const caches: TestPostgres['caches'] = {
    tell: (accountIds) => {
      told.push(...accountIds);
      return Promise.resolve();
    },
  };
  const postgres = createPostgres({
    url: namespace.POSTGRES_URL,
    logger,
    onCommitted: (announced) => void hints.push(...announced),
    onWebhooksChanged: (accountIds) => caches.tell(accountIds),
  });
  await migratePostgres(postgres, logger);
  const outbox = createOutboxStore(postgres);
  const accounts = createAccountStore(postgres);
  const catalogue = createCatalogueStore(postgres);
  let owners = 0;

  const outboxOf: TestPostgres['outboxOf'] = async (accountId) => {
    const hints = await outbox.hintsOlderThan({ before: new Date(Date.now() + 60_000), limit: 10_000 });
    const ids = hints.filter((hint) => hint.accountId === accountId).map((hint) => hint.eventId);
    const own = await outbox.load(ids);
    own.sort((a, b) => a.eventId.localeCompare(b.eventId));
    return own.map((record) => ({ record, data: JSON.parse(record.snapshot) as Record<string, unknown> }));
  };

  return {
    url: namespace.POSTGRES_URL,
    postgres,
    hints,
    told,
    caches,
    outboxOf,
    async newOwner() {
      owners += 1;
      const owner = { name: 'Owner', email: `owner${owners}@example.com`, passwordHash: 'hash' };
      const { accountId, userId } = await accounts.create({ name: `Account ${owners}`, owner });
      const shop = await catalogue.createShop({ accountId, name: 'Shop' });
      const department = await catalogue.createDepartment({ accountId, name: 'Food', tax: 'NDS_10' });
      return { accountId, userId, shopId: shop.id, departmentId: department.id };
    },
    async actionsOf(accountId) {
      return (await outboxOf(accountId)).map(({ record }) => record.action);
    },
    async forget() {
      await postgres.models.outbox.destroy({ where: {} });
      hints.length = 0;
      told.length = 0;
    },
    async drop() {
      await postgres.close();
      await namespace.drop();
    },
  };
}
