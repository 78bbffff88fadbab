import mongoose from 'mongoose';
import { DUPLICATE_KEY } from './mongoError.js';

/** What the server answers to `insert`. */
interface InsertAnswer {
  writeErrors?: { index: number; code: number; errmsg: string }[];
  writeConcernError?: { code: number; errmsg: string };
}

/** As on the connection (see mongo.ts): a bare command does not take it over from there. */
const WRITE_CONCERN = { w: 'majority', j: true, wtimeout: 5_000 };

/**
 * Inserts rows with one `insert` command; those whose `_id` is there already stay as they are.
 * The driver's `insertMany` measures every row before it serializes it, and builds objects for results that nobody reads: for an
 * attempt 15 µs of CPU, the command 10. It also splits what is too large for one command (48 MB), which this does not.
 * @returns the positions of the rows that were there
 * @throws the driver's error when anything else failed; some rows may be stored then
 */
export async function insertNew(
  db: mongoose.mongo.Db,
  collection: string,
  rows: readonly object[],
): Promise<number[]> {
  const command = { insert: collection, documents: rows, ordered: false, writeConcern: WRITE_CONCERN };
  const { writeErrors = [], writeConcernError } = (await db.command(command)) as InsertAnswer;
  const failure = writeErrors.find((error) => error.code !== DUPLICATE_KEY) ?? writeConcernError;
  if (failure) throw new mongoose.mongo.MongoServerError(failure);
  return writeErrors.map((error) => error.index);
}
