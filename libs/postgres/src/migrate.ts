import { setTimeout as pause } from 'node:timers/promises';
import { QueryTypes } from 'sequelize';
import { Umzug } from 'umzug';
import { AppError } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';
import { MIGRATIONS } from './migrations/all.js';
import type { Postgres } from './postgres.js';

/** Any number that no other program locks in this database: the letters "kasahook" as a bigint. */
const LOCK_KEY = '7737592497000378219';
const LOCK_TIMEOUT_MS = 120_000;
const LOCK_INTERVAL_MS = 200;

/**
 * Brings the schema up to date. Safe when several processes run it at once: one works, the others wait for it and find nothing to
 * do. All steps and the note of them are one transaction: a failure leaves the schema as it was.
 * @throws AppError MIGRATION_LOCKED when another process holds the lock for two minutes
 */
export async function migratePostgres(postgres: Postgres, logger: Logger): Promise<void> {
  await withMigrations(postgres, async (migrations) => {
    const done = await migrations.up();
    if (done.length > 0) logger.info({ migrations: done.map(({ name }) => name) }, 'postgres.migrated');
  });
}

/** Takes every step back; the data is gone. For tests and for whoever wants to prove that the way back exists. */
export async function revertPostgres(postgres: Postgres): Promise<void> {
  await withMigrations(postgres, (migrations) => migrations.down({ to: 0 }));
}

async function withMigrations(postgres: Postgres, work: (umzug: Umzug) => Promise<unknown>): Promise<void> {
  await postgres.transaction(async (transaction) => {
    const sql: Sql = (text, replacements) =>
      postgres.sequelize.query(text, {
        transaction,
        type: QueryTypes.SELECT,
        ...(replacements && { replacements }),
      });
    await lock(sql);
    await sql(
      'CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())',
    );
    await work(umzugOf(sql));
  });
}

type Sql = (text: string, replacements?: unknown[]) => Promise<object[]>;

/** Umzug's own Sequelize storage would note the steps in another connection than the one that takes them. */
function umzugOf(sql: Sql): Umzug {
  return new Umzug({
    logger: undefined,
    migrations: MIGRATIONS.map(({ name, up, down }) => ({ name, up: () => up(sql), down: () => down(sql) })),
    storage: {
      async logMigration({ name }) {
        await sql('INSERT INTO migrations (name) VALUES (?)', [name]);
      },
      async unlogMigration({ name }) {
        await sql('DELETE FROM migrations WHERE name = ?', [name]);
      },
      async executed() {
        const rows = (await sql('SELECT name FROM migrations ORDER BY name')) as { name: string }[];
        return rows.map(({ name }) => name);
      },
    },
  });
}

/** Asks again and again instead of waiting in the server, where the statement timeout would end the wait. */
async function lock(sql: Sql): Promise<void> {
  const deadline = Date.now() + LOCK_TIMEOUT_MS;
  for (;;) {
    const [row] = (await sql(`SELECT pg_try_advisory_xact_lock(${LOCK_KEY}) AS locked`)) as {
      locked: boolean;
    }[];
    if (row?.locked) return;
    if (Date.now() > deadline) {
      throw new AppError('another process has been migrating for too long', {
        code: 'MIGRATION_LOCKED',
        retryable: true,
      });
    }
    await pause(LOCK_INTERVAL_MS);
  }
}
