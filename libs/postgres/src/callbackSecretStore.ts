import type { Clock } from '@kassahook/platform/clock';
import type { SecretBox } from '@kassahook/platform/secretBox';
import type { Postgres } from './postgres.js';
import { openedSecrets, rotatedSecrets, secretsNow, type SigningSecrets } from './secretRotation.js';
import { storeWrite } from './storeWrite.js';

/** The secrets that sign callbacks: an account's callbacks are too many and too short-lived to have one each. */
export interface CallbackSecretStore {
  /** The account's current secret in plain text; made now when there is none. */
  get(accountId: string): Promise<string>;
  /** The sealed secrets that sign now, the current one first, by account; one that has none is absent. */
  sealedNow(accountIds: readonly string[]): Promise<Map<string, string[]>>;
  /** Makes another secret the current one; the one before signs as well until the overlap ends, which 0 ms do at once. */
  rotate(rotation: { accountId: string; secret: string; overlapMs: number }): Promise<SigningSecrets>;
}

/** Creates the store. `newSecret` makes a fresh secret in plain text. */
export function createCallbackSecretStore(
  postgres: Postgres,
  { secretBox, newSecret, clock }: { secretBox: SecretBox; newSecret: () => string; clock: Clock },
): CallbackSecretStore {
  const { callbackSecret } = postgres.models;

  async function current(accountId: string): Promise<string | null> {
    const row = await callbackSecret.findByPk(accountId);
    return row && secretBox.open(row.sealedSecret);
  }

  return {
    async get(accountId) {
      const known = await current(accountId);
      if (known !== null) return known;
      // Of two that make it at once the first one's stays, for both.
      const secret = newSecret();
      const row = { accountId, sealedSecret: secretBox.seal(secret) };
      await callbackSecret.bulkCreate([row], { ignoreDuplicates: true });
      return (await current(accountId)) ?? secret;
    },

    async sealedNow(accountIds) {
      const rows = await callbackSecret.findAll({ where: { accountId: [...accountIds] } });
      const nowMs = clock.now();
      return new Map(rows.map((row) => [row.accountId, secretsNow(row, nowMs).sealed]));
    },

    rotate({ accountId, secret, overlapMs }) {
      return storeWrite(postgres, async (transaction) => {
        const sealed = secretBox.seal(secret);
        await callbackSecret.bulkCreate([{ accountId, sealedSecret: sealed }], {
          ignoreDuplicates: true,
          transaction,
        });
        const row = await callbackSecret.findByPk(accountId, {
          transaction,
          lock: transaction.LOCK.UPDATE,
          rejectOnEmpty: true,
        });
        const nowMs = clock.now();
        // The account had none: there is nothing to replace.
        if (row.sealedSecret !== sealed) row.set(rotatedSecrets(row, { sealed, overlapMs, nowMs }));
        await row.save({ transaction });
        await postgres.auditTrail.record(
          [
            {
              accountId,
              action: 'callback_secret.rotated',
              targetType: 'account',
              targetId: accountId,
              details: { overlapMs },
            },
          ],
          transaction,
        );
        return openedSecrets(row, nowMs, secretBox);
      });
    },
  };
}
