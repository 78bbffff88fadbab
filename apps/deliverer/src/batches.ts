import type { BatchedDelivery, BatchMessage, DeliveryMessage } from '@kassahook/contracts/messages';
import { batchIdOf } from '@kassahook/platform/ids';

/** First attempts of one webhook as a batch that was never tried. @param messages at least one */
export function batchOf(messages: readonly [DeliveryMessage, ...DeliveryMessage[]]): BatchMessage {
  const [{ webhookId, accountId, attempt, rung }] = messages;
  const deliveries = messages.map(({ deliveryId, eventId, type, action, entityId, occurredAt, body }) => ({
    deliveryId,
    eventId,
    type,
    action,
    entityId,
    occurredAt,
    ...(body !== undefined && { body }),
  }));
  const sinceMs = messages.flatMap(({ parkedSinceMs }) => parkedSinceMs ?? []);
  return {
    v: 3,
    batchId: batchIdOf(webhookId, idsOf(deliveries)),
    webhookId,
    accountId,
    attempt,
    rung,
    dueAtMs: Math.min(...messages.map(({ dueAtMs }) => dueAtMs)),
    parks: Math.max(...messages.map(({ parks }) => parks)),
    ...(sinceMs.length > 0 && { parkedSinceMs: Math.min(...sinceMs) }),
    repeat: messages.some(({ repeat }) => repeat),
    deliveries,
  };
}

/** One of a batch's deliveries, as if it had come alone. */
export function messageOf(batch: BatchMessage, delivery: BatchedDelivery): DeliveryMessage {
  const { webhookId, accountId, attempt, rung, dueAtMs, parks, parkedSinceMs, repeat } = batch;
  return {
    ...delivery,
    v: 1,
    webhookId,
    accountId,
    attempt,
    rung,
    dueAtMs,
    parks,
    ...(parkedSinceMs !== undefined && { parkedSinceMs }),
    repeat,
    trigger: 'schedule',
  };
}

/** The batch with some of its deliveries only: another batch, unless they are all. */
export function withDeliveries(batch: BatchMessage, deliveries: BatchedDelivery[]): BatchMessage {
  if (deliveries.length === batch.deliveries.length) return batch;
  return { ...batch, batchId: batchIdOf(batch.webhookId, idsOf(deliveries)), deliveries };
}

/** Bodies of a waiting batch travel along up to so many characters in all; those of a larger one are read again by event id. */
const BODIES_CHARS = 64 * 1024;

/** The batch as the text of a message. */
export function batchText(batch: BatchMessage): string {
  const chars = batch.deliveries.reduce((sum, { body }) => sum + (body?.length ?? 0), 0);
  if (chars <= BODIES_CHARS) return JSON.stringify(batch);
  const deliveries = batch.deliveries.map(({ body: _body, ...ids }) => ids);
  return JSON.stringify({ ...batch, deliveries });
}

function idsOf(deliveries: readonly BatchedDelivery[]): string[] {
  return deliveries.map(({ deliveryId }) => deliveryId);
}
