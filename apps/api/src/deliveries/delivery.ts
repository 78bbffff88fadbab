import type { Attempt, AttemptBrief } from '@kassahook/contracts/attempt';
import type { StoredEvent } from '@kassahook/contracts/event';
import { deliveryIdOf } from '@kassahook/platform/ids';

/** One event on its way to one webhook, and its attempts, oldest first: none while the first one is on its way. */
export interface Delivery extends Pick<
  Attempt,
  'deliveryId' | 'eventId' | 'webhookId' | 'accountId' | 'type' | 'action' | 'entityId' | 'occurredAt'
> {
  log: readonly AttemptBrief[];
}

/** The same with all that is known of its attempts. */
export interface DeliveryInFull extends Delivery {
  log: readonly Attempt[];
}

/** The delivery that these attempts are of; null when there are none. */
export function deliveryOfLog<Known extends AttemptBrief>(
  log: readonly Known[] | undefined,
): (Delivery & { log: readonly Known[] }) | null {
  const [first] = log ?? [];
  if (!first) return null;
  const { deliveryId, eventId, webhookId, accountId, type, action, entityId, occurredAt } = first;
  return { deliveryId, eventId, webhookId, accountId, type, action, entityId, occurredAt, log: log ?? [] };
}

/** What of an event its deliveries need. */
export type EventOfDelivery = Omit<StoredEvent, 'snapshot' | 'source'>;

/** The deliveries that an event made, one for each webhook that it is for, with their attempts. */
export function deliveriesOfEvent(
  event: EventOfDelivery,
  logs: ReadonlyMap<string, readonly AttemptBrief[]>,
): Delivery[] {
  const { id: eventId, accountId, type, action, entityId, occurredAt, webhookIds } = event;
  return webhookIds.map((webhookId) => {
    const deliveryId = deliveryIdOf(eventId, webhookId);
    const log = logs.get(deliveryId) ?? [];
    return { deliveryId, eventId, webhookId, accountId, type, action, entityId, occurredAt, log };
  });
}

/** The ids of an event's deliveries. */
export function deliveryIdsOf({ id, webhookIds }: Pick<EventOfDelivery, 'id' | 'webhookIds'>): string[] {
  return webhookIds.map((webhookId) => deliveryIdOf(id, webhookId));
}
