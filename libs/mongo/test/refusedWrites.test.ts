/** The guarantee: a write that could lose its event, or tell something else than it wrote, throws and writes nothing. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Model } from 'mongoose';
import {
  createGadgetModel,
  gadget,
  openTestMongo,
  rawOf,
  type GadgetFields,
  type TestMongo,
} from './fixtures.js';

let test: TestMongo;
let Gadget: Model<GadgetFields>;
let serial = 0;

beforeAll(async () => {
  test = await openTestMongo();
  Gadget = createGadgetModel(test);
});
afterAll(() => test.close());

const filter = (id: string) => ({ _id: id });
const load = (id: string) => Gadget.findById(id).orFail();

const refused: [name: string, write: (id: string) => unknown][] = [
  ['bulkWrite', (id) => Gadget.bulkWrite([{ updateOne: { filter: filter(id), update: { name: 'x' } } }])],
  [
    'bulkSave',
    async (id) => {
      const document = await load(id);
      document.name = 'x';
      await Gadget.bulkSave([document]);
    },
  ],
  ['bulkSave of new documents', (id) => Gadget.bulkSave([new Gadget(gadget(`${id}-new`))])],
  ['replaceOne', (id) => Gadget.replaceOne(filter(id), gadget(id, { name: 'x' }))],
  [
    'document.replaceOne',
    async (id) => {
      const document = await load(id);
      await document.replaceOne(gadget(id, { name: 'x' }));
    },
  ],
  ['findOneAndReplace', (id) => Gadget.findOneAndReplace(filter(id), gadget(id, { name: 'x' }))],
  ['insertMany, lean', (id) => Gadget.insertMany([gadget(`${id}-new`)], { lean: true })],
  [
    'an update pipeline',
    (id) => Gadget.updateOne(filter(id), [{ $set: { name: 'x' } }], { updatePipeline: true }),
  ],
  [
    'arrayFilters',
    (id) => Gadget.updateOne(filter(id), { 'parts.$[p].weight': 1 }, { arrayFilters: [{ 'p.weight': 2 }] }),
  ],
  ['a positional path', (id) => Gadget.updateOne(filter(id), { $set: { 'parts.$.weight': 1 } })],
  ['$currentDate', (id) => Gadget.updateOne(filter(id), { $currentDate: { note: true } })],
  ['$push', (id) => Gadget.updateOne(filter(id), { $push: { parts: { weight: 1 } } })],
  ['$min', (id) => Gadget.updateMany(filter(id), { $min: { count: 0 } })],
  ['$inc of a text', (id) => Gadget.updateOne(filter(id), { $inc: { name: 1 } })],
  ['setting undefined', (id) => Gadget.updateOne(filter(id), { $set: { note: undefined } })],
  ['upsert', (id) => Gadget.updateOne(filter(`${id}-new`), { name: 'x' }, { upsert: true })],
  [
    'findOneAndUpdate with upsert',
    (id) => Gadget.findOneAndUpdate(filter(`${id}-new`), { name: 'x' }, { upsert: true }),
  ],
  ['a projection', (id) => Gadget.findOneAndUpdate(filter(id), { name: 'x' }, { projection: { name: 1 } })],
  [
    'includeResultMetadata',
    (id) => Gadget.findOneAndUpdate(filter(id), { name: 'x' }, { includeResultMetadata: true }),
  ],
  [
    'switching strictness off',
    (id) => Gadget.updateOne(filter(id), { $set: { colour: 'x' } }, { strict: false }),
  ],
  [
    'saving a part of a document',
    async (id) => {
      const document = await Gadget.findById(id).select('name').orFail();
      document.name = 'x';
      await document.save();
    },
  ],
  [
    'saving some paths',
    async (id) => {
      const document = await load(id);
      document.name = 'x';
      await document.save({ pathsToSave: ['name'] });
    },
  ],
  [
    'inserting without validation',
    (id) => new Gadget(gadget(`${id}-new`)).save({ validateBeforeSave: false }),
  ],
  [
    'inserting without validation and hooks',
    (id) => new Gadget(gadget(`${id}-new`)).save({ validateBeforeSave: false, middleware: false }),
  ],
  ['document.increment', async (id) => (await load(id)).increment().save()],
  ['collection.insertOne', (id) => Gadget.collection.insertOne({ ...gadget(`${id}-new`), __v: 0 } as never)],
  ['collection.updateOne', (id) => Gadget.collection.updateOne(filter(id) as never, { $set: { name: 'x' } })],
  [
    'collection.updateMany',
    (id) => Gadget.collection.updateMany(filter(id) as never, { $set: { name: 'x' } }),
  ],
  ['collection.deleteMany', (id) => Gadget.collection.deleteMany(filter(id) as never)],
  [
    'collection.bulkWrite',
    (id) => Gadget.collection.bulkWrite([{ deleteOne: { filter: filter(id) as never } }]),
  ],
  ['collection.initializeOrderedBulkOp', () => Gadget.collection.initializeOrderedBulkOp()],
  [
    'connection.collection',
    (id) => test.mongo.connection.collection('gadgets').deleteOne(filter(id) as never),
  ],
  [
    'connection.bulkWrite',
    (id) =>
      test.mongo.connection.bulkWrite([{ name: 'deleteOne', model: 'gadgets', filter: filter(id) as never }]),
  ],
  ['an aggregation with $out', () => Gadget.aggregate([{ $out: 'gadgets' }])],
  ['an aggregation with $merge', () => Gadget.aggregate([{ $merge: { into: 'gadgets' } }])],
];

describe('a model that bears events', () => {
  it.each(refused)('when %s is tried, then it is refused and nothing is written', async (_name, write) => {
    const id = `refused-${++serial}`;
    await Gadget.create(gadget(id));
    const before = await rawOf(test.mongo, 'gadgets', id);

    const attempt = async () => {
      await write(id);
    };
    await expect(attempt()).rejects.toMatchObject({ code: 'WRITE_REFUSED' });

    expect(await rawOf(test.mongo, 'gadgets', id)).toEqual(before);
    expect(await rawOf(test.mongo, 'gadgets', `${id}-new`)).toBeNull();
  });

  const immutable: [name: string, write: (id: string) => Promise<unknown>][] = [
    ['updateOne', (id) => Gadget.updateOne(filter(id), { kind: 'chair' })],
    ['findOneAndUpdate', (id) => Gadget.findOneAndUpdate(filter(id), { $set: { kind: 'chair' } })],
    ['updateMany', (id) => Gadget.updateMany(filter(id), { kind: 'chair' })],
    ['the account', (id) => Gadget.updateOne(filter(id), { accountId: 'other' })],
    ['the outbox', (id) => Gadget.updateOne(filter(id), { $unset: { outboxKey: 1 } })],
    ['pending', (id) => Gadget.updateOne(filter(id), { $set: { pending: [] } })],
    [
      'save',
      async (id) => {
        const document = await load(id);
        document.kind = 'chair';
        await document.save();
      },
    ],
  ];
  it.each(immutable)(
    'when %s changes what is immutable, then it throws and nothing is written',
    async (_name, write) => {
      const id = `immutable-${++serial}`;
      await Gadget.create(gadget(id));
      const before = await rawOf(test.mongo, 'gadgets', id);
      await expect(write(id)).rejects.toMatchObject({ code: 'IMMUTABLE', status: 409 });
      expect(await rawOf(test.mongo, 'gadgets', id)).toEqual(before);
    },
  );

  it('when a filter names an unknown field, then it throws instead of matching everything', async () => {
    await expect(Gadget.deleteMany({ colour: 'red' } as never)).rejects.toThrow('colour');
    await expect(Gadget.updateMany({ colour: 'red' } as never, { name: 'x' })).rejects.toThrow('colour');
  });
});
