import { createSilentLogger } from '@kassahook/platform/logger';
import { migratePostgres } from '@kassahook/postgres/migrate';
import { createPostgres, type Postgres } from '@kassahook/postgres/postgres';
import { createTestNamespace, type TestNamespace } from '@kassahook/testing/testServices';

/** A migrated database of a test file's own, whose commits tell nobody; `drop` takes the whole namespace. */
export interface MigratedPostgres {
  namespace: TestNamespace;
  postgres: Postgres;
  drop(): Promise<void>;
}

/** @param beside what else the namespace is to have; whoever connects to it closes that before `drop` */
export async function createMigratedPostgres({
  beside = [],
}: { beside?: readonly 'mongo'[] } = {}): Promise<MigratedPostgres> {
  const logger = createSilentLogger();
  const namespace = await createTestNamespace(['postgres', ...beside]);
  const postgres = createPostgres({
    url: namespace.POSTGRES_URL,
    logger,
    onCommitted: () => undefined,
    onWebhooksChanged: () => undefined,
  });
  await migratePostgres(postgres, logger);
  return {
    namespace,
    postgres,
    async drop() {
      await postgres.close();
      await namespace.drop();
    },
  };
}
