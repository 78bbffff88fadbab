import { describe, expect, it } from '@jest/globals';
import type { Attempt } from '@kassahook/contracts/attempt';
import type { StoredEvent } from '@kassahook/contracts/event';
import type { DeliveryMessage } from '@kassahook/contracts/messages';
import { createReplay, nearestQueue, type ReplayOptions } from '@kassahook/notifier/replay';
import { attemptIdOf, deliveryIdOf } from '@kassahook/platform/ids';

const START = Date.parse('2026-05-01T12:00:00.000Z');
const HOUR = 3_600_000;
const queues = {
  first: 'first',
  retry: 'retry',
  waits: [60_000, 600_000, HOUR, 24 * HOUR].map((delayMs) => ({ queue: `delay.${delayMs}`, delayMs })),
};

const eventAt = (id: string, at: number, webhookIds: string[] = ['w']): StoredEvent => ({
  id: `00000000-0000-7000-8000-${id.padStart(12, '0')}`,
  source: 'mongo',
  accountId: 'a',
  type: 'RECEIPT',
  action: 'CREATE',
  entityId: `r${id}`,
  occurredAt: new Date(at),
  snapshot: `{"id":"r${id}"}`,
  webhookIds,
});

function attemptOf(event: StoredEvent, fields: Partial<Attempt>): Attempt {
  const { id: eventId, accountId, type, action, entityId, occurredAt } = event;
  const webhookId = fields.webhookId ?? 'w';
  const deliveryId = deliveryIdOf(eventId, webhookId);
  const attempt = fields.attempt ?? 1;
  return {
    ...{ deliveryId, eventId, webhookId, accountId, type, action, entityId, occurredAt },
    id: attemptIdOf(deliveryId, attempt),
    attempt,
    rung: attempt - 1,
    trigger: 'schedule',
    at: occurredAt,
    state: 'delivered',
    errorClass: null,
    request: null,
    response: null,
    timings: null,
    remoteAddress: null,
    worker: 'test',
    nextAttemptAt: null,
    nextRung: null,
    ...fields,
  };
}

const waiting = (event: StoredEvent, dueAt: number, attempt = 1) =>
  attemptOf(event, { state: 'waiting', attempt, nextAttemptAt: new Date(dueAt), nextRung: attempt });

/** A replay over lists: the log grows while it waits, as `meanwhile` says. */
function replayOver(events: StoredEvent[], log: Attempt[], meanwhile: () => Attempt[] = () => []) {
  let now = START;
  let attempts = log;
  const published: { queue: string; message: DeliveryMessage }[] = [];
  const waits: number[] = [];
  const sorted = [...events].sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
  const replay = createReplay({
    events: {
      listSince: ({ since, afterId, limit }) => {
        const from = afterId === undefined ? 0 : sorted.findIndex((event) => event.id === afterId) + 1;
        return Promise.resolve(
          sorted
            .slice(from)
            .filter((event) => event.occurredAt >= since)
            .slice(0, limit),
        );
      },
    },
    attempts: {
      byIds: (ids) =>
        Promise.resolve(
          new Map(attempts.filter(({ id }) => ids.includes(id)).map((attempt) => [attempt.id, attempt])),
        ),
      briefByDelivery: (ids) =>
        Promise.resolve(
          new Map(ids.map((id) => [id, attempts.filter((attempt) => attempt.deliveryId === id)])),
        ),
    },
    publish: (queue, message) => {
      published.push({ queue, message });
      return Promise.resolve();
    },
    queues,
    clock: { now: () => now },
    wait: (ms) => {
      waits.push(ms);
      now += ms;
      attempts = [...attempts, ...meanwhile()];
      return Promise.resolve();
    },
    onProgress: () => undefined,
  });
  const run = (options: Partial<ReplayOptions> = {}) =>
    replay({ since: new Date(START - 7 * 24 * HOUR), graceMs: 60_000, brokerLost: false, ...options });
  return { run, published, waits };
}

describe('replay', () => {
  it('when a delivery was delivered, died or was cancelled, then nothing is published', async () => {
    const events = ['1', '2', '3'].map((id) => eventAt(id, START - HOUR));
    const [one, two, three] = events as [StoredEvent, StoredEvent, StoredEvent];
    const { run, published } = replayOver(events, [
      attemptOf(one, {}),
      waiting(two, START - HOUR),
      attemptOf(two, { attempt: 2, state: 'dead' }),
      attemptOf(three, { state: 'cancelled' }),
    ]);
    expect(await run()).toMatchObject({ events: 3, deliveries: 3, settled: 2 + 1, missing: 0, overdue: 0 });
    expect(published).toEqual([]);
  });

  it('when an event has no attempt, then the first attempt of each of its webhooks is published as a repeat, body included', async () => {
    const event = eventAt('1', START - HOUR, ['w1', 'w2']);
    const { run, published } = replayOver([event], []);
    expect(await run()).toMatchObject({ deliveries: 2, missing: 2 });
    expect(published.map(({ queue }) => queue)).toEqual(['first', 'first']);
    expect(published[0]?.message).toMatchObject({
      deliveryId: deliveryIdOf(event.id, 'w1'),
      attempt: 1,
      rung: 0,
      repeat: true,
      dueAtMs: START,
      body: '{"action":"CREATE","type":"RECEIPT","data":{"id":"r1"}}',
    });
  });

  it('when the next attempt is overdue, then it is published with its own number and rung', async () => {
    const event = eventAt('1', START - 3 * HOUR);
    const { run, published } = replayOver(
      [event],
      [waiting(event, START - 2 * HOUR), waiting(event, START - HOUR, 2)],
    );
    expect(await run()).toMatchObject({ overdue: 1 });
    expect(published).toHaveLength(1);
    expect(published[0]).toMatchObject({
      queue: 'retry',
      message: { attempt: 3, rung: 2, repeat: true, dueAtMs: START - HOUR },
    });
  });

  it('when the next attempt is not due, then it is left alone, and put into the nearest waiting queue once the broker is lost', async () => {
    const event = eventAt('1', START - HOUR);
    const log = [waiting(event, START + 50 * 60_000)];
    const patient = replayOver([event], log);
    expect(await patient.run()).toMatchObject({ underWay: 1, waiting: 0 });
    expect(patient.published).toEqual([]);

    const lost = replayOver([event], log);
    expect(await lost.run({ brokerLost: true, graceMs: 0 })).toMatchObject({ underWay: 0, waiting: 1 });
    expect(lost.published).toMatchObject([
      { queue: 'delay.3600000', message: { attempt: 2, dueAtMs: START + 50 * 60_000 } },
    ]);
  });

  it('when something is younger than the grace, then it is waited for once, and published only if it is still missing', async () => {
    const arrives = eventAt('1', START - 20_000);
    const lost = eventAt('2', START - 10_000);
    const { run, published, waits } = replayOver([arrives, lost], [], () => [attemptOf(arrives, {})]);
    expect(await run()).toMatchObject({ settled: 1, missing: 1, underWay: 0 });
    expect(waits).toEqual([60_000]);
    expect(published.map(({ message }) => message.eventId)).toEqual([lost.id]);
  });

  it('when an event is younger than the replay, then it is not looked at: the replay ends beside a running system', async () => {
    const { run, published } = replayOver([eventAt('1', START - HOUR), eventAt('2', START + 1)], []);
    expect(await run()).toMatchObject({ events: 1 });
    expect(published).toHaveLength(1);
  });

  it('when only a resend was delivered, then the schedule is not taken up again; when it failed, then it is', async () => {
    const [one, two] = [eventAt('1', START - HOUR), eventAt('2', START - HOUR)];
    const resent = (event: StoredEvent, state: 'delivered' | 'dead') => ({
      ...attemptOf(event, { trigger: 'manual', attempt: 2, state }),
      id: `${deliveryIdOf(event.id, 'w')}:m:1`,
    });
    const { run, published } = replayOver([one, two], [resent(one, 'delivered'), resent(two, 'dead')]);
    expect(await run()).toMatchObject({ settled: 1, missing: 1 });
    expect(published.map(({ message }) => message.eventId)).toEqual([two.id]);
  });

  it('when there are more events than a page holds, then each is looked at once', async () => {
    const events = Array.from({ length: 950 }, (_, index) => eventAt(String(index), START - HOUR + index));
    const { run, published } = replayOver(events, []);
    expect(await run()).toMatchObject({ events: 950, missing: 950 });
    expect(new Set(published.map(({ message }) => message.eventId)).size).toBe(950);
  });
});

describe('nearestQueue', () => {
  it.each([
    [10_000, 'retry'],
    [30_000, 'delay.60000'],
    [50_000, 'delay.60000'],
    [20 * 60_000, 'delay.600000'],
    [40 * 60_000, 'delay.3600000'],
    [2 * HOUR, 'delay.3600000'],
    [23 * HOUR, 'delay.86400000'],
    [48 * HOUR, 'delay.86400000'],
  ])('when %d ms are left, then the attempt waits in %s', (leftMs, queue) => {
    expect(nearestQueue(queues, leftMs)).toBe(queue);
  });
});
