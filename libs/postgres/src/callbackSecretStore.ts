import type { SecretBox } from '@kassahook/platform/secretBox';
import type { Postgres } from './postgres.js';

/** The secrets that sign callbacks: an account's callbacks are too many and too short-lived to have one each. */
export interface CallbackSecretStore {
  /** The account's secret in plain text; made now when there is none. */
  get(accountId: string): Promise<string>;
  /** The account's secret as it is stored; null before the first `get`. */
  sealed(accountId: string): Promise<string | null>;
}

/** Creates the store. `newSecret` makes a fresh secret in plain text. */
export function createCallbackSecretStore(
  { models: { callbackSecret } }: Postgres,
  { secretBox, newSecret }: { secretBox: SecretBox; newSecret: () => string },
): CallbackSecretStore {
  async function sealed(accountId: string): Promise<string | null> {
    return (await callbackSecret.findByPk(accountId))?.sealedSecret ?? null;
  }
  return {
    sealed,
    async get(accountId) {
      const known = await sealed(accountId);
      if (known !== null) return secretBox.open(known);
      // Of two that make it at once the first one's stays, for both.
      const sealedSecret = secretBox.seal(newSecret());
      await callbackSecret.bulkCreate([{ accountId, sealedSecret }], { ignoreDuplicates: true });
      return secretBox.open((await sealed(accountId)) ?? sealedSecret);
    },
  };
}
