import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Attempt } from '@kassahook/contracts/attempt';
import { createSilentLogger } from '@kassahook/platform/logger';
import { attemptIdOf, deliveryIdOf, newEventId, newId, resendAttemptIdOf } from '@kassahook/platform/ids';
import { createAttemptStore, type AttemptStore } from '../src/attemptStore.js';
import { migrateMongo } from '../src/migrate.js';
import { openTestMongo, type TestMongo } from './fixtures.js';

let test: TestMongo;
let attempts: AttemptStore;

beforeAll(async () => {
  test = await openTestMongo();
  await migrateMongo(test.mongo, createSilentLogger());
  attempts = createAttemptStore(test.mongo);
});
afterAll(() => test.close());

function attempt(deliveryId: string, number: number, more: Partial<Attempt> = {}): Attempt {
  return {
    id: attemptIdOf(deliveryId, number),
    deliveryId,
    eventId: newEventId(),
    webhookId: 'w-1',
    accountId: 'a',
    type: 'RECEIPT',
    action: 'CREATE',
    entityId: 'r-1',
    occurredAt: new Date('2025-11-22T09:00:00.000Z'),
    attempt: number,
    rung: number - 1,
    trigger: 'schedule',
    at: new Date(Date.parse('2025-11-22T09:00:00.000Z') + number * 60_000),
    state: 'waiting',
    errorClass: null,
    request: { url: 'https://shop.example/hook', headers: { 'webhook-id': 'x', 'X-A.B': '1', $c: '2' } },
    response: { status: 500, headers: { 'content-type': 'text/plain' }, body: 'нет' },
    timings: { dnsMs: null, connectMs: 1.5, tlsMs: null, firstByteMs: 3, totalMs: 4 },
    remoteAddress: '203.0.113.9',
    worker: 'deliverer-1',
    nextAttemptAt: new Date('2025-11-22T10:00:00.000Z'),
    nextRung: 1,
    ...more,
  };
}

const newDelivery = () => deliveryIdOf(newEventId(), newId());

describe('the attempt log', () => {
  it('when attempts are stored, then a delivery shows them all, oldest first, and nobody else', async () => {
    const [one, other, none] = [newDelivery(), newDelivery(), newDelivery()];
    const manual = attempt(one, 2, {
      id: resendAttemptIdOf(one, newId()),
      trigger: 'manual',
      state: 'delivered',
      at: new Date('2025-11-23T00:00:00.000Z'),
    });
    const cancelled = attempt(other, 1, {
      request: null,
      response: null,
      timings: null,
      nextAttemptAt: null,
    });
    await attempts.insertMany([manual, attempt(one, 10), cancelled, attempt(one, 1)]);
    await attempts.insertMany([]);

    const found = await attempts.byDelivery([one, other, none, one]);
    expect([...found.keys()].sort()).toEqual([one, other].sort());
    expect(found.get(one)?.map((item) => item.id)).toEqual([`${one}:1`, `${one}:10`, manual.id]);
    expect(found.get(one)?.[2]).toEqual(manual);
    expect(found.get(other)).toEqual([cancelled]);
    expect(await attempts.get(one)).toEqual(manual);
    expect(await attempts.get(none)).toBeNull();
    expect(await attempts.byDelivery([])).toEqual(new Map());
  });

  it('when lists read, then they get neither what was sent nor what was answered, but its status', async () => {
    const [one, none] = [newDelivery(), newDelivery()];
    const silent = attempt(one, 2, { response: null, state: 'dead' });
    await attempts.insertMany([attempt(one, 1), silent]);
    const found = await attempts.briefByDelivery([one, none]);
    expect([...found.keys()]).toEqual([one]);
    const { request, timings, remoteAddress, worker, ...brief } = attempt(one, 1);
    expect([request, timings, remoteAddress, worker]).not.toContain(undefined);
    const [first, second] = found.get(one) ?? [];
    expect(first).toEqual({ ...brief, eventId: first?.eventId, response: { status: 500 } });
    expect(second).toMatchObject({ id: silent.id, state: 'dead', response: null });
  });

  it('when a delivery has more attempts than there may be, then a read is bounded and the schedule is all in it', async () => {
    const id = newDelivery();
    const resends = Array.from({ length: 250 }, (_, index) =>
      attempt(id, index + 2, { id: resendAttemptIdOf(id, newId()), trigger: 'manual' }),
    );
    await attempts.insertMany([...resends, attempt(id, 1), attempt(id, 2), attempt(id, 20)]);
    const lists = [await attempts.byDelivery([id]), await attempts.briefByDelivery([id])];
    for (const list of lists) {
      const read = list.get(id) ?? [];
      expect(read).toHaveLength(200);
      const scheduled = read.filter(({ trigger }) => trigger === 'schedule').map((one) => one.attempt);
      expect(scheduled).toEqual([1, 2, 20]);
    }
  });

  it('when an attempt is stored again, then the first stays and the others of the batch are stored', async () => {
    const id = newDelivery();
    const first = attempt(id, 1);
    await attempts.insertMany([first]);
    const known = await attempts.insertMany([{ ...first, state: 'dead' }, attempt(id, 2)]);
    expect(known).toEqual(new Set([first.id]));
    const stored = (await attempts.byDelivery([id])).get(id);
    expect(stored?.map((item) => item.state)).toEqual(['waiting', 'waiting']);
    const found = await attempts.byIds([`${id}:1`, `${id}:2`, `${id}:3`]);
    expect([...found.keys()].sort()).toEqual([`${id}:1`, `${id}:2`]);
    expect(await attempts.byIds([])).toEqual(new Map());
  });

  it("when a webhook's dead attempts are listed in pages, then each comes once, newest first", async () => {
    const webhookId = newId();
    const at = (index: number) => new Date(1_800_000_000_000 + Math.floor(index / 3) * 1_000);
    const all = Array.from({ length: 20 }, (_, index) =>
      attempt(newDelivery(), 1, { webhookId, at: at(index), state: index % 4 ? 'dead' : 'delivered' }),
    );
    await attempts.insertMany(all);
    const query = { accountId: 'a', webhookId, state: 'dead' as const, limit: 4 };
    const seen: Attempt[] = [];
    for (;;) {
      const last = seen.at(-1);
      const page = await attempts.listByWebhook({ ...query, ...(last && { before: last }) });
      if (page.length === 0) break;
      seen.push(...page);
    }
    const expected = all
      .filter((item) => item.state === 'dead')
      .sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1));
    expect(seen).toEqual(expected);
    expect(await attempts.listByWebhook({ accountId: 'a', webhookId, limit: 100 })).toHaveLength(20);
    expect(await attempts.listByWebhook({ ...query, accountId: 'other' })).toEqual([]);
  });
});
