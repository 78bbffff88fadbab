import type { Attempt } from '@kassahook/contracts/attempt';
import { deliveryIdOf } from '@kassahook/platform/ids';
import { deliveriesOfEvent, deliveryOfLog, type Delivery, type EventOfDelivery } from './delivery.js';

export interface FindDeliveryDeps {
  attempts: { byDelivery(deliveryIds: readonly string[]): Promise<Map<string, Attempt[]>> };
  events: {
    /** The account's event; null when it has none of this id. */
    get(accountId: string, id: string): Promise<EventOfDelivery | null>;
    /** The account's newest events. */
    list(query: { accountId: string; limit: number }): Promise<EventOfDelivery[]>;
  };
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
/**
 * A delivery's id is a hash of its event and its webhook: one without an attempt is found by making the ids of the account's newest
 * deliveries, 1 µs each. What waits for its first attempt is new; in an outage of hours it is found through its event.
 */
const EVENTS_LOOKED_AT = 2_000;

/** Creates the look-up of one delivery of an account, with its attempts if it has any; null when there is none. */
export function createFindDelivery({ attempts, events }: FindDeliveryDeps) {
  return async function findDelivery({
    accountId,
    id,
    eventId,
  }: {
    accountId: string;
    id: string;
    eventId?: string | undefined;
  }): Promise<Delivery | null> {
    if (!UUID.test(id)) return null;
    const logged = deliveryOfLog((await attempts.byDelivery([id])).get(id));
    if (logged) return logged.accountId === accountId ? logged : null;
    const candidates =
      eventId === undefined
        ? await events.list({ accountId, limit: EVENTS_LOOKED_AT })
        : [await events.get(accountId, eventId)];
    for (const event of candidates) {
      const webhookId = event?.webhookIds.find((candidate) => deliveryIdOf(event.id, candidate) === id);
      if (!event || webhookId === undefined) continue;
      return deliveriesOfEvent({ ...event, webhookIds: [webhookId] }, new Map())[0] ?? null;
    }
    return null;
  };
}
export type FindDelivery = ReturnType<typeof createFindDelivery>;
