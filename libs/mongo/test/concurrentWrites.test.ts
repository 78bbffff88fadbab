import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Model } from 'mongoose';
import { isVersionConflict } from '../src/mongoError.js';
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

describe('what an update answers', () => {
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
