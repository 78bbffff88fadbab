import { deliveryBody, type StoredEvent } from '@kassahook/contracts/event';
import { BODY_IN_MESSAGE_LIMIT_BYTES, type DeliveryMessage } from '@kassahook/contracts/messages';
import { deliveryIdOf } from '@kassahook/platform/ids';

/** The message of a delivery's first attempt. */
export function firstAttempt(
  event: StoredEvent,
  { webhookId, repeat, now }: { webhookId: string; repeat: boolean; now: number },
): DeliveryMessage {
  const body = deliveryBody(event);
  return {
    v: 1,
    deliveryId: deliveryIdOf(event.id, webhookId),
    eventId: event.id,
    webhookId,
    accountId: event.accountId,
    type: event.type,
    action: event.action,
    entityId: event.entityId,
    occurredAt: event.occurredAt.toISOString(),
    attempt: 1,
    rung: 0,
    dueAtMs: now,
    parks: 0,
    repeat,
    trigger: 'schedule',
    ...(Buffer.byteLength(body) <= BODY_IN_MESSAGE_LIMIT_BYTES && { body }),
  };
}

/** A delivery's message as it goes into the queue. */
export interface EncodedDelivery {
  deliveryId: string;
  /** A DeliveryMessage as JSON text. */
  bytes: Buffer;
}

/**
 * The messages of an event's first attempts. They differ in two ids; the rest, the body above all, is written and encoded once:
 * 2 µs for each message beyond the first instead of 9.
 */
export function encodeFirstAttempts(
  event: StoredEvent,
  { webhookIds, repeat, now }: { webhookIds: readonly string[]; repeat: boolean; now: number },
): EncodedDelivery[] {
  const [webhookId] = webhookIds;
  if (webhookId === undefined) return [];
  const { deliveryId: _own, webhookId: _too, ...shared } = firstAttempt(event, { webhookId, repeat, now });
  const tail = Buffer.from(`,${JSON.stringify(shared).slice(1)}`);
  return webhookIds.map((id) => {
    const deliveryId = deliveryIdOf(event.id, id);
    const head = `{"deliveryId":${JSON.stringify(deliveryId)},"webhookId":${JSON.stringify(id)}`;
    return { deliveryId, bytes: Buffer.concat([Buffer.from(head), tail]) };
  });
}
