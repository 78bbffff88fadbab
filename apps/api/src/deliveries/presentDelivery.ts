import type { Attempt } from '@kassahook/contracts/attempt';
import type { AttemptView, DeliveryLogView, DeliveryView } from '@kassahook/contracts/delivery';
import { deliveryStateOf } from '@kassahook/domain/deliveryState';
import type { Delivery, DeliveryInFull } from './delivery.js';

/** A delivery as lists show it: what its attempts came to. */
export function presentDelivery({ log, ...delivery }: Delivery): DeliveryView {
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
  };
}

/**
 * A delivery with every attempt, oldest first.
 * @param requestBody what each of them sends; null when the event is no longer stored
 */
export function presentDeliveryLog(delivery: DeliveryInFull, requestBody: string | null): DeliveryLogView {
  return { ...presentDelivery(delivery), requestBody, attemptLog: delivery.log.map(presentAttempt) };
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
