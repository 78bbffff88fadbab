import mongoose from 'mongoose';
import { describe, expect, it } from '@jest/globals';
import { createSilentLogger } from '@kassahook/platform/logger';
import { insertNew } from '../src/insertNew.js';
import { createMongo } from '../src/mongo.js';
import { newReceipt } from './fixtures.js';

/** What MongoDB takes as one command that is an object: 16 MB for a document, 16 KB beside it. */
const COMMAND_BYTES_MAX = 16 * 1024 * 1024 + 16 * 1024;

interface Row {
  _id: string;
  text: string;
}

/** A database that notes how large each command is in BSON, and which rows it has. */
function measuringDb() {
  const commands: { bytes: number; ids: string[] }[] = [];
  const db = {
    command(command: { documents: Row[] }) {
      const bytes = mongoose.mongo.BSON.calculateObjectSize(command);
      commands.push({ bytes, ids: command.documents.map(({ _id }) => _id) });
      return Promise.resolve({ ok: 1 });
    },
  };
  return { db: db as unknown as mongoose.mongo.Db, commands };
}

const rowsOf = (count: number, text: string): Row[] =>
  Array.from({ length: count }, (_, index) => ({ _id: String(index), text }));

async function commandsOf(rows: readonly Row[]) {
  const { db, commands } = measuringDb();
  await insertNew({ db, collection: 'rows', rows, charsOf: (row) => row.text.length });
  expect(commands.flatMap(({ ids }) => ids)).toEqual(rows.map(({ _id }) => _id));
  return commands;
}

describe('the size of a command', () => {
  it.each([
    ['Latin', 'x', 1],
    ['Cyrillic', 'ж', 2],
    ['Chinese', '中', 3],
    ['an emoji', '😀', 4],
  ])(
    'when many large rows of %s come at once, then no command is larger than MongoDB takes',
    async (...of) => {
      const [, letter, bytes] = of;
      // 40 MB of text in rows of 1 MB.
      const commands = await commandsOf(rowsOf(40, letter.repeat((1024 * 1024) / bytes)));
      expect(Math.max(...commands.map((command) => command.bytes))).toBeLessThan(COMMAND_BYTES_MAX);
      expect(commands.length).toBeLessThanOrEqual(4);
    },
  );

  it('when a receipt is as short as it may be, then the look at its text is still no less than its size', () => {
    const mongo = createMongo({ url: '', logger: createSilentLogger(), onCommitted: () => undefined });
    const one = newReceipt(1);
    const positions = Array.from({ length: 1_000 }, () => ({
      ...{ name: 'x', type: 'COUNTABLE' as const, quantity: 1, price: 0, discount: 0, tax: 'x' },
      ...{ id: '', barcode: '', vendorCode: '', departmentId: 0 },
    }));
    const row = mongo.models.receipt.stampedRow({ ...one, positions });
    const [event] = row?.pending as [{ snapshot: string }];
    expect(mongoose.mongo.BSON.calculateObjectSize(row!)).toBeLessThan(3 * 2 * event.snapshot.length);
  });

  it('when rows are small, then all go with one command, whatever their letters', async () => {
    expect(await commandsOf(rowsOf(500, 'ж'.repeat(3_000)))).toHaveLength(1);
  });

  it('when a row alone is nearly as large as a document may be, then it goes alone and the others together', async () => {
    const rows = [
      ...rowsOf(2, 'x'),
      { _id: 'large', text: 'x'.repeat(15 * 1024 * 1024) },
      { _id: 'last', text: 'x' },
    ];
    const commands = await commandsOf(rows);
    expect(commands.map(({ ids }) => ids)).toEqual([['0', '1'], ['large'], ['last']]);
    expect(Math.max(...commands.map((command) => command.bytes))).toBeLessThan(COMMAND_BYTES_MAX);
  });
});
