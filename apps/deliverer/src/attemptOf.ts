import type { Attempt } from '@kassahook/contracts/attempt';
import type { DeliveryMessage } from '@kassahook/contracts/messages';
import type { Decision } from '@kassahook/domain/decide';
import { errorClassOf, type AttemptOutcome, type InternalErrorClass } from '@kassahook/domain/outcome';
import { attemptIdOf, resendAttemptIdOf } from '@kassahook/platform/ids';
import type { Posted } from './postDelivery.js';

/** What one attempt came to, and when it began. */
export interface MadeAttempt {
  posted: Posted;
  decision: Decision;
  /** Unix ms. */
  startedAtMs: number;
  worker: string;
}

/** The attempt as the log keeps it. */
export function attemptOf(
  message: DeliveryMessage,
  { posted, decision, startedAtMs, worker }: MadeAttempt,
): Attempt {
  // Field by field: copying the rest of an object costs more than everything else here.
  return {
    id: idOf(message),
    deliveryId: message.deliveryId,
    eventId: message.eventId,
    webhookId: message.webhookId,
    accountId: message.accountId,
    type: message.type,
    action: message.action,
    entityId: message.entityId,
    occurredAt: new Date(message.occurredAt),
    attempt: message.attempt,
    rung: message.rung,
    trigger: message.trigger,
    at: new Date(startedAtMs),
    state: decision.state,
    errorClass: errorClassOf(posted.outcome),
    request: posted.request,
    response: posted.response,
    timings: posted.timings,
    remoteAddress: posted.remoteAddress,
    worker,
    nextAttemptAt: decision.state === 'waiting' ? new Date(decision.dueAtMs) : null,
    nextRung: decision.state === 'waiting' ? decision.rung : null,
  };
}

/** The id of the attempt that a message asks for. */
export function idOf(message: DeliveryMessage): string {
  return message.resendId === undefined
    ? attemptIdOf(message.deliveryId, message.attempt)
    : resendAttemptIdOf(message.deliveryId, message.resendId);
}

/** A flush that was repeated after a lost answer meets its own attempt. */
export function isSame(a: Attempt, b: Attempt): boolean {
  return a.worker === b.worker && a.at.getTime() === b.at.getTime();
}

/** What an attempt that ended without a request has to show. */
export function notPosted(errorClass: InternalErrorClass): Posted {
  const outcome: AttemptOutcome = { kind: 'ended', errorClass };
  return { outcome, request: null, response: null, timings: null, remoteAddress: null };
}
