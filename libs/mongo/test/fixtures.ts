import type { Model } from 'mongoose';
import { z } from 'zod';
import type { EventHint } from '@kassahook/contracts/messages';
import { createLogger } from '@kassahook/platform/logger';
import { documentIdOf } from '@kassahook/platform/ids';
import { createTestNamespace, type TestNamespace } from '@kassahook/testing/testServices';
import type { EventRules } from '../src/documentImage.js';
import type { NewEncashment, NewOperation, NewReceipt, NewShift } from '../src/journalStore.js';
import { createEventModel } from '../src/models.js';
import { createJournalSchema, embedded, text } from '../src/models/fields.js';
import { createMongo, type Mongo } from '../src/mongo.js';
import type { EventBearer, OutboxFields } from '../src/pendingEvent.js';

/** A MongoDB of the test file's own, and the hints that its writes announced. */
export interface TestMongo {
  mongo: Mongo;
  hints: EventHint[];
  namespace: TestNamespace;
  close(): Promise<void>;
}

/** A command as the driver sends it. */
export interface SentCommand {
  name: string;
  command: Readonly<Record<string, unknown>>;
}

/** @param onCommand called with each command, when it is sent */
export async function openTestMongo({
  onCommand,
}: { onCommand?: (sent: SentCommand) => void } = {}): Promise<TestMongo> {
  const namespace = await createTestNamespace(['mongo']);
  const hints: EventHint[] = [];
  const mongo = createMongo({
    url: namespace.MONGO_URL,
    logger: createLogger({ name: 'test', level: 'silent', pretty: false }),
    onCommitted: (more) => hints.push(...more),
  });
  if (onCommand) watchCommands(mongo, onCommand);
  await mongo.connect();
  return {
    mongo,
    hints,
    namespace,
    async close() {
      await mongo.close();
      await namespace.drop();
    },
  };
}

/** The driver tells of its commands only when it is opened so, which nothing but a test needs. */
function watchCommands({ connection }: Mongo, onCommand: (sent: SentCommand) => void): void {
  const open = connection.openUri.bind(connection);
  connection.openUri = async (uri, options) => {
    const opened = await open(uri, { ...options, monitorCommands: true });
    connection.getClient().on('commandStarted', ({ commandName: name, command }) => {
      onCommand({ name, command });
    });
    return opened;
  };
}

/** An entity with more freedom than the journals have: it shows what the hooks do, not what a journal allows. */
export interface GadgetFields extends EventBearer {
  kind: string;
  name: string;
  count: number;
  note?: string;
  parts?: { weight: number }[];
}

const gadgetRules: EventRules<GadgetFields> = {
  type: 'OPERATION',
  present: ({ _id, kind, name, count, note, parts }) => ({ id: _id, kind, name, count, note, parts }),
  mutable: ['name', 'count', 'note', 'parts'],
};

export function createGadgetModel({ mongo, hints }: Pick<TestMongo, 'mongo' | 'hints'>): Model<GadgetFields> {
  const schema = createJournalSchema<GadgetFields>({
    _id: text(64),
    accountId: text(64),
    kind: text(64),
    name: text(16),
    count: { type: Number, required: true },
    note: { type: String },
    parts: embedded(z.array(z.object({ weight: z.number() })), { required: false }),
  });
  return createEventModel<GadgetFields>(mongo.connection, {
    schema,
    rules: gadgetRules,
    collection: 'gadgets',
    clock: { now: () => Date.now() },
    onCommitted: (more) => hints.push(...more),
  });
}

export function gadget(id: string, more: Partial<GadgetFields> = {}) {
  return { _id: id, accountId: 'account-1', kind: 'lamp', name: 'one', count: 1, ...more };
}

/** A document as it lies in the database, its outbox and deleted ones included. */
export async function rawOf<Fields extends EventBearer>(
  mongo: Mongo,
  collection: string,
  id: string,
): Promise<(Fields & OutboxFields) | null> {
  const row = await mongo.db().collection<EventBearer>(collection).findOne({ _id: id });
  return row as (Fields & OutboxFields) | null;
}

/** What is pending in a document: the actions and the snapshots, oldest first. */
export async function pendingOf(
  mongo: Mongo,
  collection: string,
  id: string,
): Promise<{ action: string; snapshot: Record<string, unknown> }[]> {
  const row = await rawOf(mongo, collection, id);
  return (row?.pending ?? []).map(({ action, snapshot }) => ({
    action,
    snapshot: JSON.parse(snapshot) as Record<string, unknown>,
  }));
}

export const ACCOUNT = 'account-1';
const CASHIER = { tabNumber: '7', name: 'Мария Иванова', inn: '500100732259' };

export function newShift(number: number): NewShift {
  return {
    _id: documentIdOf('shift', ACCOUNT, 1, number),
    accountId: ACCOUNT,
    deviceId: 1,
    shopId: 10,
    number,
    cashier: CASHIER,
    openedAt: new Date('2025-11-22T06:00:00.000Z'),
  };
}

export function newReceipt(number: number): NewReceipt {
  return {
    _id: documentIdOf('receipt', ACCOUNT, 1, 1, number),
    accountId: ACCOUNT,
    type: 'SALE',
    amount: 12_900,
    deviceId: 1,
    shopId: 10,
    shiftId: 1,
    number,
    localDate: '2025-11-22T12:00:00.000',
    date: new Date('2025-11-22T09:00:00.000Z'),
    payments: [{ type: 'CASH', amount: 12_900 }],
    positions: [
      {
        name: 'Молоко 3,2 %',
        type: 'COUNTABLE',
        quantity: 1_000,
        price: 8_900,
        tax: 'NDS_10',
        barcode: '4600',
      },
      { name: 'Хлеб', type: 'COUNTABLE', quantity: 1_000, price: 4_500, discount: 500, tax: 'NDS_10' },
    ],
    cashier: CASHIER,
    fnNumber: '9999078900000961',
  };
}

export function newEncashment(number: number): NewEncashment {
  return {
    _id: documentIdOf('encashment', ACCOUNT, 1, 1, number),
    accountId: ACCOUNT,
    deviceId: 1,
    shopId: 10,
    type: 'MONEY_IN',
    shiftId: 1,
    number,
    cashier: CASHIER,
    sum: 500_000,
    localDate: '2025-11-22T09:00:00.000',
    date: new Date('2025-11-22T06:00:00.000Z'),
  };
}

export function newOperation(number: number): NewOperation {
  return {
    _id: documentIdOf('operation', ACCOUNT, number),
    accountId: ACCOUNT,
    deviceId: 1,
    externalId: `order-${number}`,
    createdAt: new Date('2025-11-22T06:00:00.000Z'),
    request: { total: { priceSum: 100 } },
  };
}
