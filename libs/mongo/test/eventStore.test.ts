import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@kassahook/contracts/event';
import { createSilentLogger } from '@kassahook/platform/logger';
import { newEventId } from '@kassahook/platform/ids';
import { createEventStore, type EventStore } from '../src/eventStore.js';
import { migrateMongo } from '../src/migrate.js';
import { openTestMongo, type TestMongo } from './fixtures.js';

let test: TestMongo;
let events: EventStore;

beforeAll(async () => {
  test = await openTestMongo();
  await migrateMongo(test.mongo, createSilentLogger());
  events = createEventStore(test.mongo);
});
afterAll(() => test.close());

function event(more: Partial<StoredEvent> = {}): StoredEvent {
  return {
    id: newEventId(),
    source: 'postgres',
    accountId: 'a',
    type: 'PRODUCT',
    action: 'CREATE',
    entityId: 'p-1',
    occurredAt: new Date('2025-11-22T09:00:00.000Z'),
    snapshot: '{"id":"p-1","name":"Чай \\u00ab№1\\u00bb","a.b":{"$c":1}}',
    webhookIds: ['w-1', 'w-2'],
    ...more,
  };
}

describe('the event store', () => {
  it('when events are stored, then they are read back to the byte, those that nobody heard too', async () => {
    const stored = [event(), event({ webhookIds: [] })];
    expect(await events.insertMany(stored)).toEqual(new Set());
    const read = await events.byIds([...stored.map((one) => one.id), 'unknown']);
    expect(new Map(read.map((one) => [one.id, one]))).toEqual(new Map(stored.map((one) => [one.id, one])));
    expect(await events.byIds([])).toEqual([]);
    expect(await events.insertMany([])).toEqual(new Set());
  });

  it('when some are there already, then their ids are answered, they stay, and the others are stored', async () => {
    const [known, fresh] = [event(), event()];
    await events.insertMany([known]);
    const changed = { ...known, webhookIds: ['w-9'] };
    expect(await events.insertMany([fresh, changed])).toEqual(new Set([known.id]));
    expect(await events.byIds([known.id])).toEqual([known]);
    expect(await events.byIds([fresh.id])).toEqual([fresh]);
    expect(await events.insertMany([fresh, changed])).toEqual(new Set([known.id, fresh.id]));
  });

  it('when events are more than one command can carry, then all are stored, and what was there is told of each command', async () => {
    const snapshot = JSON.stringify({ name: 'x'.repeat(2_500_000) });
    const stored = Array.from({ length: 4 }, () => event({ snapshot }));
    await events.insertMany(stored.slice(-1));
    expect(await events.insertMany(stored)).toEqual(new Set([stored[3]?.id]));
    expect(await events.byIds(stored.map(({ id }) => id))).toHaveLength(4);
  });

  it('when events are listed in pages, then each comes once, oldest first, within the account or webhook', async () => {
    const base = Date.parse('2026-01-01T00:00:00.000Z');
    // Three events share each instant: pages must not lose any at their edges.
    const all = Array.from({ length: 30 }, (_, index) =>
      event({
        accountId: index % 2 ? 'list-odd' : 'list-even',
        webhookIds: index % 5 ? ['list-w'] : [],
        occurredAt: new Date(base + Math.floor(index / 3) * 1_000),
      }),
    );
    await events.insertMany([...all].reverse());
    const since = new Date(base);

    async function pages(filter: { accountId?: string; webhookId?: string }): Promise<string[]> {
      const ids: string[] = [];
      for (;;) {
        const afterId = ids.at(-1);
        const page = await events.listSince({ since, limit: 4, ...filter, ...(afterId && { afterId }) });
        if (page.length === 0) return ids;
        ids.push(...page.map((one) => one.id));
      }
    }
    const ids = (some: StoredEvent[]) => some.map((one) => one.id);
    expect(await pages({})).toEqual(ids(all));
    expect(await pages({ accountId: 'list-odd' })).toEqual(
      ids(all.filter((one) => one.accountId === 'list-odd')),
    );
    expect(await pages({ webhookId: 'list-w' })).toEqual(ids(all.filter((one) => one.webhookIds.length > 0)));
    const later = await events.listSince({ since: new Date(base + 9_000), limit: 100 });
    expect(ids(later)).toEqual(ids(all.slice(27)));
  });

  it('when the event to continue after is gone, then it says so', async () => {
    const query = { since: new Date(0), afterId: newEventId(), limit: 1 };
    await expect(events.listSince(query)).rejects.toMatchObject({ code: 'EVENT_GONE' });
  });
});
