import { describe, expect, it } from '@jest/globals';
import type { Attempt } from '@kassahook/contracts/attempt';
import { batchMessageSchema, type BatchMessage, type DeliveryMessage } from '@kassahook/contracts/messages';
import type { Subscription } from '@kassahook/contracts/subscription';
import { createAttempting, type AttemptingDeps } from '@kassahook/deliverer/attempting';
import { batchOf } from '@kassahook/deliverer/batches';
import { createEndpointGate } from '@kassahook/deliverer/endpointGate';
import { createPlaces } from '@kassahook/deliverer/places';
import type { WaitingPlace } from '@kassahook/deliverer/stations';
import { DEFAULT_BREAKER } from '@kassahook/domain/breaker';
import { attemptIdOf, batchIdOf, deliveryIdOf, newId } from '@kassahook/platform/ids';

const NOW = 1_800_000_000_000;
const clock = { now: () => NOW };
const webhook: Subscription = {
  id: newId(),
  accountId: newId(),
  url: 'https://shop.example/hook',
  isActive: true,
  mask: 1,
  timeoutMs: 5_000,
  headers: {},
  sealedSecrets: [],
  batch: { maxEvents: 3, maxWaitMs: 20 },
};

function firstAttempt(fields: Partial<DeliveryMessage> = {}): DeliveryMessage {
  const eventId = newId();
  return {
    v: 1,
    deliveryId: deliveryIdOf(eventId, webhook.id),
    eventId,
    webhookId: webhook.id,
    accountId: webhook.accountId,
    type: 'RECEIPT',
    action: 'CREATE',
    entityId: newId(),
    occurredAt: '2026-05-01T12:00:00.000Z',
    attempt: 1,
    rung: 0,
    dueAtMs: NOW,
    parks: 0,
    repeat: false,
    trigger: 'schedule',
    body: '{"action":"CREATE","type":"RECEIPT","data":{"amount":1}}',
    ...fields,
  };
}
const three = (): [DeliveryMessage, DeliveryMessage, DeliveryMessage] => [
  firstAttempt(),
  firstAttempt(),
  firstAttempt(),
];

/** The use cases on ports that remember; `status` is what the receiver answers. */
function attemptingWith(options: { status?: number; webhook?: Subscription | null; held?: string[] } = {}) {
  const log = new Map<string, Attempt>();
  const posts: { id: string; body: unknown }[] = [];
  const waiting: { batch: BatchMessage; place: WaitingPlace }[] = [];
  const singles: { id: string; place: WaitingPlace }[] = [];
  const disabled: string[] = [];
  const answer = (id: string, body: string) => {
    posts.push({ id, body: JSON.parse(body) as unknown });
    return Promise.resolve({
      outcome: { kind: 'answered' as const, status: options.status ?? 204, retryAfterMs: null },
      request: null,
      response: null,
      timings: null,
      remoteAddress: null,
    });
  };
  const deps: AttemptingDeps = {
    webhookOf: () => Promise.resolve(options.webhook === null ? undefined : (options.webhook ?? webhook)),
    endpointOf: () => Promise.resolve(options.webhook === null ? undefined : (options.webhook ?? webhook)),
    loggedAttempt: (id) => Promise.resolve(log.get(id) ?? null),
    bodyOf: () => Promise.resolve(null),
    post: (message, _webhook, body) => answer(message.deliveryId, body),
    postBatch: (batch, _webhook, body) => answer(batch.batchId, body),
    claim: (id) => Promise.resolve(!options.held?.includes(id)),
    record: (attempt) => {
      if (log.has(attempt.id)) return Promise.resolve(false);
      log.set(attempt.id, attempt);
      return Promise.resolve(true);
    },
    publishText: (text, { messageId, kind, delayMs }) => {
      const json: unknown = JSON.parse(text);
      const parsed = batchMessageSchema.safeParse(json);
      if (parsed.success) waiting.push({ batch: parsed.data, place: { kind, delayMs } });
      else singles.push({ id: messageId, place: { kind, delayMs } });
      return Promise.resolve();
    },
    disableWebhook: ({ reason }) => Promise.resolve(void disabled.push(reason)),
    turns: { turnOf: () => Promise.resolve({ kind: 'now' }), giveUp: () => Promise.resolve() },
    isBatchIntakeFull: () => false,
    gate: createEndpointGate({ clock, concurrencyMax: 20, breaker: DEFAULT_BREAKER }),
    places: createPlaces(10),
    ladder: [0, 60_000, 600_000],
    clock,
    worker: 'test',
    parkLimitMs: 3_600_000,
  };
  return { ...createAttempting(deps), log, posts, waiting, singles, disabled };
}

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
