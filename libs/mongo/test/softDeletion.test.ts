import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Model } from 'mongoose';
import {
  createGadgetModel,
  gadget,
  openTestMongo,
  pendingOf,
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
