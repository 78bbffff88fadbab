import type { Action, EntityType, EventSource } from '@kassahook/domain/eventType';
import { HINTS_PER_MESSAGE_MAX, type EventHint, type EventHints } from './messages.js';

/** A register and its shop. */
export interface EventRegister {
  deviceId: number;
  /** Absent for what was stored before operations knew their shop. */
  shopId?: number;
}

/** An event in an outbox: what the hint says, and the entity as it was at that moment. */
export interface OutboxRecord extends Omit<EventHint, 'v'> {
  /** The entity as the API shows it, as JSON text: the very bytes that go out, whatever happens to the entity later. */
  snapshot: string;
  /** The entity asked for its own events at an address of its own: this is matched beside the webhooks. See `isCallback`. */
  callbackId?: string;
  /** The register that an operation is for, which its snapshot does not show: webhooks choose events by it. */
  register?: EventRegister;
}

/**
 * True for a delivery to a callback: a subscription of one operation to itself, which therefore has the operation's id. It is in no
 * account's list, so a hundred thousand of them cost the lists nothing. Other entities have none: a client may choose a product's id.
 */
export function isCallback(delivery: { type: EntityType; webhookId: string; entityId: string }): boolean {
  return delivery.type === 'OPERATION' && delivery.webhookId === delivery.entityId;
}

/** An event in the event store: immutable. */
export interface StoredEvent {
  id: string;
  source: EventSource;
  accountId: string;
  type: EntityType;
  action: Action;
  entityId: string;
  occurredAt: Date;
  /** The entity as the API shows it, as JSON text. */
  snapshot: string;
  /** The webhooks that the event matched when it was fanned out; empty for an event nobody heard. */
  webhookIds: string[];
  /** As in the outbox. */
  register?: EventRegister;
}

/** The body of a delivery in the default dialect: `{action, type, data}`; `data` keeps the snapshot's very bytes. */
export function deliveryBody(event: { type: EntityType; action: Action; snapshot: string }): string {
  return `{"action":"${event.action}","type":"${event.type}","data":${event.snapshot}}`;
}

/** A delivery as an item of a batch: `{id, eventId, occurredAt, action, type, data}`; what its body would be alone stays as it is. */
export function batchItem(
  { deliveryId, eventId, occurredAt }: { deliveryId: string; eventId: string; occurredAt: string },
  body: string,
): string {
  const ids = JSON.stringify({ id: deliveryId, eventId, occurredAt });
  return `${ids.slice(0, -1)},${body.slice(1)}`;
}

/** The body of a batch: a JSON array of its items. */
export function batchBody(items: readonly string[]): string {
  return `[${items.join(',')}]`;
}

/** The hint that announces an outbox record. */
export function hintOf(record: OutboxRecord): EventHint {
  const { eventId, source, accountId, type, action, entityId, occurredAt } = record;
  return { v: 1, eventId, source, accountId, type, action, entityId, occurredAt };
}

/** Hints as the texts of as few messages as can carry them. */
export function hintMessages(hints: readonly EventHint[]): string[] {
  const messages: string[] = [];
  for (let from = 0; from < hints.length; from += HINTS_PER_MESSAGE_MAX) {
    const message: EventHints = { v: 2, hints: hints.slice(from, from + HINTS_PER_MESSAGE_MAX) };
    messages.push(JSON.stringify(message));
  }
  return messages;
}
