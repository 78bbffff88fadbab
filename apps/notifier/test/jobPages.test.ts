import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Attempt, DeliveryState } from '@kassahook/contracts/attempt';
import { RESENDS_PER_DELIVERY_MAX } from '@kassahook/contracts/delivery';
import type { StoredEvent } from '@kassahook/contracts/event';
import type { Subscription } from '@kassahook/contracts/subscription';
import { eventBit, maskMatches } from '@kassahook/domain/mask';
import { createAttemptStore, type AttemptStore } from '@kassahook/mongo/attemptStore';
import { createDeliveryReads } from '@kassahook/mongo/deliveryReads';
import { createEventReads } from '@kassahook/mongo/eventReads';
import { createEventStore, type EventStore } from '@kassahook/mongo/eventStore';
import { createMongo, type Mongo } from '@kassahook/mongo/mongo';
import type { JobPlace, ReadJobPage, WorkedJob } from '@kassahook/notifier/jobs/jobWork';
import { createMissingPages } from '@kassahook/notifier/jobs/missingPages';
import { createRecoverPages } from '@kassahook/notifier/jobs/recoverPages';
import { attemptIdOf, deliveryIdOf, newEventId, newId, resendAttemptIdOf } from '@kassahook/platform/ids';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createTestNamespace, type TestNamespace } from '@kassahook/testing/testServices';

const START = Date.parse('2026-05-01T12:00:00.000Z');
const HOUR = 3_600_000;

let namespace: TestNamespace;
let mongo: Mongo;
let attempts: AttemptStore;
let events: EventStore;
let pages: Record<'recover' | 'missing', ReadJobPage>;

beforeAll(async () => {
  namespace = await createTestNamespace(['mongo']);
  mongo = createMongo({
    url: namespace.MONGO_URL,
    logger: createSilentLogger(),
    onCommitted: () => undefined,
  });
  await mongo.connect();
  attempts = createAttemptStore(mongo);
  events = createEventStore(mongo);
  const eventReads = createEventReads(mongo);
  const clock = { now: () => START };
  pages = {
    recover: createRecoverPages({
      attempts: { ...createDeliveryReads(mongo), briefByDelivery: (ids) => attempts.briefByDelivery(ids) },
      events,
      clock,
      pageSize: 2,
    }),
    missing: createMissingPages({
      events: {
        listSince: (query) => events.listSince(query),
        addWebhook: (ids, webhookId) => eventReads.addWebhook(ids, webhookId),
      },
      attempts,
      hears: (webhook, { type, action }) => Promise.resolve(maskMatches(webhook.mask, type, action)),
      setAsideMs: ({ maxPerSecond }) => (maxPerSecond === undefined ? 0.5 * HOUR : 2 * HOUR),
      clock,
      pageSize: 2,
    }),
  };
});
afterAll(async () => {
  await mongo.close();
  await namespace.drop();
});

interface Stage {
  job: WorkedJob;
  webhook: Subscription;
}

function stage(): Stage {
  const [accountId, webhookId] = [newId(), newId()];
  const webhook: Subscription = {
    id: webhookId,
    accountId,
    url: 'https://shop.example/hook',
    isActive: true,
    mask: eventBit('RECEIPT', 'CREATE'),
    timeoutMs: 5_000,
    headers: {},
    sealedSecrets: [],
  };
  const job = {
    id: newId(),
    accountId,
    webhookId,
    since: new Date(START - 10 * HOUR),
    createdAt: new Date(START),
  };
  return { job, webhook };
}

interface EventStory {
  at?: number;
  type?: StoredEvent['type'];
  matched?: boolean;
  states?: readonly DeliveryState[];
}

/** An event of the stage's account, and the attempts of its delivery a minute apart. */
async function happened(
  { job }: Stage,
  { at = START - HOUR, type = 'RECEIPT', matched = true, states = [] }: EventStory,
): Promise<StoredEvent> {
  const event: StoredEvent = {
    id: newEventId(),
    source: 'mongo',
    accountId: job.accountId,
    type,
    action: 'CREATE',
    entityId: 'r1',
    occurredAt: new Date(at),
    snapshot: '{"id":"r1"}',
    webhookIds: matched ? [job.webhookId] : [],
  };
  await events.insertMany([event]);
  await attempts.insertMany(
    states.map((state, index) => attemptOf(event, job.webhookId, { state, index, at: at + index * 60_000 })),
  );
  return event;
}

function attemptOf(
  event: StoredEvent,
  webhookId: string,
  { state, index, at, resendId }: { state: DeliveryState; index: number; at: number; resendId?: string },
): Attempt {
  const deliveryId = deliveryIdOf(event.id, webhookId);
  const { accountId, type, action, entityId, occurredAt } = event;
  return {
    ...{ deliveryId, eventId: event.id, webhookId, accountId, type, action, entityId, occurredAt },
    id: resendId === undefined ? attemptIdOf(deliveryId, index + 1) : resendAttemptIdOf(deliveryId, resendId),
    attempt: index + 1,
    rung: index,
    trigger: resendId === undefined ? 'schedule' : 'manual',
    at: new Date(at),
    state,
    errorClass: state === 'delivered' ? null : 'SERVER_ERROR',
    request: null,
    response: null,
    timings: null,
    remoteAddress: null,
    worker: 'test',
    nextAttemptAt: state === 'waiting' ? new Date(at + 60_000) : null,
    nextRung: state === 'waiting' ? index + 1 : null,
  };
}

/** All messages of a job, page after page; its places go through JSON as they do in the table. */
async function whole(read: ReadJobPage, { job, webhook }: Stage) {
  const messages = [];
  let [after, examined]: [JobPlace | null, number] = [null, 0];
  do {
    const page = await read(job, webhook, after);
    messages.push(...page.messages);
    examined += page.examined;
    after = page.next;
  } while (after);
  return { messages, examined, ids: messages.map(({ eventId }) => eventId).sort() };
}

describe('recover', () => {
  it('when deliveries have failed, then each is asked for once, and those that were delivered are not', async () => {
    const here = stage();
    const dead = await happened(here, { states: ['waiting', 'waiting', 'dead'] });
    const waiting = await happened(here, { states: ['waiting'] });
    const cancelled = await happened(here, { states: ['waiting', 'cancelled'] });
    await happened(here, { states: ['waiting', 'delivered'] });
    await happened(here, { states: ['delivered'] });
    await happened(here, { at: START - 20 * HOUR, states: ['dead'] });
    await happened(here, { at: START + 1, states: ['dead'] });
    await happened(stage(), { states: ['dead'] });
    const { ids, messages } = await whole(pages.recover, here);
    expect(ids).toEqual([dead.id, waiting.id, cancelled.id].sort());
    expect(messages.find(({ eventId }) => eventId === dead.id)).toMatchObject({
      deliveryId: deliveryIdOf(dead.id, here.job.webhookId),
      attempt: 4,
      trigger: 'manual',
      resendId: here.job.id,
      repeat: true,
      bulk: true,
      body: '{"action":"CREATE","type":"RECEIPT","data":{"id":"r1"}}',
    });
  });

  it('when the job’s own attempt is in the log already, then it is not asked for again', async () => {
    const here = stage();
    const event = await happened(here, { states: ['dead'] });
    const own = { state: 'dead', index: 1, at: START + 5, resendId: here.job.id } as const;
    await attempts.insertMany([attemptOf(event, here.job.webhookId, own)]);
    expect((await whole(pages.recover, here)).ids).toEqual([]);
  });

  it('when the event is gone, then its delivery is left', async () => {
    const here = stage();
    const event = await happened(here, { states: ['dead'] });
    await mongo.db().collection<{ _id: string }>('events').deleteOne({ _id: event.id });
    expect((await whole(pages.recover, here)).messages).toEqual([]);
  });
});

describe('recovering what was resent often', () => {
  it('when a delivery was resent a hundred times, then it is left', async () => {
    const here = stage();
    const event = await happened(here, { states: ['dead'] });
    const resends = Array.from({ length: RESENDS_PER_DELIVERY_MAX }, (_, index) =>
      attemptOf(event, here.job.webhookId, {
        ...{ state: 'dead', index: index + 1, at: START - HOUR + index },
        resendId: newId(),
      }),
    );
    await attempts.insertMany(resends.slice(1));
    expect((await whole(pages.recover, here)).ids).toEqual([event.id]);
    await attempts.insertMany(resends);
    expect((await whole(pages.recover, here)).ids).toEqual([]);
  });
});

describe('replay missing', () => {
  it('when an event is heard and has no delivery, then one is made, and the event is for the webhook from then on', async () => {
    const here = stage();
    const before = await happened(here, { matched: false });
    const lost = await happened(here, {});
    await happened(here, { type: 'SHIFT', matched: false });
    await happened(here, { states: ['delivered'] });
    await happened(here, { states: ['dead'] });
    await happened(here, { at: START + 1, matched: false });
    await happened(here, { at: START - 20 * HOUR, matched: false });
    const young = await happened(here, { at: START - 5_000 });
    const { ids, messages, examined } = await whole(pages.missing, here);
    expect(ids).toEqual([before.id, lost.id].sort());
    expect(examined).toBe(6);
    expect(messages[0]).toMatchObject({ attempt: 1, rung: 0, trigger: 'schedule', repeat: true });
    const stored = await events.byIds([before.id, young.id]);
    expect(stored.map(({ webhookIds }) => webhookIds)).toEqual([[here.job.webhookId], [here.job.webhookId]]);
  });

  it('when an event of a second ago was never for the webhook, then nothing of it can be on its way, and it is published at once', async () => {
    const here = stage();
    const fresh = await happened(here, { at: START - 1_000, matched: false });
    const known = await happened(here, { at: START - 1_000 });
    const paced = { ...here, webhook: { ...here.webhook, maxPerSecond: 1 } };
    expect((await whole(pages.missing, paced)).ids).toEqual([fresh.id]);
    expect(known.webhookIds).toEqual([here.job.webhookId]);
  });

  it('when an attempt may still be parked, or wait for its webhook’s rate, then it is not published again', async () => {
    const here = stage();
    const parked = await happened(here, { at: START - 0.5 * HOUR });
    const lost = await happened(here, { at: START - 0.6 * HOUR });
    const paced = { ...here, webhook: { ...here.webhook, maxPerSecond: 1 } };
    expect((await whole(pages.missing, paced)).ids).toEqual([]);
    await happened(here, { at: START - 0.5 * HOUR, states: ['waiting'] });
    expect((await whole(pages.missing, here)).ids).toEqual([lost.id]);
    expect(parked.webhookIds).toEqual([here.job.webhookId]);
  });

  it('when the next attempt is long overdue, then it is published with its own number', async () => {
    const here = stage();
    await happened(here, { states: ['waiting', 'waiting'] });
    expect((await whole(pages.missing, here)).messages).toMatchObject([
      { attempt: 3, rung: 2, repeat: true },
    ]);
  });

  it('when the event at which a page ended is gone, then the next page begins at its instant', async () => {
    const here = stage();
    await happened(here, { at: START - 3 * HOUR, matched: false });
    const last = await happened(here, { at: START - 2 * HOUR, matched: false });
    const next = await happened(here, { matched: false });
    const { next: after } = await pages.missing(here.job, here.webhook, null);
    expect(after?.id).toBe(last.id);
    await mongo.db().collection<{ _id: string }>('events').deleteOne({ _id: last.id });
    const page = await pages.missing(here.job, here.webhook, after);
    expect(page.messages.map(({ eventId }) => eventId)).toEqual([next.id]);
  });
});
