import { RESENDS_PER_DELIVERY_MAX } from '@kassahook/contracts/delivery';
import { deliveryBody, isCallback, type StoredEvent } from '@kassahook/contracts/event';
import { BODY_IN_MESSAGE_LIMIT_BYTES, type DeliveryMessage } from '@kassahook/contracts/messages';
import type { Clock } from '@kassahook/platform/clock';
import { AppError } from '@kassahook/platform/errors';
import { newId } from '@kassahook/platform/ids';
import { QuotaExhausted } from '../http/quotaExhausted.js';
import type { Delivery } from './delivery.js';

export interface ResendDeps {
  events: { byIds(ids: readonly string[]): Promise<StoredEvent[]> };
  /** Is the webhook there and switched on? Null when it is gone. */
  isWebhookActive: (accountId: string, webhookId: string) => Promise<boolean | null>;
  /** Takes one resend to an endpoint; answers with 0, or for how many ms there is none left. */
  takeQuota: (endpoint: string) => Promise<number>;
  /** Publishes to the queue of first attempts, confirmed. */
  publish: (message: DeliveryMessage) => Promise<void>;
  clock: Clock;
}

/**
 * Sends a delivery once more, whatever its state, because somebody asked for it. It is an attempt of its own: it does not climb the ladder, and a
 * schedule that is running goes on beside it. It joins the first attempts: a person is waiting for it.
 */
export function createResendDelivery({ events, isWebhookActive, takeQuota, publish, clock }: ResendDeps) {
  /**
   * @returns the id of the resend, as its attempt will carry it
   * @throws AppError 409 when the webhook is gone or off, the event is no longer stored, or it was resent too often; QuotaExhausted; retryable
   * when the broker is down
   */
  return async function resendDelivery({ log, ...delivery }: Delivery): Promise<string> {
    const { deliveryId, eventId, webhookId, accountId, type, action, entityId, occurredAt } = delivery;
    const isToCallback = isCallback({ type, webhookId, entityId });
    const [active, [event]] = await Promise.all([
      isToCallback || isWebhookActive(accountId, webhookId),
      events.byIds([eventId]),
    ]);
    if (active === null) throw impossible('WEBHOOK_GONE', 'the webhook of this delivery was deleted');
    if (!active) throw impossible('WEBHOOK_INACTIVE', 'the webhook is switched off: switch it on first');
    if (!event) throw impossible('EVENT_GONE', 'the event is older than what we keep');
    const resends = log.filter(({ trigger }) => trigger === 'manual').length;
    if (resends >= RESENDS_PER_DELIVERY_MAX) {
      const message = `this delivery was sent again ${resends} times, which is as often as we do`;
      throw impossible('RESENDS_EXHAUSTED', message);
    }
    // Every operation may have a callback of its own: what counts is whose they are.
    const retryAfterMs = await takeQuota(isToCallback ? `callbacks:${accountId}` : webhookId);
    if (retryAfterMs > 0) throw new QuotaExhausted('too many resends: try again later', retryAfterMs);
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
