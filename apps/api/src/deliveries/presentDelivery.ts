import type { Attempt } from '@kassahook/contracts/attempt';
import { deliveryStateOf } from '@kassahook/domain/deliveryState';

/** The attempts of one delivery, oldest first; never empty. */
export type DeliveryLog = readonly [Attempt, ...Attempt[]];

/** A delivery as lists show it: what its attempts came to. */
export function presentDelivery(log: DeliveryLog) {
  const [first] = log;
  const last = log.at(-1) ?? first;
  const state = deliveryStateOf(log);
  const scheduled = log.filter((attempt) => attempt.trigger === 'schedule').at(-1);
  const next = state === 'waiting' ? scheduled?.nextAttemptAt : null;
  return {
    id: first.deliveryId,
    webhookId: first.webhookId,
    eventId: first.eventId,
    type: first.type,
    action: first.action,
    entityId: first.entityId,
    occurredAt: first.occurredAt.toISOString(),
    state,
    attempts: log.length,
    lastAttemptAt: last.at.toISOString(),
    nextAttemptAt: next?.toISOString() ?? null,
    lastErrorClass: last.errorClass,
  };
}

/** A delivery with every attempt, oldest first. */
export function presentDeliveryLog(log: DeliveryLog) {
  return { ...presentDelivery(log), attemptLog: log.map(presentAttempt) };
}

/** An attempt as the API shows it, field by field. Secrets among the request's headers were masked when it was stored. */
function presentAttempt(attempt: Attempt) {
  return {
    id: attempt.id,
    attempt: attempt.attempt,
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
