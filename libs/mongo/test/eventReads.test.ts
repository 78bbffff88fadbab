import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@kassahook/contracts/event';
import { newEventId, newId } from '@kassahook/platform/ids';
import { createEventReads, type EventListQuery } from '../src/eventReads.js';
import { createEventStore } from '../src/eventStore.js';
import { openTestMongo, type TestMongo } from './fixtures.js';

let test: TestMongo;
beforeAll(async () => {
  test = await openTestMongo();
});
afterAll(() => test.close());

describe('events by their ids', () => {
  it('when one is another account’s or is not stored, then it is left out; when they are large, then some are', async () => {
    const [accountId, another] = [newId(), newId()];
    const eventOf = (owner: string, snapshot: string): StoredEvent => ({
      id: newEventId(),
      source: 'mongo',
      ...{ accountId: owner, type: 'RECEIPT', action: 'CREATE', entityId: 'r', webhookIds: [] },
      occurredAt: new Date('2026-03-01T09:00:00.000Z'),
      snapshot,
    });
    const [mine, others] = [eventOf(accountId, '{"number":1}'), eventOf(another, '{"number":2}')];
    const large = Array.from({ length: 9 }, () => eventOf(accountId, JSON.stringify('x'.repeat(499_000))));
    await createEventStore(test.mongo).insertMany([mine, others, ...large]);
    const reads = createEventReads(test.mongo);
    expect(await reads.some(accountId, [mine.id, others.id, newEventId()])).toEqual([mine]);
    expect(await reads.some(accountId, [])).toEqual([]);
    expect(
      await reads.some(
        accountId,
        large.map(({ id }) => id),
      ),
    ).toHaveLength(4);
  });
});

describe('a page of events', () => {
  it('when their snapshots are large, then it ends at 2 million characters, and what follows its last has the others', async () => {
    const accountId = newId();
    const events = Array.from({ length: 9 }, (_, index): StoredEvent => ({
      id: newEventId(),
      source: 'mongo',
      ...{ accountId, type: 'RECEIPT', action: 'CREATE', entityId: 'r', webhookIds: [] },
      occurredAt: new Date(Date.parse('2026-03-01T09:00:00.000Z') + index),
      snapshot: JSON.stringify({ note: 'x'.repeat(499_000) }),
    }));
    await createEventStore(test.mongo).insertMany(events);
    const reads = createEventReads(test.mongo);
    const pages: [number, boolean][] = [];
    const seen: string[] = [];
    for (let before: EventListQuery['before']; ;) {
      const { rows, isCut } = await reads.page({ accountId, limit: 100, before });
      pages.push([rows.length, isCut]);
      seen.push(...rows.map(({ id }) => id));
      const last = rows.at(-1);
      if (!isCut || !last) break;
      before = { at: last.occurredAt, id: last.id };
    }
    expect(pages).toEqual([
      [4, true],
      [4, true],
      [1, false],
    ]);
    expect(seen).toEqual(events.map(({ id }) => id).reverse());
  });
});
