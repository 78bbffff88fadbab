/** The guarantee: whichever way a document is created, exactly one CREATE lies in it, with the entity as it was written. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Model } from 'mongoose';
import { isDuplicateId } from '../src/mongoError.js';
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
