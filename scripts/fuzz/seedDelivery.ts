import type { ApiHarness } from '../../apps/api/test/apiHarness.js';
import type { Attempt } from '../../libs/contracts/src/attempt.js';
import { createAttemptStore } from '../../libs/mongo/src/attemptStore.js';
import { createEventStore } from '../../libs/mongo/src/eventStore.js';
import { attemptIdOf, deliveryIdOf, newEventId } from '../../libs/platform/src/ids.js';

/** An event and the attempts of its delivery, as notifier and deliverer leave them: neither runs beside the fuzzer. */
export async function seedDelivery(
  { mongo }: ApiHarness,
  {
    accountId,
    webhookId,
    states,
  }: { accountId: string; webhookId: string; states: readonly Attempt['state'][] },
): Promise<void> {
  const about = {
    accountId,
    type: 'RECEIPT',
    action: 'CREATE',
    entityId: 'r1',
    occurredAt: new Date('2026-03-01T09:00:00.000Z'),
  } as const;
  const id = newEventId();
  await createEventStore(mongo).insertMany([
    { ...about, id, source: 'mongo', snapshot: '{"id":"r1"}', webhookIds: [webhookId] },
  ]);
  const deliveryId = deliveryIdOf(id, webhookId);
  const attempts = states.map((state, index): Attempt => {
    const at = new Date(about.occurredAt.getTime() + index * 60_000);
    const isDelivered = state === 'delivered';
    const isWaiting = state === 'waiting';
    return {
      ...about,
      id: attemptIdOf(deliveryId, index + 1),
      deliveryId,
      eventId: id,
      webhookId,
      attempt: index + 1,
      rung: index,
      trigger: 'schedule',
      at,
      state,
      errorClass: isDelivered ? null : 'SERVER_ERROR',
      request: { url: 'https://example.com/hook', headers: { 'webhook-id': deliveryId } },
      response: { status: isDelivered ? 200 : 500, headers: {}, body: 'ответ' },
      timings: { dnsMs: 1, connectMs: 1, tlsMs: 1, firstByteMs: 5, totalMs: 9 },
      remoteAddress: '203.0.113.7',
      worker: 'fuzz',
      nextAttemptAt: isWaiting ? new Date(at.getTime() + 60_000) : null,
      nextRung: isWaiting ? index + 1 : null,
    };
  });
  await createAttemptStore(mongo).insertMany(attempts);
}
