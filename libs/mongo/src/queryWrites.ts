import type { HydratedDocument, Model, QueryOptions } from 'mongoose';
import { AppError } from '@kassahook/platform/errors';
import type { Clock } from '@kassahook/platform/clock';
import { isVersionConflict, refusedWrite } from './mongoError.js';
import type { EventBearer, OutboxFields } from './pendingEvent.js';
import { applyUpdate } from './updateOperators.js';

type Bearer = EventBearer & OutboxFields;
type BearerDocument = HydratedDocument<Bearer>;

/** A mongoose query at the moment when it runs, as far as the writes below need it. */
interface RunningQuery {
  readonly model: Model<Bearer>;
  getFilter(): Record<string, unknown>;
  getUpdate(): unknown;
  getOptions(): QueryOptions;
  mongooseOptions(): Record<string, unknown>;
  projection(): unknown;
  error(): Error | null | undefined;
}

interface Written {
  document: BearerDocument;
  /** As it was; only when it was asked for. */
  before: BearerDocument | null;
  isModified: boolean;
}

/** A document that fifty others won is contended beyond reason; each round has one winner, so this many may race. */
const ROUNDS_MAX = 50;
/** Documents of an updateMany or deleteMany that are written at once. */
const WRITTEN_AT_ONCE = 20;

/** Options that only concern the read by which a write begins. */
const READ_OPTIONS = ['sort', 'session', 'collation', 'hint', 'maxTimeMS', 'comment'] as const;
const KNOWN_OPTIONS = new Set<string>([...READ_OPTIONS, 'new', 'returnDocument', 'runValidators', 'lean']);

/**
 * The writing ends of a mongoose query, for models that bear events: each reads the document, changes it in memory and saves it
 * under a version check, so that the event shows exactly what the write made. They replace mongoose's own (`_updateOne` and so
 * on, which `exec` calls last), because a hook can be switched off per call and would not see the filter of `document.deleteOne()`.
 * A new mongoose that renames them does no harm: `guardCollection` then refuses the writes.
 */
export function createQueryWrites(clock: Clock) {
  const remove = (document: BearerDocument) => {
    document.set('deletedAt', new Date(clock.now()));
  };
  const updateOf = (query: RunningQuery) => (document: BearerDocument) => {
    applyUpdate(document, query.getUpdate());
  };

  return {
    async _updateOne(this: RunningQuery) {
      examineQuery(this);
      return updateResult(compact([await writeOne(this, updateOf(this))]));
    },
    async _updateMany(this: RunningQuery) {
      examineQuery(this);
      return updateResult(await writeMany(this, updateOf(this)));
    },
    async _findOneAndUpdate(this: RunningQuery) {
      examineQuery(this);
      const options: Record<string, unknown> = this.getOptions();
      const wantsAfter = options['new'] === true || options['returnDocument'] === 'after';
      const written = await writeOne(this, updateOf(this), { keepsBefore: !wantsAfter });
      return answer(this, written && (wantsAfter ? written.document : written.before));
    },
    async _deleteOne(this: RunningQuery) {
      examineQuery(this);
      return deleteResult(compact([await writeOne(this, remove)]));
    },
    async _deleteMany(this: RunningQuery) {
      examineQuery(this);
      return deleteResult(await writeMany(this, remove));
    },
    async _findOneAndDelete(this: RunningQuery) {
      examineQuery(this);
      const written = await writeOne(this, remove, { keepsBefore: true });
      return answer(this, written && written.before);
    },
  };
}

/** The one helper: read, change, save under a version check, and again when somebody was faster. */
async function writeOne(
  query: RunningQuery,
  change: (document: BearerDocument) => void,
  { filter = query.getFilter(), keepsBefore = false }: { filter?: object; keepsBefore?: boolean } = {},
): Promise<Written | null> {
  const options = readOptionsOf(query);
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const document = await query.model.findOne(filter).setOptions(options);
    if (!document) return null;
    const before = keepsBefore ? query.model.hydrate(document.toObject()) : null;
    const { __v: version } = document;
    change(document);
    try {
      await document.save({ session: options.session ?? null });
      return { document, before, isModified: document.__v !== version };
    } catch (error) {
      if (!isVersionConflict(error)) throw error;
    }
  }
  throw new AppError('the document was changed by others all the time', {
    code: 'CONTENDED',
    status: 503,
    retryable: true,
  });
}

/** Every document that the filter finds now; one that no longer fits when its turn comes is left alone. As with the server's own
 *  updateMany, what was written before a failure stays written. */
async function writeMany(
  query: RunningQuery,
  change: (document: BearerDocument) => void,
): Promise<Written[]> {
  const filter = query.getFilter();
  const found = await query.model.find(filter, { _id: 1 }).setOptions(readOptionsOf(query)).lean();
  const written: Written[] = [];
  for (let start = 0; start < found.length; start += WRITTEN_AT_ONCE) {
    const results = await Promise.allSettled(
      found
        .slice(start, start + WRITTEN_AT_ONCE)
        .map(({ _id }) => writeOne(query, change, { filter: { $and: [filter, { _id }] } })),
    );
    for (const result of results) {
      if (result.status === 'rejected') throw result.reason;
      if (result.value) written.push(result.value);
    }
  }
  return written;
}

/** @throws what mongoose found wrong with the query; AppError `WRITE_REFUSED` for an option whose meaning would be lost */
function examineQuery(query: RunningQuery): void {
  const failure = query.error();
  if (failure) throw failure;
  const options: Record<string, unknown> = {
    ...query.mongooseOptions(),
    ...query.getOptions(),
    projection: query.projection(),
  };
  for (const [name, value] of Object.entries(options)) {
    if (KNOWN_OPTIONS.has(name) || value === undefined || value === null) continue;
    if (value === (name === 'strict' ? 'throw' : false)) continue;
    throw refusedWrite(`the query option ${name}`, 'read the document, change it, save it');
  }
}

function readOptionsOf(query: RunningQuery): QueryOptions {
  const options = query.getOptions();
  const given = READ_OPTIONS.filter((name) => options[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, options[name]]));
}

/** The document as the caller asked for it: a document, or with `lean` a plain object without the outbox. */
function answer(query: RunningQuery, document: BearerDocument | null): unknown {
  if (!document || !query.mongooseOptions()['lean']) return document;
  const { outboxKey: _key, pending: _pending, deletedAt: _deletedAt, ...fields } = document.toObject();
  return fields;
}

function compact(written: readonly (Written | null)[]): Written[] {
  return written.filter((one) => one !== null);
}

function updateResult(written: readonly Written[]) {
  return {
    acknowledged: true,
    matchedCount: written.length,
    modifiedCount: written.filter((one) => one.isModified).length,
    upsertedCount: 0,
    upsertedId: null,
  };
}

function deleteResult(written: readonly Written[]) {
  return { acknowledged: true, deletedCount: written.length };
}
