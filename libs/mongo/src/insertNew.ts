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
 * A command is closed when its rows have so many characters of text: the server takes 48 MB, a character has up to three bytes, and
 * a row's own names, numbers and lengths are less than its text once more.
 */
const COMMAND_CHARS = 6 * 1024 * 1024;

export interface NewRows<Row extends object> {
  db: mongoose.mongo.Db;
  collection: string;
  rows: readonly Row[];
  /** About how many characters of text a row holds; absent for rows that are small whatever is in them. */
  charsOf?: (row: Row) => number;
}

/**
 * Inserts rows with bare `insert` commands, nearly always one; those whose `_id` is there already stay as they are.
 * The driver's `insertMany` measures every row before it serializes it, and builds objects for results that nobody reads: for an
 * attempt 15 µs of CPU, the command 10. It also repeats an insert when a replica set has changed its primary meanwhile, which this
 * leaves to the caller.
 * @returns the positions of the rows that were there
 * @throws the driver's error when anything else failed; some rows may be stored then
 */
export async function insertNew<Row extends object>({
  db,
  collection,
  rows,
  charsOf = () => 0,
}: NewRows<Row>): Promise<number[]> {
  const known: number[] = [];
  for (let from = 0; from < rows.length;) {
    const to = endOfCommand(rows, from, charsOf);
    const documents = to - from === rows.length ? rows : rows.slice(from, to);
    const command = { insert: collection, documents, ordered: false, writeConcern: WRITE_CONCERN };
    const { writeErrors = [], writeConcernError } = (await db.command(command)) as InsertAnswer;
    const failure = writeErrors.find((error) => error.code !== DUPLICATE_KEY) ?? writeConcernError;
    if (failure) throw new mongoose.mongo.MongoServerError(failure);
    for (const { index } of writeErrors) known.push(from + index);
    from = to;
  }
  return known;
}

/** The position after the last row that fits, at least one. */
function endOfCommand<Row>(rows: readonly Row[], from: number, charsOf: (row: Row) => number): number {
  let chars = 0;
  const fits = (row: Row, position: number): boolean => {
    chars += charsOf(row);
    return position === 0 || chars <= COMMAND_CHARS;
  };
  const beyond = rows.slice(from).findIndex((row, position) => !fits(row, position));
  return beyond === -1 ? rows.length : from + beyond;
}
