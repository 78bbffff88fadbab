import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@kassahook/contracts/event';
import {
  BODY_IN_MESSAGE_LIMIT_BYTES,
  firstAttemptsSchema,
  type DeliveryMessage,
} from '@kassahook/contracts/messages';
import { unpackFirstAttempts } from '@kassahook/deliverer/unpackFirstAttempts';
import { newEventId, newId } from '@kassahook/platform/ids';
import { firstAttempt, packFirstAttempts, type PackedAttempts } from '@kassahook/notifier/firstAttempts';

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

/** What the deliverer makes of the packed messages. */
function unpacked(messages: readonly PackedAttempts[]): DeliveryMessage[] {
  return messages.flatMap(({ body }) => unpackFirstAttempts(firstAttemptsSchema.parse(JSON.parse(body))));
}

describe('first attempts', () => {
  it('when events go to several webhooks, then each delivery is what it would be alone', () => {
    const events = [eventOf('{"name":"Чай \\"Эрл\\"","price":100}'), eventOf('{"name":"Сахар"}')];
    const batch = events.map((event) => ({ event, webhookIds: event.webhookIds, repeat: true }));
    const packed = [...packFirstAttempts(batch, 5)];
    expect(packed.map(({ deliveries }) => deliveries)).toEqual([6]);
    expect(unpacked(packed)).toEqual(
      events.flatMap((event) =>
        event.webhookIds.map((webhookId) => firstAttempt(event, { webhookId, repeat: true, now: 5 })),
      ),
    );
    expect(unpacked(packed)[0]?.body).toBe(
      `{"action":"CREATE","type":"RECEIPT","data":${events[0]?.snapshot}}`,
    );
  });

  it('when there are more deliveries than a message takes, then they go on in the next one', () => {
    const webhookIds = Array.from({ length: 40 }, () => newId());
    const batch = [eventOf('{}'), eventOf('{}')].map((event) => ({ event, webhookIds, repeat: false }));
    const packed = [...packFirstAttempts(batch, 5)];
    expect(packed.map(({ deliveries }) => deliveries)).toEqual([32, 32, 16]);
    expect(unpacked(packed).map(({ webhookId }) => webhookId)).toEqual([...webhookIds, ...webhookIds]);
  });

  it('when bodies are large, then a message is closed before it grows', () => {
    const large = JSON.stringify({ text: 'x'.repeat(BODY_IN_MESSAGE_LIMIT_BYTES - 1_000) });
    const batch = Array.from({ length: 10 }, () => eventOf(large));
    const packed = [
      ...packFirstAttempts(
        batch.map((event) => ({ event, webhookIds: event.webhookIds, repeat: false })),
        5,
      ),
    ];
    expect(Math.max(...packed.map(({ body }) => body.length))).toBeLessThan(110_000);
    expect(unpacked(packed)).toHaveLength(30);
  });

  it('when the body is above the limit, then it does not travel in the message', () => {
    const event = eventOf(JSON.stringify({ text: 'я'.repeat(BODY_IN_MESSAGE_LIMIT_BYTES / 2) }));
    expect(firstAttempt(event, { webhookId: newId(), repeat: false, now: 5 })).not.toHaveProperty('body');
    const packed = [...packFirstAttempts([{ event, webhookIds: [newId()], repeat: false }], 5)];
    expect(unpacked(packed)[0]).not.toHaveProperty('body');
  });

  it('when nobody hears the events, then there are no messages', () => {
    expect([...packFirstAttempts([{ event: eventOf('{}'), webhookIds: [], repeat: false }], 5)]).toEqual([]);
  });
});
