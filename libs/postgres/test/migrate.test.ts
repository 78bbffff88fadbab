import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataTypes, QueryTypes, type Model, type ModelStatic } from 'sequelize';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createTestNamespace, type TestNamespace } from '@kassahook/testing/testServices';
import { migratePostgres, revertPostgres } from '../src/migrate.js';
import { MIGRATIONS } from '../src/migrations/all.js';
import { createPostgres, type Postgres } from '../src/postgres.js';

const logger = createSilentLogger();
let namespace: TestNamespace;
let postgres: Postgres;

const connect = () =>
  createPostgres({
    url: namespace.POSTGRES_URL,
    logger,
    onCommitted: () => undefined,
    onWebhooksChanged: () => undefined,
  });

beforeAll(async () => {
  namespace = await createTestNamespace(['postgres']);
  postgres = connect();
});
afterAll(async () => {
  await postgres.close();
  await namespace.drop();
});

interface Column {
  table: string;
  name: string;
  nullable: boolean;
}

async function columns(): Promise<Column[]> {
  return postgres.sequelize.query<Column>(
    `SELECT table_name AS "table", column_name AS name, is_nullable = 'YES' AS nullable
     FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2`,
    { type: QueryTypes.SELECT },
  );
}

const WITHOUT_MODEL = new Set([
  ...['migrations', 'jobs', 'leases', 'notifications', 'password_resets'],
  ...['delivery_stats', 'stats_flushes', 'webhook_health', 'inspectors'],
]);

describe('migratePostgres', () => {
  it('when it goes up, down and up again, then the schema is the same both times and empty in between', async () => {
    await migratePostgres(postgres, logger);
    const first = await columns();
    await revertPostgres(postgres);
    expect(new Set((await columns()).map(({ table }) => table))).toEqual(new Set(['migrations']));
    await migratePostgres(postgres, logger);
    expect(await columns()).toEqual(first);
  });

  it('when two processes run it at once, then both succeed and each step ran once', async () => {
    await revertPostgres(postgres);
    const other = connect();
    try {
      await Promise.all([migratePostgres(postgres, logger), migratePostgres(other, logger)]);
    } finally {
      await other.close();
    }
    const [row] = await postgres.sequelize.query('SELECT count(*)::int AS count FROM migrations', {
      type: QueryTypes.SELECT,
    });
    expect(row).toEqual({ count: MIGRATIONS.length });
  });

  it('when it ran, then the tables have exactly the columns of the models, and the same ones may be NULL', async () => {
    await migratePostgres(postgres, logger);
    // Written by statements of our own, which name their columns: their stores' tests are what holds them together.
    const inTables = (await columns()).filter(({ table }) => !WITHOUT_MODEL.has(table));
    const inModels = (Object.values(postgres.models) as ModelStatic<Model>[]).flatMap((model) =>
      Object.values(model.getAttributes())
        .filter(({ type }) => !(type instanceof DataTypes.VIRTUAL))
        .map(({ field = '', allowNull, primaryKey }) => ({
          table: model.tableName,
          name: field,
          nullable: allowNull !== false && !primaryKey && !['created_at', 'updated_at'].includes(field),
        })),
    );
    const sorted = (list: Column[]) => list.map((column) => JSON.stringify(column)).sort();
    expect(sorted(inModels)).toEqual(sorted(inTables));
  });

  it('when a mask is negative, then the table refuses it whatever the model says', async () => {
    const sql = `INSERT INTO webhooks VALUES (gen_random_uuid(), gen_random_uuid(), 'http://a', true, -1, null, 5000, '{}', '{}', 'x', null, null, now(), now())`;
    await expect(postgres.sequelize.query(sql)).rejects.toThrow(/webhooks_mask_check/);
  });
});
