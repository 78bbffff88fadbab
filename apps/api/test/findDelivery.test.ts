import { describe, expect, it } from '@jest/globals';
import { deliveryIdOf, newEventId, newId } from '@kassahook/platform/ids';
import { createFindDelivery } from '../src/deliveries/findDelivery.js';

const accountId = newId();
const webhookId = newId();

/** Events of an account, newest first, whose deliveries have no attempt yet. */
function finderOver(count: number) {
  const events = Array.from({ length: count }, () => ({
    id: newEventId(),
    accountId,
    type: 'RECEIPT' as const,
    action: 'CREATE' as const,
    entityId: 'r1',
    occurredAt: new Date(0),
    webhookIds: [webhookId],
  }));
  let read = 0;
  const find = createFindDelivery({
    attempts: { byDelivery: () => Promise.resolve(new Map()) },
    events: {
      get: (_accountId, id) => Promise.resolve(events.find((event) => event.id === id) ?? null),
      list: ({ limit }) => {
        read += limit;
        return Promise.resolve(events.slice(0, limit));
      },
    },
  });
  const deliveryId = (index: number) => deliveryIdOf(events[index]!.id, webhookId);
  return { find, events, deliveryId, read: () => read };
}

describe('a delivery without an attempt', () => {
  it('when it is among the newest, then its id is enough; when it is not, then its event finds it', async () => {
    const { find, events, deliveryId } = finderOver(500);
    const newest = { accountId, id: deliveryId(50) };
    expect(await find(newest)).toMatchObject({ deliveryId: newest.id, eventId: events[50]!.id, log: [] });
    const older = { accountId, id: deliveryId(400) };
    expect(await find(older)).toBeNull();
    expect(await find({ ...older, eventId: events[400]!.id })).toMatchObject({ deliveryId: older.id });
  });

  it('when there is no such delivery, then saying so costs a hundred events at most', async () => {
    const { find, read } = finderOver(500);
    expect(await find({ accountId, id: newId() })).toBeNull();
    expect(read()).toBeLessThanOrEqual(100);
  });
});
