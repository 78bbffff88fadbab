import { migrateMongo } from '@kassahook/mongo/migrate';
import { createMongo } from '@kassahook/mongo/mongo';
import { readSettings, SettingsError } from '@kassahook/platform/env';
import { toError } from '@kassahook/platform/errors';
import { createLogger, type Logger } from '@kassahook/platform/logger';
import { createReleasers } from '@kassahook/platform/releasers';
import { migratePostgres } from '@kassahook/postgres/migrate';
import { createPostgres } from '@kassahook/postgres/postgres';

/** Brings both databases up to date and ends; safe beside running processes, and twice. Exits with 1 when it could not. */
async function migrate(): Promise<void> {
  const settings = readSettings(['POSTGRES_URL', 'MONGO_URL', 'LOG_LEVEL', 'LOG_PRETTY']);
  const logger = createLogger({ name: 'migrate', level: settings.LOG_LEVEL, pretty: settings.LOG_PRETTY });
  const releasers = createReleasers(logger);
  const postgres = createPostgres({
    url: settings.POSTGRES_URL,
    logger,
    onCommitted: ignore,
    onWebhooksChanged: ignore,
  });
  releasers.add('postgres', () => postgres.close());
  const mongo = createMongo({ url: settings.MONGO_URL, logger, onCommitted: ignore });
  releasers.add('mongo', () => mongo.close());
  try {
    await migratePostgres(postgres, logger);
    await migrateMongo(mongo, logger);
    logger.info('migrated');
  } catch (error) {
    failed(error, logger);
  } finally {
    await releasers.releaseAll();
  }
}

function failed(error: unknown, logger: Logger): void {
  logger.fatal({ err: toError(error) }, 'migration.failed');
  process.exitCode = 1;
}

/** A migration changes tables, not entities: nobody is to be told of anything. */
function ignore(): void {
  return;
}

migrate().catch((error: unknown) => {
  process.stderr.write(`${error instanceof SettingsError ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
