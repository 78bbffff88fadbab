import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@kassahook/contracts/event';
import { BODY_IN_MESSAGE_LIMIT_BYTES, deliveryMessageSchema } from '@kassahook/contracts/messages';
import { newEventId, newId } from '@kassahook/platform/ids';
import { encodeFirstAttempts, firstAttempt } from '@kassahook/notifier/firstAttempts';

function eventOf(snapshot: string): StoredEvent {
  return {
    id: newEventId(),
    source: 'mongo',
    accountId: newId(),
    type: 'RECEIPT',
    action: 'CREATE',
    entityId: newId(),
    occurredAt: new Date('2026-05-01T12:00:00.000Z'),
    snapshot,
    webhookIds: [newId(), newId(), newId()],
  };
}

describe('first attempts', () => {
  it('when an event goes to several webhooks, then each message is what it would be alone', () => {
    const event = eventOf('{"name":"Чай \\"Эрл\\"","price":100}');
    const { webhookIds } = event;
    const encoded = encodeFirstAttempts(event, { webhookIds, repeat: true, now: 5 });
    const messages = encoded.map(({ bytes }) => deliveryMessageSchema.parse(JSON.parse(bytes.toString())));
    expect(messages).toEqual(
      webhookIds.map((webhookId) => firstAttempt(event, { webhookId, repeat: true, now: 5 })),
    );
    expect(encoded.map(({ deliveryId }) => deliveryId)).toEqual(messages.map(({ deliveryId }) => deliveryId));
    expect(messages[0]?.body).toBe(`{"action":"CREATE","type":"RECEIPT","data":${event.snapshot}}`);
  });

  it('when the body is above the limit, then it does not travel in the message', () => {
    const event = eventOf(JSON.stringify({ text: 'я'.repeat(BODY_IN_MESSAGE_LIMIT_BYTES / 2) }));
    expect(firstAttempt(event, { webhookId: newId(), repeat: false, now: 5 })).not.toHaveProperty('body');
  });

  it('when nobody hears the event, then there are no messages', () => {
    expect(encodeFirstAttempts(eventOf('{}'), { webhookIds: [], repeat: false, now: 5 })).toEqual([]);
  });
});
