import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deliverFirstQueue } from '@kassahook/amqp/names';
import type { Attempt } from '@kassahook/contracts/attempt';
import { RESENDS_PER_DELIVERY_MAX } from '@kassahook/contracts/delivery';
import type { StoredEvent } from '@kassahook/contracts/event';
import { deliveryMessageSchema, type DeliveryMessage } from '@kassahook/contracts/messages';
import { createAttemptStore } from '@kassahook/mongo/attemptStore';
import { createEventStore } from '@kassahook/mongo/eventStore';
import { attemptIdOf, deliveryIdOf, newEventId, resendAttemptIdOf } from '@kassahook/platform/ids';
import { waitFor } from '@kassahook/testing/waitFor';
import { startApi, type ApiHarness, type TestAccount } from './apiHarness.js';

let harness: ApiHarness;
let account: TestAccount;
let webhookId: string;

beforeAll(async () => {
  harness = await startApi();
  account = await harness.createAccount();
  webhookId = await createWebhook();
});
afterAll(async () => {
  await harness.close();
});

const anything = expect.stringMatching(/\w/);
const send = (method: string, path: string, token = account.token) => harness.call(method, path, { token });

async function createWebhook(): Promise<string> {
  const body = { url: 'https://shop.example/hook' };
  const answer = await harness.call('POST', '/api/webhooks', { token: account.token, body });
  return (answer.body as { id: string }).id;
}

/** Every attempt of this file is later than the one before. */
let nowMs = Date.UTC(2026, 2, 1);
function nextInstant(): Date {
  nowMs += 1_000;
  return new Date(nowMs);
}

interface DeliveryStory {
  type?: StoredEvent['type'];
  entityId?: string;
  status?: number | null;
  /** States of the scheduled attempts, in order. */
  states: readonly Attempt['state'][];
  webhook?: string;
  snapshot?: string;
}

/** Writes an event and the attempts of its delivery, as notifier and deliverer would have; answers with the delivery's id. */
async function deliveryOf({
  states,
  webhook = webhookId,
  snapshot = '{"id":"r1"}',
  type = 'RECEIPT',
  entityId = 'r1',
  status,
}: DeliveryStory): Promise<string> {
  const event: StoredEvent = {
    id: newEventId(),
    source: 'mongo',
    accountId: account.accountId,
    type,
    action: 'CREATE',
    entityId,
    occurredAt: nextInstant(),
    snapshot,
    webhookIds: [webhook],
  };
  const deliveryId = deliveryIdOf(event.id, webhook);
  await createEventStore(harness.mongo).insertMany([event]);
  for (const [index, state] of states.entries()) {
    await attempt(event, { deliveryId, webhook, state, index, status });
  }
  return deliveryId;
}

interface AttemptStory {
  deliveryId: string;
  webhook: string;
  state: Attempt['state'];
  index: number;
  /** Null: no answer came. Absent: 200 when delivered, else 500. */
  status?: number | null | undefined;
  resendId?: string;
}

async function attempt(event: StoredEvent, story: AttemptStory): Promise<void> {
  const { deliveryId, webhook, state, index, resendId } = story;
  const number = index + 1;
  const at = nextInstant();
  const failed = state !== 'delivered';
  const { status = failed ? 500 : 200 } = story;
  const row: Attempt = {
    id: resendId === undefined ? attemptIdOf(deliveryId, number) : resendAttemptIdOf(deliveryId, resendId),
    deliveryId,
    eventId: event.id,
    webhookId: webhook,
    accountId: event.accountId,
    type: event.type,
    action: event.action,
    entityId: event.entityId,
    occurredAt: event.occurredAt,
    attempt: number,
    rung: index,
    trigger: resendId === undefined ? 'schedule' : 'manual',
    at,
    state,
    errorClass: failed ? 'SERVER_ERROR' : null,
    request: { url: 'https://shop.example/hook', headers: { 'webhook-id': deliveryId } },
    response: status === null ? null : { status, headers: {}, body: '' },
    timings: { dnsMs: 1, connectMs: 1, tlsMs: 1, firstByteMs: 5, totalMs: 9 },
    remoteAddress: '203.0.113.7',
    worker: 'test',
    nextAttemptAt: state === 'waiting' ? new Date(at.getTime() + 60_000) : null,
    nextRung: state === 'waiting' ? index + 1 : null,
  };
  await createAttemptStore(harness.mongo).insertMany([row]);
}

interface Listed {
  id: string;
  state: string;
}
async function list(query: string): Promise<{ ids: string[]; next: string | null; all: Listed[] }> {
  const { status, body, headers } = await send('GET', `/api/deliveries?${query}`);
  expect([status, body]).toEqual([200, expect.any(Array)]);
  const all = body as Listed[];
  return { ids: all.map(({ id }) => id), next: headers.get('x-next-before'), all };
}

/** Takes one message from the queue of first attempts. */
async function takeDelivery(): Promise<DeliveryMessage> {
  const taken: DeliveryMessage[] = [];
  const consumer = harness.amqp.createConsumer({
    queue: deliverFirstQueue,
    prefetch: 1,
    handle: (message) => {
      taken.push(deliveryMessageSchema.parse(JSON.parse(message.body.toString('utf8'))));
      message.ack();
      return Promise.resolve();
    },
  });
  try {
    return await waitFor(() => taken[0], { what: 'a message in the queue of first attempts' });
  } finally {
    await consumer.stop();
    await consumer.drained({ timeoutMs: 5_000 });
  }
}

/** Takes what lies in the queue of first attempts: the next test looks for its own. */
async function emptyFirstQueue(): Promise<void> {
  const consumer = harness.amqp.createConsumer({
    queue: deliverFirstQueue,
    prefetch: 100,
    handle: (message) => message.ack(),
  });
  await waitFor(async () => (await harness.amqp.depths([deliverFirstQueue]))[deliverFirstQueue] === 0);
  await consumer.stop();
  await consumer.drained({ timeoutMs: 5_000 });
}

describe('listing', () => {
  it('when a webhook has deliveries, then each is shown once, by its latest attempt, newest first', async () => {
    const webhook = await createWebhook();
    const delivered = await deliveryOf({ webhook, states: ['delivered'] });
    const waiting = await deliveryOf({ webhook, states: ['waiting', 'waiting'] });
    const dead = await deliveryOf({ webhook, states: ['waiting', 'waiting', 'waiting', 'waiting', 'dead'] });
    const cancelled = await deliveryOf({ webhook, states: ['waiting', 'cancelled'] });
    const { ids, all } = await list(`webhookId=${webhook}`);
    expect(ids).toEqual([cancelled, dead, waiting, delivered]);
    expect(all.map(({ state }) => state)).toEqual(['cancelled', 'dead', 'waiting', 'delivered']);
    expect(all[2]).toEqual({
      id: waiting,
      webhookId: webhook,
      eventId: anything,
      type: 'RECEIPT',
      action: 'CREATE',
      entityId: 'r1',
      occurredAt: anything,
      state: 'waiting',
      attempts: 2,
      lastAttemptAt: anything,
      nextAttemptAt: anything,
      lastErrorClass: 'SERVER_ERROR',
      lastStatus: 500,
    });
    expect(all[3]).toMatchObject({ attempts: 1, nextAttemptAt: null, lastErrorClass: null });
    for (const [state, id] of Object.entries({ cancelled, dead, waiting, delivered })) {
      expect((await list(`webhookId=${webhook}&state=${state}`)).ids).toEqual([id]);
    }
  });

  it('when there are more than the limit, then pages follow each other without gap or repeat, in every state', async () => {
    const webhook = await createWebhook();
    const written: string[] = [];
    for (let count = 0; count < 7; count += 1) {
      written.unshift(
        await deliveryOf({ webhook, states: ['waiting', count % 2 === 0 ? 'dead' : 'delivered'] }),
      );
    }
    const dead = written.filter((_, index) => index % 2 === 0);
    for (const [query, expected] of [
      [`webhookId=${webhook}`, written],
      [`webhookId=${webhook}&state=dead`, dead],
    ] as const) {
      const seen: string[] = [];
      for (let before: string | null = ''; before !== null;) {
        const page = await list(`${query}&limit=3${before && `&before=${before}`}`);
        expect(page.ids.length).toBeLessThanOrEqual(3);
        seen.push(...page.ids);
        before = page.next;
      }
      expect(seen).toEqual(expected);
    }
  });

  it('when before is an instant, then only deliveries attempted before it are shown', async () => {
    const webhook = await createWebhook();
    const older = await deliveryOf({ webhook, states: ['delivered'] });
    const between = nextInstant().toISOString();
    await deliveryOf({ webhook, states: ['delivered'] });
    expect((await list(`webhookId=${webhook}&before=${between}`)).ids).toEqual([older]);
  });

  it('when the webhook was deleted, then its deliveries can still be read', async () => {
    const webhook = await createWebhook();
    const id = await deliveryOf({ webhook, states: ['cancelled'] });
    await send('DELETE', `/api/webhooks/${webhook}`);
    expect((await list(`webhookId=${webhook}`)).ids).toEqual([id]);
  });

  it('when the webhook is another account’s or nobody’s, then it is 404', async () => {
    const other = await harness.createAccount();
    const id = await deliveryOf({ states: ['dead'] });
    for (const [method, path] of [
      ['GET', `/api/deliveries?webhookId=${webhookId}`],
      ['GET', `/api/deliveries/${id}`],
      ['POST', `/api/deliveries/${id}/resend`],
      ['GET', '/api/deliveries/00000000-0000-4000-8000-000000000000'],
      ['GET', '/api/deliveries/x'],
    ] as const) {
      const { body } = await send(method, path, other.token);
      expect(body).toEqual({ status: 404, code: 'NOT_FOUND', message: anything });
    }
  });

  it('when the query is wrong, then every parameter is named', async () => {
    const { body } = await send('GET', '/api/deliveries?webhookId=5&state=lost&limit=1000&before=now');
    expect(body).toEqual({
      status: 400,
      code: 'VALIDATION_FAILED',
      message: anything,
      data: {
        webhookId: 'must be a UUID',
        state: 'must be one of delivered, waiting, dead, cancelled',
        limit: 'must be at most 200',
        before: 'must be an instant in ISO 8601',
      },
    });
  });
});

describe('filters', () => {
  it('when no webhook is named, then the deliveries of all of the account’s are listed, and of nobody else’s', async () => {
    const other = await harness.createAccount();
    const id = await deliveryOf({ webhook: await createWebhook(), states: ['delivered'] });
    expect((await list('limit=1')).ids).toEqual([id]);
    expect((await harness.call('GET', '/api/deliveries', { token: other.token })).body).toEqual([]);
  });

  it('when type, action or entity are given, then only such deliveries are listed, page by page', async () => {
    const webhook = await createWebhook();
    const a = await deliveryOf({ webhook, states: ['delivered'], type: 'SHIFT', entityId: 's1' });
    const b = await deliveryOf({ webhook, states: ['dead'], type: 'SHIFT', entityId: 's2' });
    await deliveryOf({ webhook, states: ['dead'], entityId: 's3' });
    expect((await list('type=SHIFT')).ids).toEqual([b, a]);
    expect((await list('entityId=s1&action=CREATE')).ids).toEqual([a]);
    expect((await list('entityId=s1&action=DELETE')).ids).toEqual([]);
    const first = await list('type=SHIFT&limit=1');
    expect(first.ids).toEqual([b]);
    expect((await list(`type=SHIFT&limit=1&before=${first.next ?? ''}`)).ids).toEqual([a]);
  });

  it('when a status class is given, then a delivery is listed at its latest such attempt, once', async () => {
    const webhook = await createWebhook();
    const silent = await deliveryOf({ webhook, states: ['waiting', 'waiting'], status: null });
    const refused = await deliveryOf({ webhook, states: ['dead'], status: 404 });
    const failed = await deliveryOf({ webhook, states: ['waiting', 'delivered'], status: 200 });
    const all = `webhookId=${webhook}`;
    expect((await list(`${all}&statusClass=none`)).ids).toEqual([silent]);
    expect((await list(`${all}&statusClass=4xx`)).ids).toEqual([refused]);
    expect((await list(`${all}&statusClass=2xx`)).ids).toEqual([failed]);
    expect((await list(`${all}&statusClass=5xx`)).ids).toEqual([]);
  });

  it('when a range is given, then its attempts count: from is in it, to is not', async () => {
    const webhook = await createWebhook();
    const from = nextInstant();
    const id = await deliveryOf({ webhook, states: ['waiting', 'delivered'] });
    const to = nextInstant();
    await deliveryOf({ webhook, states: ['delivered'] });
    const range = (a: Date, b: Date) =>
      list(`webhookId=${webhook}&from=${a.toISOString()}&to=${b.toISOString()}`);
    expect((await range(from, to)).ids).toEqual([id]);
    expect((await range(to, from)).ids).toEqual([]);
    const [{ lastAttemptAt } = { lastAttemptAt: '' }] = (await range(from, to)).all as {
      lastAttemptAt?: string;
    }[];
    expect((await range(new Date(lastAttemptAt ?? ''), to)).ids).toEqual([id]);
    expect((await range(from, new Date(from.getTime() + 1))).ids).toEqual([]);
  });
});

describe('what deliveries are about', () => {
  it('when it is asked for, then each has it, one of an event that is gone has null, and else nothing is read for it', async () => {
    const webhook = await createWebhook();
    const [known] = [
      await deliveryOf({ webhook, states: ['delivered'], snapshot: '{"number":1042,"amount":125000}' }),
      await deliveryOf({ webhook, states: ['waiting'], type: 'PRODUCT', snapshot: '{"name":"Чай"}' }),
    ];
    const gone = await deliveryOf({ webhook, states: ['dead'], snapshot: '{"number":7}' });
    const { eventId } = (await send('GET', `/api/deliveries/${gone}`)).body as { eventId: string };
    await harness.mongo.db().collection<{ _id: string }>('events').deleteOne({ _id: eventId });
    const { all } = await list(`webhookId=${webhook}&subjects=true`);
    expect(all).toEqual([
      expect.objectContaining({ subject: null }),
      expect.objectContaining({ subject: { name: 'Чай' } }),
      expect.objectContaining({ subject: { number: 1042, sum: 125_000 } }),
    ]);
    expect((await send('GET', `/api/deliveries/${known}`)).body).toMatchObject({
      subject: { number: 1042, sum: 125_000 },
    });
    expect((await send('GET', `/api/deliveries/${gone}`)).body).toMatchObject({ subject: null });
    for (const plain of [`webhookId=${webhook}`, `webhookId=${webhook}&subjects=false`]) {
      expect((await list(plain)).all.filter((one) => 'subject' in one)).toEqual([]);
    }
    expect((await send('GET', '/api/deliveries?subjects=perhaps')).status).toBe(400);
  });
});

describe('limits on resends', () => {
  it('when more is resent to one webhook than a person does, then 429 says when to come again, and another webhook’s go on', async () => {
    const id = await deliveryOf({ webhook: await createWebhook(), states: ['dead'] });
    let limited = await send('POST', `/api/deliveries/${id}/resend`);
    // Twice the limit: a new minute may begin in between.
    for (let count = 0; count < 60 && limited.status === 202; count += 1) {
      limited = await send('POST', `/api/deliveries/${id}/resend`);
    }
    expect(limited.body).toEqual({ status: 429, code: 'RATE_LIMITED', message: anything });
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    const other = await deliveryOf({ webhook: await createWebhook(), states: ['dead'] });
    expect((await send('POST', `/api/deliveries/${other}/resend`)).status).toBe(202);
    await emptyFirstQueue();
  });

  it('when a delivery was resent a hundred times, then 409 says that it is enough', async () => {
    const webhook = await createWebhook();
    const id = await deliveryOf({ webhook, states: ['dead'] });
    const [event] = await createEventStore(harness.mongo).listSince({
      since: new Date(0),
      limit: 1,
      webhookId: webhook,
    });
    const resends = Array.from({ length: RESENDS_PER_DELIVERY_MAX }, (_, index) => index + 1);
    const story = { deliveryId: id, webhook, state: 'dead' as const };
    for (const index of resends) await attempt(event!, { ...story, index, resendId: newEventId() });
    const { body } = await send('POST', `/api/deliveries/${id}/resend`);
    expect(body).toEqual({
      status: 409,
      code: 'RESENDS_EXHAUSTED',
      message: expect.stringContaining('100 times'),
    });
    expect((await list(`webhookId=${webhook}`)).all).toMatchObject([{ id, state: 'dead', attempts: 101 }]);
  });
});

describe('a backlog', () => {
  it('when deliveries wait with and without an attempt, then both are listed in one order, page by page, once', async () => {
    const webhook = await createWebhook();
    const expected: string[] = [];
    for (let count = 0; count < 9; count += 1) {
      const states = count % 3 === 0 ? ['waiting' as const] : [];
      expected.unshift(await deliveryOf({ webhook, states }));
      await deliveryOf({ webhook, states: ['delivered'] });
      await deliveryOf({ webhook: await createWebhook(), states: [] });
    }
    const query = `webhookId=${webhook}&state=waiting`;
    expect((await list(query)).ids).toEqual(expected);
    for (const limit of [1, 2, 4]) {
      const seen: string[] = [];
      for (let before: string | null = ''; before !== null;) {
        const page = await list(`${query}&limit=${limit}${before && `&before=${before}`}`);
        seen.push(...page.ids);
        before = page.next;
      }
      expect(seen).toEqual(expected);
    }
    expect((await list('state=waiting&limit=200')).ids).toEqual(expect.arrayContaining(expected));
    expect((await list(`${query}&type=SHIFT`)).ids).toEqual([]);
    expect((await list(`${query}&statusClass=5xx`)).ids).toEqual([expected[2], expected[5], expected[8]]);
  });

  it('when one without an attempt was resent with success, then it waits no more', async () => {
    const webhook = await createWebhook();
    const id = await deliveryOf({ webhook, states: [] });
    const waiting = await deliveryOf({ webhook, states: [] });
    const { eventId } = (await send('GET', `/api/deliveries/${id}`)).body as { eventId: string };
    const [event] = await createEventStore(harness.mongo).byIds([eventId]);
    await attempt(event!, { deliveryId: id, webhook, state: 'delivered', index: 0, resendId: 'resend-2' });
    expect((await list(`webhookId=${webhook}&state=waiting`)).ids).toEqual([waiting]);
  });

  it('when one without an attempt was resent in vain, then it still waits for its first, and is dead nowhere', async () => {
    const webhook = await createWebhook();
    const id = await deliveryOf({ webhook, states: [] });
    const { eventId } = (await send('GET', `/api/deliveries/${id}`)).body as { eventId: string };
    const [event] = await createEventStore(harness.mongo).byIds([eventId]);
    await attempt(event!, { deliveryId: id, webhook, state: 'dead', index: 0, resendId: 'resend-3' });
    const shown = { id, state: 'waiting', attempts: 1, nextAttemptAt: null };
    expect((await send('GET', `/api/deliveries/${id}`)).body).toMatchObject(shown);
    for (const query of [`webhookId=${webhook}`, `eventId=${eventId}`]) {
      expect((await list(`${query}&state=waiting`)).all).toMatchObject([shown]);
      expect((await list(`${query}&state=dead`)).ids).toEqual([]);
      expect((await list(query)).all).toMatchObject([shown]);
    }
  });
});

describe('events, and deliveries that have no attempt yet', () => {
  it('when an event was fanned out and nothing was attempted, then its delivery is waiting, everywhere', async () => {
    const webhook = await createWebhook();
    const id = await deliveryOf({ webhook, states: [], entityId: 'fresh' });
    const events = (await send('GET', '/api/events?entityId=fresh')).body as { id: string }[];
    expect(events).toEqual([
      {
        id: anything,
        type: 'RECEIPT',
        action: 'CREATE',
        entityId: 'fresh',
        occurredAt: anything,
        subject: {},
        deliveries: 1,
      },
    ]);
    const eventId = events[0]?.id ?? '';
    const waiting = { id, state: 'waiting', attempts: 0, lastAttemptAt: null, nextAttemptAt: null };
    expect((await send('GET', `/api/events/${eventId}`)).body).toMatchObject({
      data: { id: 'r1' },
      deliveries: [waiting],
    });
    for (const path of [id, `${id}?eventId=${eventId}`]) {
      const { status, body } = await send('GET', `/api/deliveries/${path}`);
      expect([status, body]).toEqual([200, expect.objectContaining({ ...waiting, attemptLog: [] })]);
    }
    expect((await list(`eventId=${eventId}`)).ids).toEqual([id]);
    expect((await list(`eventId=${eventId}&state=delivered`)).ids).toEqual([]);

    const answer = await send('POST', `/api/deliveries/${id}/resend`);
    expect(answer.status).toBe(202);
    expect(await takeDelivery()).toMatchObject({ deliveryId: id, trigger: 'manual' });
  });

  it('when events are listed, then newest first, by kind and range, page by page, and nobody else’s', async () => {
    const webhook = await createWebhook();
    const from = nextInstant().toISOString();
    await deliveryOf({ webhook, states: [], type: 'ENCASHMENT', entityId: 'e1' });
    await deliveryOf({ webhook, states: [], type: 'ENCASHMENT', entityId: 'e2' });
    const to = nextInstant().toISOString();
    await deliveryOf({ webhook, states: [], type: 'ENCASHMENT', entityId: 'e3' });
    const query = `/api/events?type=ENCASHMENT&from=${from}&to=${to}&limit=1`;
    const first = await send('GET', query);
    expect(first.body).toMatchObject([{ entityId: 'e2' }]);
    const second = await send('GET', `${query}&before=${first.headers.get('x-next-before') ?? ''}`);
    expect(second.body).toMatchObject([{ entityId: 'e1' }]);
    expect(second.headers.get('x-next-before')).toBeNull();

    const other = await harness.createAccount();
    expect((await send('GET', '/api/events', other.token)).body).toEqual([]);
    const [{ id }] = first.body as [{ id: string }];
    expect((await send('GET', `/api/events/${id}`, other.token)).status).toBe(404);
    expect((await send('GET', '/api/events?from=x&type=Y')).body).toMatchObject({
      data: { from: 'must be an instant in ISO 8601', type: expect.stringContaining('must be one of') },
    });
  });
});

describe('one delivery', () => {
  it('when it was resent, then the resend has an id instead of a number, and the schedule is still shown', async () => {
    const webhook = await createWebhook();
    const id = await deliveryOf({ webhook, states: ['waiting'] });
    const { eventId } = (await send('GET', `/api/deliveries/${id}`)).body as { eventId: string };
    const [event] = await createEventStore(harness.mongo).byIds([eventId]);
    await attempt(event!, { deliveryId: id, webhook, state: 'delivered', index: 1, resendId: 'resend-1' });
    expect((await send('GET', `/api/deliveries/${id}`)).body).toMatchObject({
      state: 'delivered',
      attempts: 2,
      nextAttemptAt: anything,
      requestBody: '{"action":"CREATE","type":"RECEIPT","data":{"id":"r1"}}',
      attemptLog: [
        { attempt: 1, trigger: 'schedule', resendId: null },
        { attempt: null, trigger: 'manual', resendId: 'resend-1' },
      ],
    });
  });

  it('when it is asked for, then its attempts are shown, oldest first', async () => {
    const id = await deliveryOf({ states: ['waiting', 'delivered'] });
    const { status, body } = await send('GET', `/api/deliveries/${id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id,
      state: 'delivered',
      attempts: 2,
      attemptLog: [
        { attempt: 1, rung: 0, state: 'waiting', errorClass: 'SERVER_ERROR', response: { status: 500 } },
        { attempt: 2, rung: 1, state: 'delivered', errorClass: null, timings: { totalMs: 9 } },
      ],
    });
    expect(JSON.stringify(body)).not.toContain(account.accountId);
  });
});

describe('resending', () => {
  it('when a dead delivery is resent, then one message for a manual attempt is on the first queue', async () => {
    const id = await deliveryOf({ states: ['waiting', 'dead'] });
    const answer = await send('POST', `/api/deliveries/${id}/resend`);
    expect([answer.status, answer.body]).toEqual([202, { deliveryId: id, resendId: anything }]);
    expect(await takeDelivery()).toEqual({
      v: 1,
      deliveryId: id,
      eventId: anything,
      webhookId,
      accountId: account.accountId,
      type: 'RECEIPT',
      action: 'CREATE',
      entityId: 'r1',
      occurredAt: anything,
      attempt: 3,
      rung: 0,
      dueAtMs: expect.any(Number),
      parks: 0,
      repeat: false,
      trigger: 'manual',
      resendId: (answer.body as { resendId: string }).resendId,
      body: '{"action":"CREATE","type":"RECEIPT","data":{"id":"r1"}}',
    });
  });

  it('when the body is larger than 32 KB, then it stays in the event store', async () => {
    const id = await deliveryOf({ states: ['dead'], snapshot: JSON.stringify({ name: 'ж'.repeat(17_000) }) });
    expect((await send('POST', `/api/deliveries/${id}/resend`)).status).toBe(202);
    expect(await takeDelivery()).not.toHaveProperty('body');
  });

  it('when the webhook is off or gone, or the event is no longer kept, then it is 409 and says so', async () => {
    const webhook = await createWebhook();
    const id = await deliveryOf({ webhook, states: ['dead'] });
    const path = `/api/deliveries/${id}/resend`;
    await harness.call('PATCH', `/api/webhooks/${webhook}`, {
      token: account.token,
      body: { isActive: false },
    });
    expect((await send('POST', path)).body).toEqual({
      status: 409,
      code: 'WEBHOOK_INACTIVE',
      message: anything,
    });
    await send('DELETE', `/api/webhooks/${webhook}`);
    expect((await send('POST', path)).body).toEqual({ status: 409, code: 'WEBHOOK_GONE', message: anything });

    const old = await deliveryOf({ states: ['dead'] });
    const { body } = await send('GET', `/api/deliveries/${old}`);
    await harness.mongo
      .db()
      .collection<{ _id: string }>('events')
      .deleteOne({ _id: (body as { eventId: string }).eventId });
    expect((await send('POST', `/api/deliveries/${old}/resend`)).body).toMatchObject({ code: 'EVENT_GONE' });
  });

  it('when a token may only read, then it may not resend', async () => {
    const id = await deliveryOf({ states: ['dead'] });
    const reader = await harness.issue(account.accountId, ['read']);
    expect((await send('GET', `/api/deliveries/${id}`, reader)).status).toBe(200);
    expect((await send('POST', `/api/deliveries/${id}/resend`, reader)).status).toBe(403);
  });
});
