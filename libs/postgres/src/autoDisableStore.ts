import type { FailingWebhook } from './healthStore.js';
import { writeNotification } from './notificationWrite.js';
import type { Postgres } from './postgres.js';
import { select } from './sql.js';

/** Warning an account that a webhook has only failed for a part of the time after which it is switched off. */
export function createAutoDisableStore(postgres: Postgres) {
  return {
    /**
     * Tells the account, once for each step of each failing: the note of it and the notification are one commit.
     * @returns false when it was told already
     */
    warn(
      { accountId, webhookId, url, failingSince }: FailingWebhook,
      { percent, disableAt }: { percent: number; disableAt: Date },
    ): Promise<boolean> {
      return postgres.transaction(async (transaction) => {
        const noted = await select(
          postgres,
          `UPDATE webhook_health SET warned_percent = $percent, warned_since = $failingSince
           WHERE webhook_id = $webhookId
             AND (warned_since IS DISTINCT FROM $failingSince OR warned_percent < $percent)
           RETURNING 1 AS noted`,
          { webhookId, percent, failingSince },
          transaction,
        );
        if (noted.length === 0) return false;
        const dates = { failingSince: failingSince.toISOString(), disableAt: disableAt.toISOString() };
        const data = { kind: 'WEBHOOK_FAILING' as const, url, percent, ...dates };
        await writeNotification(postgres, { accountId, webhookId, data }, transaction);
        return true;
      });
    },
  };
}
