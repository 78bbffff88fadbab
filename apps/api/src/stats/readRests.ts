import { callbackEndpoint, endpointKey, endpointOf, type Endpoint } from '@kassahook/contracts/subscription';

/** A webhook, as far as its endpoint may rest and what waits for it may wait. */
type RestingWebhook = Endpoint & {
  isActive: boolean;
  endpoint?: string | undefined;
  maxPerSecond?: number | undefined;
};

export interface ReadRestsDeps {
  /** The account's webhooks, from the cache. */
  subscriptionsOf: (accountId: string) => Promise<readonly RestingWebhook[]>;
  /** Until when each of these endpoints rests, Unix ms. */
  restsUntil: (endpoints: readonly string[]) => Promise<ReadonlyMap<string, number>>;
}

/** Where something waits to be sent. */
export interface WaitingPlace {
  /** The webhook; of a callback its operation. */
  webhookId: string;
  /** Where the callback goes; undefined for a webhook. */
  callbackUrl?: string | undefined;
}

/** Until when the endpoints of these rest, ISO 8601, by webhookId; those that do not are absent. Never throws. */
export type ReadRests = (
  accountId: string,
  places: readonly WaitingPlace[],
) => Promise<ReadonlyMap<string, string>>;

/**
 * Creates the look at the rests of an account's endpoints: one read of its list in the cache and one of all rests together, and neither when
 * nothing waits.
 */
export function createReadRests({ subscriptionsOf, restsUntil }: ReadRestsDeps): ReadRests {
  async function endpointsOf(accountId: string, places: readonly WaitingPlace[]) {
    const isOfWebhook = places.some(({ callbackUrl }) => callbackUrl === undefined);
    const webhooks = isOfWebhook ? await subscriptionsOf(accountId) : [];
    const known = new Map(webhooks.filter(({ isActive }) => isActive).map((one) => [one.id, one]));
    return places.flatMap(({ webhookId, callbackUrl }) => {
      const webhook = known.get(webhookId);
      const callback = callbackUrl === undefined ? null : callbackEndpoint(accountId, callbackUrl);
      const endpoint = callback === null ? webhook && endpointOf(webhook) : { id: callback, url: callback };
      return endpoint ? [{ webhookId, key: endpointKey(endpoint) }] : [];
    });
  }

  return async function readRests(accountId, places) {
    if (places.length === 0) return new Map();
    try {
      const endpoints = await endpointsOf(accountId, places);
      const ends = await restsUntil([...new Set(endpoints.map(({ key }) => key))]);
      return new Map(
        endpoints.flatMap(({ webhookId, key }): [string, string][] => {
          const untilMs = ends.get(key);
          return untilMs === undefined ? [] : [[webhookId, new Date(untilMs).toISOString()]];
        }),
      );
    } catch {
      // The list could not be had. What it was asked beside is in another store, and is worth having without it.
      return new Map();
    }
  };
}
