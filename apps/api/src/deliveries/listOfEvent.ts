import type { AttemptBrief } from '@kassahook/contracts/attempt';
import type { DeliveryQuery } from '@kassahook/contracts/delivery';
import { deliveryStateOf } from '@kassahook/domain/deliveryState';
import { deliveriesOfEvent, deliveryIdsOf, type Delivery, type EventOfDelivery } from './delivery.js';
import type { DeliveryPage } from './listDeliveries.js';
import { isAfter, selects } from './selectAttempt.js';

/** The deliveries that an event made, those without an attempt too. */
export async function readDeliveriesOf(
  event: EventOfDelivery,
  attempts: { briefByDelivery(deliveryIds: readonly string[]): Promise<Map<string, AttemptBrief[]>> },
): Promise<Delivery[]> {
  return deliveriesOfEvent(event, await attempts.briefByDelivery(deliveryIdsOf(event)));
}

/** A page of one event's deliveries, in the order and by the filters of the list of all: they are few, and all are read. */
export function pageOfEvent(deliveries: readonly Delivery[], query: DeliveryQuery): DeliveryPage {
  const { webhookId, state, type, action, entityId, limit, before } = query;
  const fitting = deliveries
    .filter(
      (one) =>
        (webhookId === undefined || one.webhookId === webhookId) &&
        (type === undefined || one.type === type) &&
        (action === undefined || one.action === action) &&
        (entityId === undefined || one.entityId === entityId) &&
        (state === undefined || deliveryStateOf(one.log) === state),
    )
    .flatMap((delivery) => {
      const place = placeOf(delivery, query);
      return place && (!before || isAfter(before, place)) ? [{ delivery, place }] : [];
    })
    .sort((a, b) => (isAfter(a.place, b.place) ? -1 : 1));
  const page = fitting.slice(0, limit);
  return {
    deliveries: page.map(({ delivery }) => delivery),
    next: fitting.length > limit ? (page.at(-1)?.place ?? null) : null,
  };
}

/**
 * Where the delivery stands in the list; one that waits for its first attempt, and was resent in vain at most, at its event's moment. Null
 * when the query does not want it.
 */
function placeOf({ log, deliveryId, occurredAt }: Delivery, query: DeliveryQuery) {
  const { from, to, state, statusClass } = query;
  const fitting = log.filter((attempt) => selects(query, attempt)).at(-1);
  if (fitting) return fitting;
  const isUntried = log.every(({ trigger }) => trigger === 'manual');
  if (log.length > 0 && !(state === 'waiting' && isUntried)) return null;
  if (statusClass !== undefined || (from && occurredAt < from) || (to && occurredAt >= to)) return null;
  return { at: occurredAt, id: deliveryId };
}
