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
 * A command is closed before it is larger, in bytes of BSON. It is one document, and of those MongoDB takes 16 MB and 16 KB. (Its 48 MB
 * are for a message whose documents come beside the command, which is how the driver's `insertMany` sends them.) A row that is larger
 * goes alone.
 */
const COMMAND_BYTES = 12 * 1024 * 1024;
/** A character of JavaScript has up to three bytes in UTF-8; a pair of them that is one letter has four. */
const CHAR_BYTES = 3;
/** More than what a row has beside its texts: names of fields, numbers, dates, ids. */
const ROW_BYTES = 4 * 1024;
/** Of a row in the command's list: its type, and its position as text. */
const PLACE_BYTES = 9;

export interface NewRows<Row extends object> {
  db: mongoose.mongo.Db;
  collection: string;
  rows: readonly Row[];
  /** How many characters of text a row holds at most, names and numbers beyond 4 KB counted as such: a look, not a measurement. */
  charsOf: (row: Row) => number;
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
  charsOf,
}: NewRows<Row>): Promise<number[]> {
  const known: number[] = [];
  let from = 0;
  for (const documents of commandsOf(rows, charsOf)) {
    const command = { insert: collection, documents, ordered: false, writeConcern: WRITE_CONCERN };
    const { writeErrors = [], writeConcernError } = (await db.command(command)) as InsertAnswer;
    const failure = writeErrors.find((error) => error.code !== DUPLICATE_KEY) ?? writeConcernError;
    if (failure) throw new mongoose.mongo.MongoServerError(failure);
    for (const { index } of writeErrors) known.push(from + index);
    from += documents.length;
  }
  return known;
}

/**
 * The rows, command by command. They are measured only where a look at their texts does not say that one command takes them all: to
 * measure a row costs as much as to store it.
 */
function commandsOf<Row extends object>(
  rows: readonly Row[],
  charsOf: (row: Row) => number,
): (readonly Row[])[] {
  const atMost = rows.reduce((sum, row) => sum + CHAR_BYTES * charsOf(row) + ROW_BYTES, 0);
  if (atMost <= COMMAND_BYTES) return rows.length > 0 ? [rows] : [];
  const commands: Row[][] = [];
  let bytes = Infinity;
  for (const row of rows) {
    const size = mongoose.mongo.BSON.calculateObjectSize(row) + PLACE_BYTES;
    bytes += size;
    if (bytes > COMMAND_BYTES) {
      commands.push([]);
      bytes = size;
    }
    commands.at(-1)?.push(row);
  }
  return commands;
}
