/**
 * The guarantee: whichever way a document is written, exactly one event per change lies in it, with the entity as that write made
 * it; a change that changes nothing writes nothing.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Model } from 'mongoose';
import { migrateMongo } from '../src/migrate.js';
import { isDuplicateId, isVersionConflict } from '../src/mongoError.js';
import { createSilentLogger } from '@kassahook/platform/logger';
import {
  createGadgetModel,
  gadget,
  openTestMongo,
  pendingOf,
  rawOf,
  type GadgetFields,
  type TestMongo,
} from './fixtures.js';

let test: TestMongo;
let Gadget: Model<GadgetFields>;
let serial = 0;
const nextId = () => `gadget-${++serial}`;

beforeAll(async () => {
  test = await openTestMongo();
  Gadget = createGadgetModel(test);
  await migrateMongo(test.mongo, createSilentLogger());
  await Gadget.createIndexes();
});
afterAll(() => test.close());
beforeEach(() => {
  test.hints.length = 0;
});

const pending = (id: string) => pendingOf(test.mongo, 'gadgets', id);
const raw = (id: string) => rawOf<GadgetFields>(test.mongo, 'gadgets', id);

interface Expected {
  /** Actions that the tested write adds. */
  actions: string[];
  /** Fields of the document (and of the last snapshot) after it. */
  after?: Partial<GadgetFields>;
  deleted?: boolean;
}

/** Every way to create a document. */
const creations: [name: string, write: (id: string) => Promise<unknown>][] = [
  ['save', (id) => new Gadget(gadget(id)).save()],
  ['create', (id) => Gadget.create(gadget(id))],
  ['create of a list', (id) => Gadget.create([gadget(id)])],
  ['insertOne', (id) => Gadget.insertOne(gadget(id))],
  ['insertMany', (id) => Gadget.insertMany([gadget(id)])],
  [
    'insertMany, unordered and raw',
    (id) => Gadget.insertMany([gadget(id)], { ordered: false, rawResult: true }),
  ],
  ['insertMany of documents', (id) => Gadget.insertMany([new Gadget(gadget(id))])],
  ['save without hooks', (id) => new Gadget(gadget(id)).save({ middleware: false })],
  ['insertMany without hooks', (id) => Gadget.insertMany([gadget(id)], { middleware: false })],
];

describe('creating', () => {
  it.each(creations)('when a document is written with %s, then it bears one CREATE', async (_name, write) => {
    const id = nextId();
    await write(id);

    const row = await raw(id);
    expect(row).toMatchObject({ ...gadget(id), __v: 0 });
    expect(await pending(id)).toEqual([
      { action: 'CREATE', snapshot: { id, kind: 'lamp', name: 'one', count: 1 } },
    ]);
    expect(row?.outboxKey).toBe(`p:${row?.pending?.[0]?.eventId}`);
    expect(test.hints).toMatchObject([
      { v: 1, source: 'mongo', type: 'OPERATION', action: 'CREATE', entityId: id, accountId: 'account-1' },
    ]);
    expect(test.hints[0]?.eventId).toBe(row?.pending?.[0]?.eventId);
  });

  it('when a document is invalid, then nothing is written and nothing announced', async () => {
    const id = nextId();
    await expect(Gadget.create(gadget(id, { name: 'far too long for a name' }))).rejects.toThrow(
      'validation',
    );
    expect(await raw(id)).toBeNull();
    expect(test.hints).toEqual([]);
  });

  it('when an unknown field is given, then it throws', async () => {
    const fields = { ...gadget(nextId()), colour: 'red' };
    await expect(Gadget.create(fields)).rejects.toThrow('colour');
  });

  it('when the same _id comes again, then the error says so and no event is added', async () => {
    const id = nextId();
    await Gadget.create(gadget(id));
    const error: unknown = await Gadget.create(gadget(id, { name: 'two' })).catch(
      (thrown: unknown) => thrown,
    );
    expect(isDuplicateId(error)).toBe(true);
    expect(await pending(id)).toHaveLength(1);
    expect(test.hints).toHaveLength(1);
  });

  it('when one of many inserted at once is a repeat, then the others are stored and announced', async () => {
    const [known, fresh] = [nextId(), nextId()];
    await Gadget.create(gadget(known));
    const error: unknown = await Gadget.insertMany([gadget(known), gadget(fresh)], { ordered: false }).catch(
      (thrown: unknown) => thrown,
    );
    expect(isDuplicateId(error)).toBe(true);
    expect(await pending(fresh)).toHaveLength(1);
    expect(test.hints.map((hint) => hint.entityId)).toEqual([known, fresh]);
  });

  it('when a save of a new document failed and is repeated, then it bears one CREATE', async () => {
    const id = nextId();
    await Gadget.create(gadget(id));
    const document = new Gadget(gadget(id));
    await expect(document.save()).rejects.toThrow('E11000');
    document._id = nextId();
    await document.save();
    expect(await pending(document._id)).toHaveLength(1);
  });
});

/** Every way to change or delete a document. */
const changes: [name: string, write: (id: string) => Promise<unknown>, expected: Expected][] = [
  [
    'save',
    async (id) => {
      const document = await Gadget.findById(id).orFail();
      document.name = 'two';
      document.note = 'new';
      await document.save();
    },
    { actions: ['UPDATE'], after: { name: 'two', note: 'new' } },
  ],
  [
    'save without hooks',
    async (id) => {
      const document = await Gadget.findById(id).orFail();
      document.name = 'two';
      await document.save({ middleware: false });
    },
    { actions: ['UPDATE'], after: { name: 'two' } },
  ],
  [
    'save after a change inside of embedded JSON',
    async (id) => {
      await Gadget.updateOne({ _id: id }, { parts: [{ weight: 1 }] });
      const document = await Gadget.findById(id).orFail();
      const [part] = document.parts ?? [];
      if (part) part.weight = 2;
      await document.save();
    },
    { actions: ['UPDATE', 'UPDATE'], after: { parts: [{ weight: 2 }] } },
  ],
  [
    'two saves of one document',
    async (id) => {
      const document = await Gadget.findById(id).orFail();
      document.name = 'two';
      await document.save();
      document.name = 'three';
      await document.save();
    },
    { actions: ['UPDATE', 'UPDATE'], after: { name: 'three' } },
  ],
  [
    'there and back in two saves',
    async (id) => {
      const document = await Gadget.findById(id).orFail();
      document.name = 'two';
      await document.save({ middleware: false });
      document.name = 'one';
      await document.save();
    },
    { actions: ['UPDATE', 'UPDATE'], after: { name: 'one' } },
  ],
  [
    'save of a document just created',
    async (id) => {
      const document = await Gadget.create(gadget(`${id}-own`));
      document.name = 'two';
      await document.save();
      expect(await pending(`${id}-own`)).toMatchObject([{ action: 'CREATE' }, { action: 'UPDATE' }]);
    },
    { actions: [] },
  ],
  [
    'updateOne',
    (id) => Gadget.updateOne({ _id: id }, { name: 'two' }),
    { actions: ['UPDATE'], after: { name: 'two' } },
  ],
  [
    'updateOne without hooks',
    (id) => Gadget.updateOne({ _id: id }, { name: 'two' }, { middleware: false }),
    { actions: ['UPDATE'], after: { name: 'two' } },
  ],
  [
    'updateOne with operators',
    (id) =>
      Gadget.updateOne(
        { _id: id },
        { $set: { note: 'x' }, $inc: { count: 4 }, $setOnInsert: { name: 'no' } },
      ),
    { actions: ['UPDATE'], after: { note: 'x', count: 5, name: 'one' } },
  ],
  [
    '$unset',
    async (id) => {
      await Gadget.updateOne({ _id: id }, { note: 'x' });
      await Gadget.updateOne({ _id: id }, { $unset: { note: 1 } });
    },
    { actions: ['UPDATE', 'UPDATE'], after: { name: 'one' } },
  ],
  [
    'document.updateOne',
    async (id) => {
      const document = await Gadget.findById(id).orFail();
      await document.updateOne({ name: 'two' });
    },
    { actions: ['UPDATE'], after: { name: 'two' } },
  ],
  [
    'updateMany',
    (id) => Gadget.updateMany({ _id: { $in: [id] } }, { $set: { name: 'two' } }),
    { actions: ['UPDATE'], after: { name: 'two' } },
  ],
  [
    'find().updateMany',
    (id) => Gadget.find({ _id: id }).updateMany({ $set: { name: 'two' } }),
    { actions: ['UPDATE'], after: { name: 'two' } },
  ],
  [
    'findOneAndUpdate',
    (id) => Gadget.findOneAndUpdate({ _id: id, name: 'one' }, { name: 'two' }),
    { actions: ['UPDATE'], after: { name: 'two' } },
  ],
  [
    'findByIdAndUpdate',
    (id) => Gadget.findByIdAndUpdate(id, { $set: { name: 'two' } }),
    { actions: ['UPDATE'], after: { name: 'two' } },
  ],
  ['deleteOne', (id) => Gadget.deleteOne({ _id: id }), { actions: ['DELETE'], deleted: true }],
  [
    'document.deleteOne',
    async (id) => {
      const document = await Gadget.findById(id).orFail();
      await document.deleteOne();
    },
    { actions: ['DELETE'], deleted: true },
  ],
  ['deleteMany', (id) => Gadget.deleteMany({ _id: id }), { actions: ['DELETE'], deleted: true }],
  ['findOneAndDelete', (id) => Gadget.findOneAndDelete({ _id: id }), { actions: ['DELETE'], deleted: true }],
  ['findByIdAndDelete', (id) => Gadget.findByIdAndDelete(id), { actions: ['DELETE'], deleted: true }],
];

describe('changing and deleting', () => {
  it.each(changes)(
    'when a document is written with %s, then each change bears one event',
    async (_name, write, expected) => {
      const id = nextId();
      const other = nextId();
      await Gadget.create([gadget(id), gadget(other)]);
      test.hints.length = 0;

      await write(id);

      const row = await raw(id);
      const entries = await pending(id);
      expect(entries.map((entry) => entry.action)).toEqual(['CREATE', ...expected.actions]);
      expect(row).toMatchObject(expected.after ?? {});
      expect(entries.at(-1)?.snapshot).toMatchObject(expected.after ?? {});
      expect(row?.outboxKey).toBe(`p:${row?.pending?.at(-1)?.eventId}`);
      expect(row?.deletedAt instanceof Date).toBe(expected.deleted === true);
      expect(await Gadget.countDocuments({ _id: id })).toBe(expected.deleted ? 0 : 1);
      const announced = test.hints.filter((hint) => hint.entityId === id).map((hint) => hint.action);
      expect(announced).toEqual(expected.actions);
      expect(await pending(other)).toHaveLength(1);
    },
  );

  const nothing: [name: string, write: (id: string) => Promise<unknown>][] = [
    ['save of an unchanged document', async (id) => (await Gadget.findById(id).orFail()).save()],
    [
      'save of an equal value',
      async (id) => {
        const document = await Gadget.findById(id).orFail();
        document.name = 'two';
        document.name = 'one';
        document.markModified('name');
        await document.save();
      },
    ],
    ['updateOne to equal values', (id) => Gadget.updateOne({ _id: id }, { name: 'one', count: 1 })],
    ['updateOne of nothing', (id) => Gadget.updateOne({ _id: id }, {})],
    ['updateMany to equal values', (id) => Gadget.updateMany({ _id: id }, { name: 'one' })],
    [
      'findOneAndUpdate that finds nothing',
      (id) => Gadget.findOneAndUpdate({ _id: id, name: 'x' }, { name: 'y' }),
    ],
    ['deleteOne that finds nothing', (id) => Gadget.deleteOne({ _id: id, name: 'x' })],
  ];
  it.each(nothing)('when %s changes nothing, then nothing is written', async (_name, write) => {
    const id = nextId();
    await Gadget.create(gadget(id));
    const before = await raw(id);
    test.hints.length = 0;
    await write(id);
    expect(await raw(id)).toEqual(before);
    expect(test.hints).toEqual([]);
  });

  it('when updates report their results, then the numbers are those of MongoDB', async () => {
    const ids = [nextId(), nextId(), nextId()];
    await Gadget.create(ids.map((id, index) => gadget(id, { count: index })));
    const filter = { _id: { $in: ids } };
    expect(await Gadget.updateMany(filter, { count: 1 })).toMatchObject({
      matchedCount: 3,
      modifiedCount: 2,
    });
    expect(await Gadget.updateOne({ _id: 'nobody' }, { count: 1 })).toMatchObject({ matchedCount: 0 });
    expect(await Gadget.deleteMany(filter)).toMatchObject({ deletedCount: 3 });
    expect(await Gadget.deleteMany(filter)).toMatchObject({ deletedCount: 0 });
  });

  it('when a document is found and changed, then the caller gets the one before, or after, or a plain one', async () => {
    const id = nextId();
    await Gadget.create(gadget(id));
    expect(await Gadget.findByIdAndUpdate(id, { name: 'two' })).toMatchObject({ name: 'one', count: 1 });
    const after = await Gadget.findByIdAndUpdate(id, { name: 'three' }, { returnDocument: 'after' });
    expect(after).toMatchObject({ name: 'three' });
    const plain = await Gadget.findByIdAndUpdate(id, { name: 'four' }, { new: true }).lean();
    expect(plain).toEqual(gadget(id, { name: 'four', __v: 3 }));
    expect(await Gadget.findOneAndDelete({ _id: id })).toMatchObject({ name: 'four' });
  });

  it('when a query with orFail finds nothing, then it throws', async () => {
    await expect(Gadget.updateOne({ _id: 'nobody' }, { name: 'x' }).orFail()).rejects.toThrow(
      'No document found',
    );
    await expect(Gadget.findByIdAndUpdate('nobody', { name: 'x' }).orFail()).rejects.toThrow();
  });

  it('when the sort says which one, then that one is changed', async () => {
    const [a, b] = [nextId(), nextId()];
    await Gadget.create([gadget(a, { note: 'sorted', count: 1 }), gadget(b, { note: 'sorted', count: 2 })]);
    await Gadget.findOneAndUpdate({ note: 'sorted' }, { name: 'last' }, { sort: { count: -1 } });
    expect((await raw(b))?.name).toBe('last');
    expect((await raw(a))?.name).toBe('one');
  });

  it('when three changes follow at once, then three events have three bodies', async () => {
    const id = nextId();
    await Gadget.create(gadget(id));
    for (const name of ['two', 'three', 'four']) await Gadget.updateOne({ _id: id }, { name });
    const bodies = (await pending(id)).map((entry) => entry.snapshot['name']);
    expect(bodies).toEqual(['one', 'two', 'three', 'four']);
  });

  it('when a document is created and deleted before anybody publishes, then both bodies are there', async () => {
    const id = nextId();
    await Gadget.create(gadget(id));
    await Gadget.deleteOne({ _id: id });
    expect(await pending(id)).toMatchObject([
      { action: 'CREATE', snapshot: { name: 'one' } },
      { action: 'DELETE', snapshot: { name: 'one' } },
    ]);
  });
});

describe('races', () => {
  it('when 20 increments race, then all count and each made its own event', async () => {
    const id = nextId();
    await Gadget.create(gadget(id));
    await Promise.all(
      Array.from({ length: 20 }, () => Gadget.updateOne({ _id: id }, { $inc: { count: 1 } })),
    );
    expect((await raw(id))?.count).toBe(21);
    const counts = (await pending(id)).map((entry) => entry.snapshot['count']);
    expect(counts).toEqual(Array.from({ length: 21 }, (_, index) => index + 1));
  });

  it('when two hold the same document, then the second save fails and adds nothing', async () => {
    const id = nextId();
    await Gadget.create(gadget(id));
    const [first, second] = await Promise.all([Gadget.findById(id).orFail(), Gadget.findById(id).orFail()]);
    first.name = 'first';
    second.name = 'second';
    await first.save();
    const error: unknown = await second.save().catch((thrown: unknown) => thrown);
    expect(isVersionConflict(error)).toBe(true);
    expect((await raw(id))?.name).toBe('first');
    expect(await pending(id)).toHaveLength(2);
  });

  it('when a condition no longer holds after a lost race, then the loser changes nothing', async () => {
    const id = nextId();
    await Gadget.create(gadget(id));
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        Gadget.updateOne({ _id: id, name: 'one' }, { name: `winner ${index}` }),
      ),
    );
    expect(results.filter((result) => result.modifiedCount === 1)).toHaveLength(1);
    expect(await pending(id)).toHaveLength(2);
  });
});

describe('soft deletion', () => {
  it('when a document is deleted, then ordinary reads do not see it', async () => {
    const [gone, there] = [nextId(), nextId()];
    const note = `pair ${gone}`;
    await Gadget.create([gadget(gone, { note }), gadget(there, { note })]);
    await Gadget.deleteOne({ _id: gone });
    expect(await Gadget.findById(gone)).toBeNull();
    expect(await Gadget.exists({ _id: gone })).toBeNull();
    expect(await Gadget.find({ note })).toHaveLength(1);
    expect(await Gadget.countDocuments({ note })).toBe(1);
    expect(await Gadget.distinct('_id', { note })).toEqual([there]);
    expect(await Gadget.aggregate([{ $match: { note } }])).toHaveLength(1);
    const streamed: string[] = [];
    for await (const document of Gadget.find({ note }).cursor()) streamed.push(document._id);
    expect(streamed).toEqual([there]);
  });

  it('when its _id is inserted again before the deletion is published, then the error is retryable', async () => {
    const id = nextId();
    await Gadget.create(gadget(id));
    await Gadget.deleteOne({ _id: id });
    const expected = { code: 'DELETION_PENDING', retryable: true };
    await expect(Gadget.create(gadget(id))).rejects.toMatchObject(expected);
    await expect(Gadget.insertMany([gadget(id)])).rejects.toMatchObject(expected);
  });

  it('when a deleted document that somebody holds is saved, then it is refused', async () => {
    const id = nextId();
    const document = await Gadget.create(gadget(id));
    document.set('deletedAt', new Date());
    await document.save();
    document.name = 'two';
    await expect(document.save()).rejects.toMatchObject({ code: 'WRITE_REFUSED' });
    expect(await pending(id)).toHaveLength(2);
  });

  it('when ordinary reads bring a document, then its outbox stays behind', async () => {
    const id = nextId();
    await Gadget.create(gadget(id));
    expect(await Gadget.findById(id).lean()).toEqual(gadget(id, { __v: 0 }));
  });
});
