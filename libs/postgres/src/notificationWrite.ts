import type { Transaction } from 'sequelize';
import type { NotificationData } from '@kassahook/contracts/notification';
import { newId } from '@kassahook/platform/ids';
import type { Postgres } from './postgres.js';
import { select } from './sql.js';

export interface NewNotification {
  accountId: string;
  webhookId: string;
  data: NotificationData;
}

/** Tells an account something, in the commit of what it is about: it is told when that happened, and only then. */
export async function writeNotification(
  postgres: Pick<Postgres, 'sequelize'>,
  { accountId, webhookId, data }: NewNotification,
  transaction: Transaction,
): Promise<void> {
  const { kind, ...facts } = data;
  await select(
    postgres,
    `INSERT INTO notifications (id, account_id, webhook_id, kind, data)
     VALUES ($id, $accountId, $webhookId, $kind, $facts::jsonb)`,
    { id: newId(), accountId, webhookId, kind, facts: JSON.stringify(facts) },
    transaction,
  );
}
