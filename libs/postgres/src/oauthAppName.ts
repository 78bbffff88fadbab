import type { Transaction } from 'sequelize';
import type { Postgres } from './postgres.js';

/** An application's name for the audit log: it may be another account's, and is not to be found by its id there. Null when it is gone. */
export async function oauthAppName(
  postgres: Postgres,
  appId: string,
  transaction: Transaction,
): Promise<string | null> {
  const app = await postgres.models.oauthApp.findByPk(appId, { attributes: ['name'], transaction });
  return app?.name ?? null;
}
