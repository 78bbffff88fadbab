import type { Transaction } from 'sequelize';
import { newId } from '@kassahook/platform/ids';
import { afterDurable } from './capture/transactionWatch.js';
import type { NewNotification } from './newNotification.js';
import type { Postgres } from './postgres.js';
import { select } from './sql.js';

/** Tells an account something, in the commit of what it is about: it is told when that happened, and only then. */
export async function writeNotification(
  postgres: Pick<Postgres, 'sequelize' | 'onNotified'>,
  { accountId, webhookId, data }: NewNotification,
  transaction: Transaction,
): Promise<void> {
  const { kind, ...facts } = data;
  const id = newId();
  await select(
    postgres,
    `INSERT INTO notifications (id, account_id, webhook_id, kind, data)
     VALUES ($id, $accountId, $webhookId, $kind, $facts::jsonb)`,
    { id, accountId, webhookId, kind, facts: JSON.stringify(facts) },
    transaction,
  );
  afterDurable(transaction, () => {
    postgres.onNotified({ id, accountId, webhookId, data });
    return Promise.resolve();
  });
}
