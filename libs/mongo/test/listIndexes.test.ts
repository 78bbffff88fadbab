import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Model } from 'mongoose';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createAttemptStore } from '../src/attemptStore.js';
import { createCountersStore } from '../src/countersStore.js';
import { createDeliveryReads } from '../src/deliveryReads.js';
import { createEventReads } from '../src/eventReads.js';
import { createEventStore } from '../src/eventStore.js';
import { createJournalReader } from '../src/journalReader.js';
import { migrateMongo } from '../src/migrate.js';
import type { Mongo } from '../src/mongo.js';
import { createOutboxStore } from '../src/outboxStore.js';
import { READ_LIMIT_MS } from '../src/readLimit.js';
import { createRetentionStore } from '../src/retentionStore.js';
import { createSalesStore } from '../src/salesStore.js';
import { openTestMongo, type TestMongo } from './fixtures.js';
import { askMongoServer } from './mongoServer.js';
import { beyondIndex, readOf, type DeclaredIndex, type Read } from './servedBy.js';

/*
 * Every list that this library sends, as it is sent: an index has its equal fields in front and its order after them, and the server may
 * work on it for so long and no longer. The stand-in has no plans to show; where a real MongoDB runs, its plans are looked at as well.
 */

let test: TestMongo;
let reads: Read[] = [];
beforeAll(async () => {
  test = await openTestMongo({
    onCommand: ({ name, command }) => {
      const read = readOf(name, command);
      if (read) reads.push(read);
    },
  });
  await migrateMongo(test.mongo, createSilentLogger());
});
afterAll(() => test.close());
beforeEach(() => {
  reads = [];
});

const accountId = 'account-1';
const at = new Date('2026-03-01T09:00:00.000Z');
const range = { from: new Date(0), to: new Date('9999-12-31T23:59:59.999Z') };
const page = { ...range, accountId, limit: 100, offset: 0 };
const before = { at, id: 'x' };
const old = { before: at, after: { at, id: 'x' }, limit: 10 };

type ListCase = readonly [what: string, send: (mongo: Mongo) => Promise<unknown>, beyond?: readonly string[]];

type JournalName = 'receipts' | 'shifts' | 'encashments' | 'operations';
const JOURNALS: readonly (readonly [JournalName, readonly string[]])[] = [
  ['receipts', ['type', 'operationId']],
  ['shifts', ['status']],
  ['encashments', ['type']],
  ['operations', ['status', 'externalId']],
];

const LISTS: readonly ListCase[] = [
  ...JOURNALS.flatMap(([name, filters]): ListCase[] => {
    const list = (more: object) => (mongo: Mongo) =>
      createJournalReader(mongo)[name].list({ ...page, ...more });
    return [
      [name, list({})],
      [`${name} from a place`, list({ before })],
      [`${name} of one register`, list({ devices: [1] })],
      [`${name} of some registers`, list({ devices: [1, 2], before })],
      ...filters.map((filter): ListCase => [`${name} by ${filter}`, list({ equal: { [filter]: 'x' } })]),
    ];
  }),
  ['receipts by sum', (mongo) => createJournalReader(mongo).receipts.list({ ...page, sumFrom: 1 })],
  ['receipts by number', (mongo) => createJournalReader(mongo).receipts.list({ ...page, number: '4' })],
  ['encashments by sum', (mongo) => createJournalReader(mongo).encashments.list({ ...page, sumTo: 1 })],
  ['the number of operations', (mongo) => createJournalReader(mongo).operations.count(page)],
  ['counters', (mongo) => createCountersStore(mongo).perDevice(page)],
  ['counters of a register', (mongo) => createCountersStore(mongo).perDevice({ ...page, devices: [1] })],
  ['sales', (mongo) => createSalesStore(mongo).sales(page)],
  ...(['', 'dead'] as const).flatMap((state): ListCase[] => {
    const query = { accountId, webhookId: 'w', limit: 10, ...(state && { state }) };
    return [
      [`attempts of a webhook ${state}`, (mongo) => createAttemptStore(mongo).listByWebhook(query)],
      [
        `attempts of a webhook ${state} from a place`,
        (mongo) => createAttemptStore(mongo).listByWebhook({ ...query, before }),
      ],
    ];
  }),
  ['attempts of a delivery', (mongo) => createAttemptStore(mongo).byDelivery(['d'])],
  ['attempts by id', (mongo) => createAttemptStore(mongo).byIds(['a'])],
  ...[
    {},
    { before },
    { webhookId: 'w' },
    { state: 'dead' as const },
    { webhookId: 'w', state: 'dead' as const, before },
    { type: 'RECEIPT' as const },
    { entityId: 'e' },
    { eventId: 'e' },
    range,
  ].map((query): ListCase => [
    `deliveries by ${Object.keys(query).join(', ') || 'nothing'}`,
    (mongo) => createDeliveryReads(mongo).listAttempts({ accountId, limit: 10, ...query }),
    'eventId' in query ? ['eventId'] : [],
  ]),
  [
    'deliveries by action',
    (mongo) => createDeliveryReads(mongo).listAttempts({ accountId, limit: 10, action: 'CREATE' }),
    ['action'],
  ],
  [
    'deliveries by status',
    (mongo) => createDeliveryReads(mongo).listAttempts({ accountId, limit: 10, statusClass: '5xx' }),
  ],
  [
    'failed attempts of a webhook',
    (mongo) =>
      createDeliveryReads(mongo).listFailedSince({
        ...{ accountId, webhookId: 'w', since: at, until: at, limit: 10 },
        after: before,
      }),
  ],
  [
    'retries of a webhook that were due',
    (mongo) =>
      createDeliveryReads(mongo).listDueRetries({ accountId, webhookId: 'w', before: at, limit: 10 }),
  ],
  [
    'retries of a webhook that are due later',
    (mongo) =>
      createDeliveryReads(mongo).countLaterRetries({
        ...{ accountId, webhookId: 'w', from: at, madeSince: at, limit: 10 },
      }),
    ['trigger'],
  ],
  ['which attempts are stored', (mongo) => createDeliveryReads(mongo).storedAttempts(['a'])],
  ...[{}, { before }, { type: 'RECEIPT' as const }, { entityId: 'e' }, range].map((query): ListCase => [
    `events by ${Object.keys(query).join(', ') || 'nothing'}`,
    (mongo) => createEventReads(mongo).list({ accountId, limit: 10, ...query }),
  ]),
  [
    'events by action',
    (mongo) => createEventReads(mongo).list({ accountId, limit: 10, action: 'CREATE' }),
    ['action'],
  ],
  ...[{}, { type: 'RECEIPT' as const }, { from: at }].map((query): ListCase => [
    `events of a webhook by ${Object.keys(query).join(', ') || 'nothing else'}`,
    (mongo) => createEventReads(mongo).list({ accountId, limit: 10, webhookId: 'w', ...query }),
    'type' in query ? ['webhookIds'] : ['accountId'],
  ]),
  ['one event', (mongo) => createEventReads(mongo).get(accountId, 'e')],
  [
    'the newest events of a webhook',
    (mongo) => createEventReads(mongo).newestIds({ accountId, webhookId: 'w', limit: 10 }),
    ['accountId'],
  ],
  ['events by id', (mongo) => createEventStore(mongo).byIds(['e'])],
  ['events to replay', (mongo) => createEventStore(mongo).listSince({ since: at, limit: 10 })],
  [
    'events of an account to replay',
    (mongo) => createEventStore(mongo).listSince({ since: at, limit: 10, accountId }),
  ],
  [
    'events of a webhook to replay',
    (mongo) => createEventStore(mongo).listSince({ since: at, limit: 10, webhookId: 'w' }),
  ],
  ['old events', (mongo) => createRetentionStore(mongo).oldEvents(old)],
  ['old attempts', (mongo) => createRetentionStore(mongo).oldAttempts(old)],
  ['attempts of events', (mongo) => createRetentionStore(mongo).attemptsOf(['e'])],
  ['which events are stored', (mongo) => createRetentionStore(mongo).storedEvents(['e'])],
  ['the outbox', (mongo) => createOutboxStore(mongo).hintsOlderThan({ before: at, limit: 10 })],
  ['the size of the outbox', (mongo) => createOutboxStore(mongo).stats()],
];

async function indexesOf(collection: string): Promise<DeclaredIndex[]> {
  const found = await test.mongo.db().collection(collection).indexes();
  return found as unknown as DeclaredIndex[];
}

describe('what is read', () => {
  it.each(LISTS)('when it is %s, then an index serves it, and its time is limited', async (...list) => {
    const [, send, beyond = []] = list;
    await send(test.mongo);
    expect(reads.length).toBeGreaterThan(0);
    for (const read of reads) {
      expect(beyondIndex(read, await indexesOf(read.collection))).toContainEqual(beyond);
      expect(read.maxTimeMS).toBe(READ_LIMIT_MS);
    }
  });

  it('when it is a receipt by the number on its paper, then each of the two numbers has its index', async () => {
    await createJournalReader(test.mongo).receipts.list({ ...page, number: '4', before });
    const [read] = reads;
    const { $and } = read!.filter as { $and: { $or: Record<string, unknown>[] }[] };
    const branches = $and.flatMap(({ $or }) => $or);
    expect(branches).toHaveLength(2);
    for (const filter of branches) {
      expect(beyondIndex({ ...read!, filter }, await indexesOf('receipts'))).toContainEqual([]);
    }
  });

  it('when a model is read by itself, then the time is limited as well', async () => {
    const { receipt } = test.mongo.models;
    await receipt.find({ _id: 'x' }).lean();
    await receipt.findOne({ _id: 'x' }).lean();
    await (receipt as unknown as Model<object>).countDocuments({ _id: 'x' });
    expect(reads.map(({ maxTimeMS }) => maxTimeMS)).toEqual([READ_LIMIT_MS, READ_LIMIT_MS, READ_LIMIT_MS]);
  });
});

const server = askMongoServer();

describe(`the plans of ${server.name}`, () => {
  if (server.explains) {
    it.each(LISTS)('when it is %s, then nothing is scanned whole or sorted in memory', async (...list) => {
      const [, send] = list;
      await send(test.mongo);
      for (const { collection, filter, sort } of reads) {
        const explain = { find: collection, filter, sort };
        const plan = await test.mongo.db().command({ explain, verbosity: 'queryPlanner' });
        const stages = stagesOf(plan);
        expect(stages.length).toBeGreaterThan(0);
        expect(stages).not.toContain('COLLSCAN');
        expect(stages).not.toContain('SORT');
      }
    });
  } else {
    it('when they are asked for, then it has none: what was proved above is the shape of the indexes', async () => {
      const explain = { find: 'receipts', filter: {} };
      await expect(test.mongo.db().command({ explain })).rejects.toThrow(/no such command|not implemented/i);
    });
  }
});

/** The stages of the plan that wins. */
function stagesOf(explained: unknown): string[] {
  const text = JSON.stringify(explained);
  // A collection that is not there yet has a plan as well, of one stage: EOF.
  const winning = text.slice(text.indexOf('"winningPlan"'), text.indexOf('"rejectedPlans"'));
  return [...winning.matchAll(/"stage":"(\w+)"/g)].map(([, stage]) => stage ?? '');
}
