import { deliveryBody, isCallback, type StoredEvent } from '@kassahook/contracts/event';
import { BODY_IN_MESSAGE_LIMIT_BYTES, type DeliveryMessage } from '@kassahook/contracts/messages';
import type { Clock } from '@kassahook/platform/clock';
import { AppError } from '@kassahook/platform/errors';
import { newId } from '@kassahook/platform/ids';
import type { Delivery } from './delivery.js';

export interface ResendDeps {
  events: { byIds(ids: readonly string[]): Promise<StoredEvent[]> };
  /** Is the webhook there and switched on? Null when it is gone. */
  isWebhookActive: (accountId: string, webhookId: string) => Promise<boolean | null>;
  /** Publishes to the queue of first attempts, confirmed. */
  publish: (message: DeliveryMessage) => Promise<void>;
  clock: Clock;
}

/**
 * Sends a delivery once more, whatever its state, because somebody asked for it. It is an attempt of its own: it does not climb the ladder, and a
 * schedule that is running goes on beside it. It joins the first attempts: a person is waiting for it.
 */
export function createResendDelivery({ events, isWebhookActive, publish, clock }: ResendDeps) {
  /**
   * @returns the id of the resend, as its attempt will carry it
   * @throws AppError 409 when the webhook is gone or off, or the event is no longer stored; retryable when the broker is down
   */
  return async function resendDelivery({ log, ...delivery }: Delivery): Promise<string> {
    const { deliveryId, eventId, webhookId, accountId, type, action, entityId, occurredAt } = delivery;
    const [active, [event]] = await Promise.all([
      isCallback({ type, webhookId, entityId }) || isWebhookActive(accountId, webhookId),
      events.byIds([eventId]),
    ]);
    if (active === null) throw impossible('WEBHOOK_GONE', 'the webhook of this delivery was deleted');
    if (!active) throw impossible('WEBHOOK_INACTIVE', 'the webhook is switched off: switch it on first');
    if (!event) throw impossible('EVENT_GONE', 'the event is older than what we keep');
    const body = deliveryBody(event);
    const resendId = newId();
    await publish({
      v: 1,
      deliveryId,
      eventId,
      webhookId,
      accountId,
      type,
      action,
      entityId,
      occurredAt: occurredAt.toISOString(),
      // For the receiver's eyes only; what tells a resend from the schedule's attempts is its id.
      attempt: log.length + 1,
      rung: 0,
      dueAtMs: clock.now(),
      parks: 0,
      repeat: false,
      trigger: 'manual',
      resendId,
      ...(Buffer.byteLength(body) <= BODY_IN_MESSAGE_LIMIT_BYTES && { body }),
    });
    return resendId;
  };
}

function impossible(code: string, message: string): AppError {
  return new AppError(message, { code, status: 409 });
}
