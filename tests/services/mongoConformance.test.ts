// The same operations and the same expectations for every server that MONGO_URL may name: a real MongoDB, and the stand-in that
// replaces it where none can be had. Whatever the project uses of MongoDB is here; what is not here must not be relied on.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';

interface Journal {
  _id: string;
  accountId?: number;
  amount?: number;
  state?: string;
  version?: number;
  pendingKey?: string | null;
  pending?: { id: string; at?: Date }[];
  at?: Date;
}

const url = process.env.MONGO_URL;
if (!url)
  throw new Error('MONGO_URL is not set: type `npm test`, which starts a server, or set it to one of yours');

let connection: mongoose.Connection;
let journals: mongoose.mongo.Collection<Journal>;

/** Duplicate keys of an unordered insert arrive as one error with one entry per refused document. */
async function catchBulkError(work: Promise<unknown>): Promise<mongoose.mongo.MongoBulkWriteError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof mongoose.mongo.MongoBulkWriteError))
    throw new Error(`no bulk write error: ${String(error)}`);
  return error;
}

function writeErrorsOf(error: mongoose.mongo.MongoBulkWriteError): mongoose.mongo.WriteError[] {
  return [error.writeErrors].flat();
}

beforeAll(async () => {
  const address = new URL(url);
  address.pathname = `/kh_conformance_${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  connection = await mongoose
    .createConnection(address.toString(), { serverSelectionTimeoutMS: 10_000 })
    .asPromise();
});

afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

beforeEach(async () => {
  journals = connection.getClient().db(connection.name).collection<Journal>('journals');
  await journals.drop().catch(() => undefined);
  await journals.createIndex({ pendingKey: 1 }, { unique: true, sparse: true }, {});
});

describe('inserting', () => {
  it('when a document is inserted, then it is found by its id with the types it had', async () => {
    const at = new Date('2026-03-01T10:20:30.456Z');
    const entry = {
      _id: randomUUID(),
      accountId: 7,
      amount: 129_900,
      pending: [{ id: 'a', at }],
      at,
      pendingKey: null,
    };
    await journals.insertOne(entry);
    const found = await journals.findOne({ _id: entry._id });
    expect(found).toEqual(entry);
    expect(found?.at).toBeInstanceOf(Date);
    expect(found?.pending?.[0]?.at).toBeInstanceOf(Date);
  });

  it('when a single document has an id that exists, then E11000 says so and nothing changes', async () => {
    await journals.insertOne({ _id: 'same', amount: 1 });
    await expect(journals.insertOne({ _id: 'same', amount: 2 })).rejects.toMatchObject({ code: 11000 });
    expect(await journals.findOne({ _id: 'same' })).toEqual({ _id: 'same', amount: 1 });
  });

  it('when an unordered batch holds duplicates, then each is refused by its index and the others are stored', async () => {
    await journals.insertMany([{ _id: 'b' }, { _id: 'd' }]);
    const error = await catchBulkError(
      journals.insertMany([{ _id: 'a' }, { _id: 'b' }, { _id: 'c' }, { _id: 'd' }, { _id: 'e' }], {
        ordered: false,
      }),
    );
    expect(writeErrorsOf(error).map(({ index, code }) => ({ index, code }))).toEqual([
      { index: 1, code: 11000 },
      { index: 3, code: 11000 },
    ]);
    const ids = (await journals.find().sort({ _id: 1 }).toArray()).map((journal) => journal._id);
    expect(ids).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('when 500 documents are inserted at once, then all can be read back in one query by id', async () => {
    const entries = Array.from({ length: 500 }, (_, amount) => ({ _id: randomUUID(), amount }));
    await journals.insertMany(entries, { ordered: false });
    const found = await journals.find({ _id: { $in: entries.map((entry) => entry._id) } }).toArray();
    expect(found.map((entry) => entry.amount).sort((a = 0, b = 0) => a - b)).toEqual(
      entries.map((entry) => entry.amount),
    );
  });

  it('when more documents match than the first batch holds, then the cursor brings the rest', async () => {
    await journals.insertMany(Array.from({ length: 350 }, (_, amount) => ({ _id: `n${amount}`, amount })));
    const seen = new Set<string>();
    for await (const journal of journals.find({}, { batchSize: 100 })) seen.add(journal._id);
    expect(seen.size).toBe(350);
  });
});

describe('indexes', () => {
  it('when a sparse unique key is absent, then any number of documents may lack it', async () => {
    await journals.insertMany(Array.from({ length: 20 }, (_, index) => ({ _id: `k${index}` })));
    await journals.insertOne({ _id: 'one', pendingKey: 'x' });
    await expect(journals.insertOne({ _id: 'two', pendingKey: 'x' })).rejects.toMatchObject({ code: 11000 });
    expect(await journals.countDocuments()).toBe(21);
  });

  it('when a sparse unique key is removed from a document, then another one may take it', async () => {
    await journals.insertOne({ _id: 'first', pendingKey: 'x' });
    await journals.updateOne({ _id: 'first' }, { $unset: { pendingKey: '' } });
    await journals.insertOne({ _id: 'second', pendingKey: 'x' });
    expect(await journals.findOne({ pendingKey: 'x' })).toMatchObject({ _id: 'second' });
  });

  it('when a key is searched by an anchored pattern, then exactly the documents with that beginning are found', async () => {
    await journals.insertMany([
      { _id: '1', pendingKey: 'new:0001' },
      { _id: '2', pendingKey: 'new:0002' },
      { _id: '3', pendingKey: 'renew:0003' },
      { _id: '4' },
    ]);
    const found = await journals.find({ pendingKey: /^new:/ }).limit(10).toArray();
    expect(found.map((entry) => entry._id).sort()).toEqual(['1', '2']);
  });

  it('when the collection has data, then a unique index on it is refused for duplicates and made otherwise', async () => {
    await journals.insertMany([
      { _id: '1', accountId: 1, amount: 1 },
      { _id: '2', accountId: 1, amount: 2 },
    ]);
    await expect(journals.createIndex({ accountId: 1 }, { unique: true }, {})).rejects.toMatchObject({
      code: 11000,
    });
    await journals.createIndex({ accountId: 1, amount: 1 }, { unique: true }, {});
    await journals.deleteOne({ _id: '2' });
    await journals.createIndex({ accountId: 1 }, { unique: true }, {});
    await expect(journals.insertOne({ _id: '3', accountId: 1, amount: 3 })).rejects.toMatchObject({
      code: 11000,
    });
    await journals.dropIndex('accountId_1');
    await journals.insertOne({ _id: '2', accountId: 1, amount: 2 });
    await expect(journals.insertOne({ _id: '3', accountId: 1, amount: 2 })).rejects.toMatchObject({
      code: 11000,
    });
    await journals.createIndex({ accountId: 1, at: -1 }, {}, {});
    await journals.createIndex({ accountId: 1, at: -1 }, {}, {});
  });
});

describe('updating', () => {
  it('when many are updated by id, then fields are set and removed and arrays grow and shrink', async () => {
    await journals.insertMany(
      ['a', 'b', 'c'].map((_id) => ({
        _id,
        state: 'new',
        pendingKey: _id,
        pending: [{ id: 'x' }, { id: 'y' }],
      })),
    );
    const result = await journals.updateMany(
      { _id: { $in: ['a', 'b'] } },
      { $set: { state: 'done' }, $unset: { pendingKey: '' }, $pull: { pending: { id: { $in: ['x'] } } } },
    );
    expect(result).toMatchObject({ matchedCount: 2, modifiedCount: 2 });
    await journals.updateOne({ _id: 'a' }, { $push: { pending: { $each: [{ id: 'z' }, { id: 'w' }] } } });
    expect(await journals.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 'a', state: 'done', pending: [{ id: 'y' }, { id: 'z' }, { id: 'w' }] },
      { _id: 'b', state: 'done', pending: [{ id: 'y' }] },
      { _id: 'c', state: 'new', pendingKey: 'c', pending: [{ id: 'x' }, { id: 'y' }] },
    ]);
  });

  it('when fields are removed from documents named by a unique key, then each is told and changed once, and its key is free', async () => {
    const pending = [{ id: 'a' }, { id: 'b' }];
    await journals.insertMany([
      { _id: 'one', pendingKey: 'key:1', pending, amount: 1 },
      { _id: 'two', pendingKey: 'key:2', state: 'kept' },
      { _id: 'three', pendingKey: 'key:3', pending },
    ]);
    const named = { pendingKey: { $in: ['key:2', 'key:1', 'key:1', 'key:none'] } };
    const cleared = await journals.updateMany(named, { $unset: { pending: 1, pendingKey: 1 } });
    expect([cleared.matchedCount, cleared.modifiedCount]).toEqual([2, 2]);
    expect(await journals.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 'one', amount: 1 },
      { _id: 'three', pendingKey: 'key:3', pending },
      { _id: 'two', state: 'kept' },
    ]);
    await journals.insertOne({ _id: 'four', pendingKey: 'key:1' });

    const again = await journals.updateMany(
      { pendingKey: { $in: ['key:2', 'key:3'] } },
      { $unset: { state: 1 } },
    );
    expect([again.matchedCount, again.modifiedCount]).toEqual([1, 0]);
    expect(await journals.findOne({ pendingKey: 'key:3' })).toEqual({
      _id: 'three',
      pendingKey: 'key:3',
      pending,
    });
  });

  it('when the version has moved on, then a conditional update finds nothing, and finds it with the right one', async () => {
    await journals.insertOne({ _id: 'v', version: 3, state: 'old' });
    const change = (version: number) =>
      journals.findOneAndUpdate(
        { _id: 'v', version },
        { $set: { state: `from ${version}` }, $inc: { version: 1 } },
        { returnDocument: 'after' },
      );
    expect(await change(2)).toBeNull();
    expect(await change(3)).toEqual({ _id: 'v', version: 4, state: 'from 3' });
  });

  it('when 50 clients raise a version at once, then each version is won by exactly one', async () => {
    await journals.insertOne({ _id: 'race', version: 0 });
    const attempts = Array.from({ length: 50 }, (_, winner) =>
      journals.updateOne({ _id: 'race', version: 0 }, { $set: { amount: winner }, $inc: { version: 1 } }),
    );
    const won = (await Promise.all(attempts)).filter((result) => result.modifiedCount === 1);
    expect(won).toHaveLength(1);
    expect(await journals.findOne({ _id: 'race' })).toMatchObject({ version: 1 });
  });

  it('when 50 clients push to one array at once, then nothing is lost', async () => {
    await journals.insertOne({ _id: 'list', pending: [], amount: 0 });
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        journals.updateOne({ _id: 'list' }, { $push: { pending: { id: `p${index}` } }, $inc: { amount: 1 } }),
      ),
    );
    const list = await journals.findOne({ _id: 'list' });
    expect(list?.amount).toBe(50);
    expect(new Set(list?.pending?.map((entry) => entry.id)).size).toBe(50);
  });

  it('when an upsert finds nothing, then it inserts once, with the fields meant for an insert', async () => {
    const upsert = () =>
      journals.updateOne(
        { _id: 'u' },
        { $setOnInsert: { amount: 1 }, $set: { state: 'seen' } },
        { upsert: true },
      );
    expect(await upsert()).toMatchObject({ upsertedCount: 1 });
    expect(await upsert()).toMatchObject({ upsertedCount: 0, matchedCount: 1 });
    expect(await journals.findOne({ _id: 'u' })).toEqual({ _id: 'u', amount: 1, state: 'seen' });
  });

  it('when a document is changed while another client holds it, then that client keeps what it read', async () => {
    await journals.insertOne({ _id: 'held', amount: 1, pending: [{ id: 'x' }] });
    const [held] = await Promise.all([
      journals.findOne({ _id: 'held' }),
      ...Array.from({ length: 20 }, () =>
        journals.updateOne({ _id: 'held' }, { $push: { pending: { id: 'y' } } }),
      ),
    ]);
    expect(held?.pending?.[0]).toEqual({ id: 'x' });
  });
});

describe('reading and deleting', () => {
  const day = (number: number) => new Date(Date.UTC(2026, 0, number));

  beforeEach(async () => {
    await journals.insertMany(
      Array.from({ length: 30 }, (_, index) => ({
        _id: `d${index}`,
        accountId: index % 3,
        amount: index,
        state: index % 2 === 0 ? 'even' : 'odd',
        at: day(index + 1),
        ...(index < 5 ? {} : { version: index < 10 ? 0 : 1 }),
      })),
    );
  });

  it('when a list is sorted, skipped and limited, then that page comes in that order', async () => {
    const page = await journals.find({ accountId: 1 }).sort({ at: -1, _id: 1 }).skip(1).limit(3).toArray();
    expect(page.map((entry) => entry.amount)).toEqual([25, 22, 19]);
  });

  it('when a sorted list is read page by page, then each document comes once, equal ones in the order of the second field', async () => {
    const pages = [];
    for (let skip = 0; skip < 30; skip += 7) {
      pages.push(...(await journals.find().sort({ accountId: -1, amount: 1 }).skip(skip).limit(7).toArray()));
    }
    expect(pages.map((entry) => [entry.accountId, entry.amount])).toEqual(
      Array.from({ length: 30 }, (_, index) => [
        2 - Math.floor(index / 10),
        (index % 10) * 3 + 2 - Math.floor(index / 10),
      ]),
    );
  });

  it('when only some fields are asked for, then only they come', async () => {
    expect(await journals.findOne({ _id: 'd3' }, { projection: { amount: 1 } })).toEqual({
      _id: 'd3',
      amount: 3,
    });
  });

  it('when dates are compared, then they are compared as times', async () => {
    expect(await journals.countDocuments({ at: { $gte: day(10), $lt: day(20) } })).toBe(10);
    const { deletedCount } = await journals.deleteMany({ at: { $lt: day(11) } });
    expect(deletedCount).toBe(10);
    expect(await journals.countDocuments()).toBe(20);
  });

  it('when null is excluded, then absent fields are excluded with it', async () => {
    expect(await journals.countDocuments({ version: { $ne: null } } as never)).toBe(25);
    expect(await journals.countDocuments({ version: null } as never)).toBe(5);
  });

  it('when groups are counted and summed, then the totals are per group', async () => {
    const totals = await journals
      .aggregate([
        { $match: { at: { $gte: day(1), $lt: day(21) }, state: 'even' } },
        { $group: { _id: '$accountId', count: { $sum: 1 }, amount: { $sum: '$amount' } } },
        { $sort: { _id: 1 } },
      ])
      .toArray();
    expect(totals).toEqual([
      { _id: 0, count: 4, amount: 36 },
      { _id: 1, count: 3, amount: 30 },
      { _id: 2, count: 3, amount: 24 },
    ]);
  });

  it('when documents are deleted by id, then only they are gone and their ids are free again', async () => {
    expect((await journals.deleteMany({ _id: { $in: ['d1', 'd2', 'none'] } })).deletedCount).toBe(2);
    expect((await journals.deleteOne({ _id: 'd3' })).deletedCount).toBe(1);
    await journals.insertOne({ _id: 'd1', state: 'new' });
    expect(await journals.findOne({ _id: 'd1' })).toEqual({ _id: 'd1', state: 'new' });
    expect(await journals.countDocuments()).toBe(28);
  });
});

describe('through mongoose', () => {
  it('when a model with strict schema, timestamps and version key saves, then it reads the same back', async () => {
    const schema = new mongoose.Schema<Journal>(
      {
        _id: String,
        amount: Number,
        at: Date,
        pending: [{ _id: false, id: String, at: Date }],
      },
      { strict: 'throw', timestamps: true, optimisticConcurrency: true },
    );
    schema.index({ amount: 1, _id: 1 });
    const Entry = connection.model('ConformanceEntry', schema, 'entries');
    await Entry.createCollection();
    await Entry.createIndexes();
    const entry = await Entry.create({
      _id: 'm',
      amount: 1,
      at: new Date(0),
      pending: [{ id: 'e', at: new Date(1) }],
    });
    const stale = await Entry.findById('m').orFail();
    entry.amount = 2;
    await entry.save();
    stale.amount = 3;
    await expect(stale.save()).rejects.toThrow(mongoose.Error.VersionError);
    expect(await Entry.findById('m').lean()).toMatchObject({
      amount: 2,
      at: new Date(0),
      pending: [{ id: 'e', at: new Date(1) }],
    });
  });
});
