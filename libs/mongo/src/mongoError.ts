import mongoose from 'mongoose';
import { AppError, conflict, errorCodeOf, toError, validationFailed } from '@kassahook/platform/errors';
import { withinLimit } from './callLimit.js';
import { READ_LIMIT_MS } from './readLimit.js';

/** MongoDB's code for a value that a unique index has already. */
export const DUPLICATE_KEY = 11000;
/** Its code for a call that took longer than its `maxTimeMS`. */
const TOO_SLOW = 50;

/**
 * True when an insert failed because its `_id` is there already: the document is a repeat. Also true for a batch insert in which
 * some were repeats. Only `_id` and the outbox key are unique here, and the latter is a fresh UUID.
 */
export function isDuplicateId(error: unknown): boolean {
  if (!(error instanceof mongoose.mongo.MongoServerError) || error.code !== DUPLICATE_KEY) return false;
  const pattern: unknown = error['keyPattern'];
  return typeof pattern !== 'object' || pattern === null || '_id' in pattern;
}

/** True when somebody else changed the document since it was read. */
export function isVersionConflict(error: unknown): boolean {
  return (
    error instanceof mongoose.Error.VersionError || error instanceof mongoose.Error.DocumentNotFoundError
  );
}

/** A write that could lose its event, or whose event could say something else than the document. It is a mistake of ours. */
export function refusedWrite(what: string, why: string): AppError {
  return new AppError(`${what} is refused on a model that bears events: ${why}`, { code: 'WRITE_REFUSED' });
}

/** A change of what never changes. */
export function immutable(what: string): AppError {
  return new AppError(`${what} never changes once it is written`, { code: 'IMMUTABLE', status: 409 });
}

/**
 * What a MongoDB call threw, as an AppError: what a schema refused is a 400 with its fields, a write that lost a race is a 409, what
 * the driver throws is a server that is down or slow and worth another try; `TOO_SLOW` says that a read came to its time limit. A fault of ours (a TypeError) stays what it is.
 */
export function toStoreError(error: unknown, doing: string): Error {
  if (error instanceof AppError) return error;
  if (error instanceof mongoose.Error.ValidationError) return validationFailed(messagesOf(error));
  if (error instanceof mongoose.Error.StrictModeError)
    return validationFailed({ [error.path]: 'is not known' });
  if (error instanceof mongoose.Error.CastError)
    return validationFailed({ [error.path]: 'has a wrong type' });
  if (isVersionConflict(error)) return conflict(`${doing}: somebody else changed it meanwhile`);
  if (error instanceof mongoose.mongo.MongoServerError && error.code === TOO_SLOW) return tooSlow(error);
  if (!(error instanceof mongoose.mongo.MongoError || error instanceof mongoose.Error)) return toError(error);
  return new AppError(`MongoDB failed: ${doing} (${errorCodeOf(error) ?? error.name})`, {
    code: 'MONGO_FAILED',
    status: 503,
    expose: false,
    retryable: true,
    cause: error,
  });
}

/** Another try may find the server less busy; what an owner asked for, a shorter range of dates surely makes cheaper. */
function tooSlow(cause: Error): AppError {
  return new AppError(
    `this takes MongoDB longer than ${READ_LIMIT_MS / 1_000} s: ask for a shorter range of dates, or later`,
    { code: 'TOO_SLOW', status: 503, expose: true, retryable: true, cause },
  );
}

/** Runs a store's call; what MongoDB throws in it becomes an AppError (see `toStoreError`). */
export async function asStoreCall<T>(doing: string, call: () => Promise<T>): Promise<T> {
  try {
    return await withinLimit(call);
  } catch (error) {
    throw toStoreError(error, doing);
  }
}

function messagesOf(error: mongoose.Error.ValidationError): Record<string, string> {
  return Object.fromEntries(Object.entries(error.errors).map(([path, failure]) => [path, failure.message]));
}
