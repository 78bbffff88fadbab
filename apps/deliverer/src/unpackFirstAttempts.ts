import type { DeliveryMessage, FirstAttempts } from '@kassahook/contracts/messages';
import { deliveryIdOf } from '@kassahook/platform/ids';

/** The deliveries of a message of first attempts, each as if it had come alone. */
export function unpackFirstAttempts({ dueAtMs, events }: FirstAttempts): DeliveryMessage[] {
  return events.flatMap(({ webhookIds, body, ...event }) =>
    webhookIds.map((webhookId) => ({
      v: 1,
      deliveryId: deliveryIdOf(event.eventId, webhookId),
      eventId: event.eventId,
      webhookId,
      accountId: event.accountId,
      type: event.type,
      action: event.action,
      entityId: event.entityId,
      occurredAt: event.occurredAt,
      attempt: 1,
      rung: 0,
      dueAtMs,
      parks: 0,
      repeat: event.repeat,
      trigger: 'schedule',
      ...(body !== undefined && { body }),
    })),
  );
}
