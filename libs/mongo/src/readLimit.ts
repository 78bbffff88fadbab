import type { mongo as driver } from 'mongoose';

/**
 * The longest that MongoDB may work on one read, in ms. Lists and sums over years of receipts are an owner's right, and their cost is
 * everybody's: without a limit a server goes on with a read long after whoever asked has gone. Less than the socket waits (15 s), so that
 * it is the server that says so, in its own words.
 */
export const READ_LIMIT_MS = 10_000;

const READS = ['find', 'findOne', 'aggregate', 'countDocuments'] as const;

type Read = (what: unknown, options?: object) => unknown;

/** Limits whatever is read through this handle; a read that says otherwise keeps its own `maxTimeMS`. Mongoose's models have an option for it. */
export function limitReads(db: driver.Db): void {
  const collectionOf = db.collection.bind(db);
  db.collection = (name, options) => {
    const collection = collectionOf(name, options);
    for (const method of READS) {
      const read = (collection[method] as unknown as Read).bind(collection);
      const limited: Read = (what, more) => read(what, { maxTimeMS: READ_LIMIT_MS, ...more });
      Object.assign(collection, { [method]: limited });
    }
    return collection as never;
  };
}
