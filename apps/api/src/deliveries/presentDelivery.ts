import type { Attempt } from '@kassahook/contracts/attempt';
import type { AttemptView, DeliveryLogView, DeliveryView } from '@kassahook/contracts/delivery';
import { isCallback } from '@kassahook/contracts/event';
import { deliveryStateOf } from '@kassahook/domain/deliveryState';
import type { Delivery, DeliveryInFull } from './delivery.js';

/** What is known of the places that deliveries go to. */
export interface DeliveryPlaces {
  /** Where callbacks go, by operation. */
  callbackUrls: ReadonlyMap<string, string>;
  /** Until when the endpoints of those that wait rest, by webhookId. */
  rests: ReadonlyMap<string, string>;
}

/** A delivery as lists show it: what its attempts came to. */
export function presentDelivery(
  { log, ...delivery }: Delivery,
  { callbackUrls, rests }: DeliveryPlaces,
): DeliveryView {
  const state = deliveryStateOf(log);
  const restsUntil = state === 'waiting' ? rests.get(delivery.webhookId) : undefined;
  const last = log.at(-1);
  const scheduled = log.filter((attempt) => attempt.trigger === 'schedule').at(-1);
  return {
    id: delivery.deliveryId,
    webhookId: delivery.webhookId,
    eventId: delivery.eventId,
    type: delivery.type,
    action: delivery.action,
    entityId: delivery.entityId,
    occurredAt: delivery.occurredAt.toISOString(),
    state,
    attempts: log.length,
    lastAttemptAt: last?.at.toISOString() ?? null,
    // A resend that was delivered does not stop the schedule: what is still to come is shown.
    nextAttemptAt: scheduled?.nextAttemptAt?.toISOString() ?? null,
    ...(restsUntil !== undefined && { restsUntil }),
    lastErrorClass: last?.errorClass ?? null,
    lastStatus: last?.response?.status ?? null,
    ...(isCallback(delivery) && {
      callback: { operationId: delivery.entityId, url: callbackUrls.get(delivery.entityId) ?? null },
    }),
  };
}

/**
 * A delivery with every attempt, oldest first.
 * @param more.requestBody what each of them sends; null when the event is no longer stored
 * @param more.places see `presentDelivery`
 */
export function presentDeliveryLog(
  delivery: DeliveryInFull,
  { requestBody, places }: { requestBody: string | null; places: DeliveryPlaces },
): DeliveryLogView {
  const attemptLog = delivery.log.map(presentAttempt);
  return { ...presentDelivery(delivery, places), requestBody, attemptLog };
}

/** An attempt as the API shows it, field by field. Secrets among the request's headers were masked when it was stored. */
function presentAttempt(attempt: Attempt): AttemptView {
  const isManual = attempt.trigger === 'manual';
  return {
    id: attempt.id,
    // The message of a resend carries a number as well, which the next scheduled attempt may have too: it is not shown.
    attempt: isManual ? null : attempt.attempt,
    resendId: isManual ? attempt.id.slice(attempt.id.lastIndexOf(':') + 1) : null,
    rung: attempt.rung,
    trigger: attempt.trigger,
    at: attempt.at.toISOString(),
    state: attempt.state,
    errorClass: attempt.errorClass,
    request: attempt.request,
    response: attempt.response,
    timings: attempt.timings,
    remoteAddress: attempt.remoteAddress,
    worker: attempt.worker,
    nextAttemptAt: attempt.nextAttemptAt?.toISOString() ?? null,
    ...(attempt.batchId !== undefined && { batchId: attempt.batchId }),
  };
}
