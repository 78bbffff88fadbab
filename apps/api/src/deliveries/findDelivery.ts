import type { Attempt } from '@kassahook/contracts/attempt';
import { deliveryIdOf } from '@kassahook/platform/ids';
import { deliveryOfLog, type DeliveryInFull, type EventOfDelivery } from './delivery.js';

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
 * deliveries. What waits for its first attempt is new; in an outage it is found through its event, which whoever lists it knows. Every
 * id that is none at all costs as many events.
 */
const EVENTS_LOOKED_AT = 100;

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
  }): Promise<DeliveryInFull | null> {
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
      const { id: eventOfIt, type, action, entityId, occurredAt } = event;
      return {
        deliveryId: id,
        eventId: eventOfIt,
        webhookId,
        accountId,
        type,
        action,
        entityId,
        occurredAt,
        log: [],
      };
    }
    return null;
  };
}
export type FindDelivery = ReturnType<typeof createFindDelivery>;
