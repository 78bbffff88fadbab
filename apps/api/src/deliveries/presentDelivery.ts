import type { Attempt } from '@kassahook/contracts/attempt';
import type { AttemptView, DeliveryLogView, DeliveryView } from '@kassahook/contracts/delivery';
import { isCallback } from '@kassahook/contracts/event';
import { deliveryStateOf } from '@kassahook/domain/deliveryState';
import type { Delivery, DeliveryInFull } from './delivery.js';

/**
 * A delivery as lists show it: what its attempts came to.
 * @param callbackUrls where callbacks go, by operation
 */
export function presentDelivery(
  { log, ...delivery }: Delivery,
  callbackUrls: ReadonlyMap<string, string>,
): DeliveryView {
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
    state: deliveryStateOf(log),
    attempts: log.length,
    lastAttemptAt: last?.at.toISOString() ?? null,
    // A resend that was delivered does not stop the schedule: what is still to come is shown.
    nextAttemptAt: scheduled?.nextAttemptAt?.toISOString() ?? null,
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
 * @param more.callbackUrls where callbacks go, by operation
 */
export function presentDeliveryLog(
  delivery: DeliveryInFull,
  { requestBody, callbackUrls }: { requestBody: string | null; callbackUrls: ReadonlyMap<string, string> },
): DeliveryLogView {
  const attemptLog = delivery.log.map(presentAttempt);
  return { ...presentDelivery(delivery, callbackUrls), requestBody, attemptLog };
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
