import { callbackEndpoint, type Subscription } from '@kassahook/contracts/subscription';
import { WEBHOOK_TIMEOUT_MS } from '@kassahook/contracts/webhook';

export interface CallbacksDeps {
  /** Where the entity's events are to go; null when it asked for nothing. */
  urlOf: (entityId: string) => Promise<string | null>;
  /** The account's secrets for callbacks that sign now, sealed, the current one first; null when it has none. */
  sealedSecretsOf: (accountId: string) => Promise<string[] | null>;
}

/**
 * Creates the function that makes a subscription of a callback. All callbacks of an account to one host are one endpoint to the gate, with
 * one breaker and one share, as they are to the host: their URLs differ with each order, and a host that hangs must not hold one
 * message for each.
 *
 * Secrets are not remembered: whoever rotates one expects it to sign the next request, and the read is one for a whole batch, beside
 * the one of the URLs that is needed anyway.
 */
export function createCallbacks({ urlOf, sealedSecretsOf }: CallbacksDeps) {
  return async function callbackOf(delivery: {
    accountId: string;
    entityId: string;
  }): Promise<Subscription | undefined> {
    const { accountId, entityId } = delivery;
    const [url, sealedSecrets] = await Promise.all([urlOf(entityId), sealedSecretsOf(accountId)]);
    if (url === null || sealedSecrets === null) return undefined;
    const endpoint = callbackEndpoint(accountId, url);
    return {
      id: endpoint,
      endpoint,
      accountId,
      url,
      isActive: true,
      mask: 0,
      timeoutMs: WEBHOOK_TIMEOUT_MS.default,
      headers: {},
      sealedSecrets,
    };
  };
}
