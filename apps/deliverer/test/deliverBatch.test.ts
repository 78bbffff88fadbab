import { describe, expect, it } from '@jest/globals';
import type { Attempt } from '@kassahook/contracts/attempt';
import type { DeliveryMessage } from '@kassahook/contracts/messages';
import { batchOf } from '@kassahook/deliverer/batches';
import { attemptIdOf, batchIdOf, newId } from '@kassahook/platform/ids';
import { attemptingWith, firstAttempt, webhook } from './attemptingHarness.js';

const three = (): [DeliveryMessage, DeliveryMessage, DeliveryMessage] => [
  firstAttempt(),
  firstAttempt(),
  firstAttempt(),
];

describe('batches', () => {
  it('when first attempts gather, then one request carries them, with an id made of theirs, and each has its attempt', async () => {
    const messages = three();
    const { gather, posts, log } = attemptingWith();
    const ends = await Promise.all(messages.map((message) => gather(message, false)));
    expect(ends.map((end) => end.kind)).toEqual(['attempted', 'attempted', 'attempted']);
    const batchId = batchIdOf(
      webhook.id,
      messages.map(({ deliveryId }) => deliveryId),
    );
    expect(posts).toEqual([
      {
        id: batchId,
        body: messages.map(({ deliveryId, eventId, occurredAt }) => ({
          id: deliveryId,
          eventId,
          occurredAt,
          action: 'CREATE',
          type: 'RECEIPT',
          data: { amount: 1 },
        })),
      },
    ]);
    for (const { deliveryId } of messages) {
      expect(log.get(attemptIdOf(deliveryId, 1))).toMatchObject({ state: 'delivered', batchId });
    }
    expect(batchIdOf(webhook.id, messages.map(({ deliveryId }) => deliveryId).reverse())).toBe(batchId);
  });

  it('when it fails, then it waits for its tier as one, keeps its id, and is tried again with the same content', async () => {
    const messages = three();
    const first = attemptingWith({ status: 500 });
    await Promise.all(messages.map((message) => first.gather(message, false)));
    const [{ batch, place } = { batch: null, place: null }] = first.waiting;
    expect(first.waiting).toHaveLength(1);
    expect(place).toEqual({ kind: 'delay', delayMs: 60_000 });
    expect(batch).toMatchObject({ attempt: 2, rung: 1, batchId: first.posts[0]?.id });
    const again = attemptingWith();
    const ends = await again.deliverBatch(batch!, false);
    expect([...ends.values()].map((end) => end.kind)).toEqual(['attempted', 'attempted', 'attempted']);
    expect(again.posts).toEqual(first.posts);
  });

  it('when a crash brings all messages of a logged batch again, then they climb as the same batch and nothing is sent twice', async () => {
    const messages = three();
    const attempting = attemptingWith({ status: 500 });
    await Promise.all(messages.map((message) => attempting.gather(message, false)));
    const ends = await Promise.all(messages.map((message) => attempting.gather(message, true)));
    expect(ends.map((end) => end.kind)).toEqual(['known', 'known', 'known']);
    expect(attempting.posts).toHaveLength(1);
    expect(attempting.waiting).toHaveLength(2);
    expect(attempting.waiting[1]).toEqual(attempting.waiting[0]);
  });

  it('when some of a batch are logged and one is in other hands, then only the rest goes, under another id', async () => {
    const messages = [...three(), firstAttempt()] as const;
    const [a, b, c, d] = messages.map(({ deliveryId }) => deliveryId);
    const batch = { ...batchOf([...messages]), attempt: 2, rung: 1 };
    const { deliverBatch, posts, waiting, log } = attemptingWith({ held: [attemptIdOf(b!, 2)] });
    const done = { ...(await logOf(messages[0])), id: attemptIdOf(a!, 2), attempt: 2 };
    log.set(done.id, done);
    const ends = await deliverBatch(batch, false);
    expect([a, b, c, d].map((id) => ends.get(id!)?.kind)).toEqual([
      'known',
      'parked',
      'attempted',
      'attempted',
    ]);
    expect(posts.map(({ id }) => id)).toEqual([batchIdOf(webhook.id, [c!, d!])]);
    expect(waiting).toMatchObject([
      { batch: { batchId: batchIdOf(webhook.id, [b!]), attempt: 2, parks: 1 }, place: { kind: 'park' } },
    ]);
  });

  it('when the webhook is off or gone, then each delivery ends as cancelled', async () => {
    for (const gone of [{ ...webhook, isActive: false }, null]) {
      const { deliverBatch, posts, log, waiting } = attemptingWith({ webhook: gone });
      await deliverBatch(batchOf(three()), false);
      expect([...log.values()].map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
      expect([posts.length, waiting.length]).toEqual([0, 0]);
    }
  });

  it('when the answer is 410, then each delivery is dead and the webhook is switched off once', async () => {
    const { deliverBatch, log, disabled } = attemptingWith({ status: 410 });
    await deliverBatch(batchOf(three()), false);
    expect([...log.values()].map(({ state }) => state)).toEqual(['dead', 'dead', 'dead']);
    expect(disabled).toEqual(['GONE']);
  });

  it('when a body is in no store, then its delivery ends alone and the others go', async () => {
    const { body: _body, ...lost } = firstAttempt();
    const { deliverBatch, posts, log } = attemptingWith();
    await deliverBatch(batchOf([firstAttempt(), lost]), false);
    expect(posts[0]?.body).toHaveLength(1);
    expect(log.get(attemptIdOf(lost.deliveryId, 1))).toMatchObject({
      state: 'dead',
      errorClass: 'EVENT_LOST',
    });
  });

  it('when batches are off, then what was never tried goes alone, and a batch that was begun stays one', async () => {
    const { batch: _batch, ...plain } = webhook;
    const { deliverBatch, gather, posts } = attemptingWith({ webhook: plain });
    const messages = three();
    await deliverBatch(batchOf(messages), false);
    await gather(firstAttempt(), false);
    expect(posts.map(({ body }) => Array.isArray(body))).toEqual([false, false, false, false]);
    await deliverBatch({ ...batchOf(messages), attempt: 2 }, false);
    expect(posts.at(-1)?.body).toHaveLength(3);
  });

  it('when a delivery comes alone though batches are on, then it goes to the others; a retry and a resend go alone, as an array', async () => {
    const { deliver, posts, singles } = attemptingWith();
    const message = firstAttempt();
    expect(await deliver(message, false)).toEqual({ kind: 'sentToBatch' });
    expect(singles).toEqual([{ id: message.deliveryId, place: { kind: 'batch', delayMs: 0 } }]);
    await deliver({ ...message, trigger: 'manual', resendId: newId() }, false);
    await deliver({ ...message, attempt: 2 }, false);
    const item = expect.objectContaining({ id: message.deliveryId, type: 'RECEIPT' });
    expect(posts).toEqual([
      { id: message.deliveryId, body: [item] },
      { id: message.deliveryId, body: [item] },
    ]);
  });
});

/** A delivered attempt of a message. */
async function logOf(message: DeliveryMessage): Promise<Attempt> {
  const { deliverBatch, log } = attemptingWith();
  await deliverBatch(batchOf([message]), false);
  const [attempt] = log.values();
  if (!attempt) throw new Error('nothing was logged');
  return attempt;
}
