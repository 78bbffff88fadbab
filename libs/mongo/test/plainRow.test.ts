import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createPlainRow } from '../src/plainRow.js';
import type { Models } from '../src/models.js';
import {
  newEncashment,
  newOperation,
  newReceipt,
  newShift,
  openTestMongo,
  type TestMongo,
} from './fixtures.js';

let test: TestMongo;
beforeAll(async () => {
  test = await openTestMongo();
});
afterAll(() => test.close());

type Fields = Record<string, unknown>;

const SAMPLES: Readonly<Record<keyof Models, () => object>> = {
  receipt: () => newReceipt(1),
  shift: () => ({ ...newShift(1), status: 'OPENED' }),
  encashment: () => newEncashment(1),
  operation: () => newOperation(1),
};

/** What a field may be turned into: wrong types, limits, things that mongoose casts, nothing. */
const strange = fc.constantFrom<unknown>(
  ...[undefined, null, '', 'x', 'SALE', 'y'.repeat(70), 'z'.repeat(3_000), '5', '2025-11-22T06:00:00.000Z'],
  ...[0, -1, 1, 1.5, NaN, Infinity, 2_147_483_648, 1e13, true, [], {}, [{}]],
  ...[new Date(0), new Date(NaN), { tabNumber: '1', name: 'Анна', password: '1234' }],
  ...[[{ type: 'CASH', amount: 5, note: undefined }], [{ type: 'BARTER', amount: 5 }]],
);

/** The row that mongoose itself makes, or null when it refuses. */
async function rowOfModel(kind: keyof Models, fields: Fields): Promise<Fields | null> {
  try {
    const document = new test.mongo.models[kind](fields);
    await document.validate();
    return { ...(document.toObject() as unknown as Fields), __v: 0 };
  } catch {
    return null;
  }
}

/** Without what differs from one event to the next. */
function comparable(row: Fields | null): unknown {
  if (!row) return null;
  const { outboxKey: _key, pending, ...rest } = row;
  const [event] = pending as { action: string; snapshot: string }[];
  return { ...rest, action: event?.action, snapshot: event?.snapshot };
}

describe.each(['receipt', 'encashment', 'operation'] as const)('a plain row of a %s', (kind) => {
  it('when the fields are in order, then it is made without the model', () => {
    expect(test.mongo.models[kind].stampedRow(SAMPLES[kind]() as Fields)).not.toBeNull();
  });
});

describe.each(Object.keys(SAMPLES) as (keyof Models)[])('rows of a %s', (kind) => {
  it('when fields are anything, then a plain row is the one that the model would make, or there is none', async () => {
    const sample = SAMPLES[kind]() as Fields;
    const name = fc.constantFrom(...Object.keys(sample), 'discount', 'checkURL', 'operationId', 'unknown');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(name, strange), { maxLength: 3 }), async (changes) => {
        const fields = { ...sample, ...Object.fromEntries(changes) };
        const row = test.mongo.models[kind].stampedRow(fields);
        if (row) expect(comparable(row)).toEqual(comparable(await rowOfModel(kind, fields)));
      }),
      { numRuns: 300 },
    );
  });
});

describe('a definition', () => {
  it('when it has a rule that plain rows do not know, then it is refused at once', () => {
    expect(() => createPlainRow({ name: { type: String, match: /x/ } })).toThrow(
      'name: a plain row knows no rule match',
    );
    expect(() => createPlainRow({ name: { type: Boolean } })).toThrow('name: a plain row knows no such type');
    expect(() => createPlainRow({ at: { type: Date, default: Date.now } })).toThrow('no computed default');
  });
});
