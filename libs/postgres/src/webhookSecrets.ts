import type { Clock } from '@kassahook/platform/clock';
import { notFound } from '@kassahook/platform/errors';
import type { SecretBox } from '@kassahook/platform/secretBox';
import { scopedTo } from './accountScope.js';
import type { Postgres } from './postgres.js';
import { openedSecrets, rotatedSecrets, type SigningSecrets } from './secretRotation.js';
import { storeWrite } from './storeWrite.js';

export interface Rotation {
  accountId: string;
  id: string;
  /** The new secret, in plain text. */
  secret: string;
  /** How long the old one goes on signing; 0 ends it at once. */
  overlapMs: number;
}

/**
 * Creates the store of webhooks' secrets.
 * @throws from each call: AppError NOT_FOUND
 */
export function createWebhookSecrets(
  postgres: Postgres,
  { secretBox, clock }: { secretBox: SecretBox; clock: Clock },
) {
  const { webhook } = postgres.models;

  return {
    async read(accountId: string, id: string): Promise<SigningSecrets> {
      return openedSecrets(await scopedTo(webhook, accountId).get(id), clock.now(), secretBox);
    },

    /** Makes another secret the current one; the one before signs as well until the overlap ends. */
    rotate({ accountId, id, secret, overlapMs }: Rotation): Promise<SigningSecrets> {
      return storeWrite(postgres, async (transaction) => {
        const row = await scopedTo(webhook, accountId).find(id, {
          transaction,
          lock: transaction.LOCK.UPDATE,
        });
        if (!row) throw notFound('webhook');
        const nowMs = clock.now();
        row.set(rotatedSecrets(row, { sealed: secretBox.seal(secret), overlapMs, nowMs }));
        return openedSecrets(await row.save({ transaction }), nowMs, secretBox);
      });
    },
  };
}
export type WebhookSecretStore = ReturnType<typeof createWebhookSecrets>;
