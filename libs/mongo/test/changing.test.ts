/**
 * The guarantee: whichever way a document is written, exactly one event per change lies in it, with the entity as that write made
 * it; a change that changes nothing writes nothing.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Model } from 'mongoose';
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
    (id) => Gadget.find({ _id: id }).updateMany({}, { $set: { name: 'two' } }),
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
});
