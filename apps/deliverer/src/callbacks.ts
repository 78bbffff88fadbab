import { LRUCache } from 'lru-cache';
import type { Subscription } from '@kassahook/contracts/subscription';
import { WEBHOOK_TIMEOUT_MS } from '@kassahook/contracts/webhook';

export interface CallbacksDeps {
  /** Where the entity's events are to go; null when it asked for nothing. */
  urlOf: (entityId: string) => Promise<string | null>;
  /** The account's secret for callbacks, sealed; null when it has none. */
  sealedSecretOf: (accountId: string) => Promise<string | null>;
}

/** A secret is written once and never changes, so one that was read stays right. */
const SECRETS_MAX = 10_000;

/**
 * Creates the function that makes a subscription of a callback. Its id is the endpoint's, not the delivery's: all callbacks of an
 * account to one host are one endpoint to the gate, with one breaker and one share, as they are to the host.
 */
export function createCallbacks({ urlOf, sealedSecretOf }: CallbacksDeps) {
  const secrets = new LRUCache<string, string>({ max: SECRETS_MAX });

  async function secretOf(accountId: string): Promise<string | null> {
    const known = secrets.get(accountId);
    if (known !== undefined) return known;
    const secret = await sealedSecretOf(accountId);
    if (secret !== null) secrets.set(accountId, secret);
    return secret;
  }

  return async function callbackOf(delivery: {
    accountId: string;
    entityId: string;
  }): Promise<Subscription | undefined> {
    const { accountId, entityId } = delivery;
    const [url, secret] = await Promise.all([urlOf(entityId), secretOf(accountId)]);
    if (url === null || secret === null) return undefined;
    return {
      id: `callback:${accountId}:${new URL(url).origin}`,
      accountId,
      url,
      isActive: true,
      mask: 0,
      timeoutMs: WEBHOOK_TIMEOUT_MS.default,
      headers: {},
      sealedSecrets: [secret],
    };
  };
}
