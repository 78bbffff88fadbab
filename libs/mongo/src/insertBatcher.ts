import { AppError } from '@kassahook/platform/errors';
import { withinLimit } from './callLimit.js';
import type { StampedRow } from './eventHooks.js';
import type { EventModel } from './models.js';
import { toStoreError } from './mongoError.js';
import type { PendingEvent } from './pendingEvent.js';

/** The most documents in one insert. At 1–2 KB each they are one command; what is larger goes with several (see insertNew.ts). */
const BATCH_MAX = 200;

/** The most documents that wait. At 2,500/s the last of them waits about a second; with more, a register is better told to come again. */
const WAITING_MAX = 2_000;

interface Waiting {
  row: StampedRow;
  resolve: (isNew: boolean) => void;
  reject: (error: unknown) => void;
}

/**
 * Inserts documents that arrive at the same time with one command: while one insert is under way the next one gathers, so batches
 * grow with the load and a lone document waits for nobody.
 * Measured on the stand-in with documents of 1.5 KB: 600/s one by one, however many at once; 2,500/s in batches of 100.
 */
export function createInsertBatcher<Fields extends { _id: string }>(model: EventModel<Fields>) {
  const waiting: Waiting[] = [];
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    // What the same turn of the event loop brings goes together.
    await new Promise(setImmediate);
    while (waiting.length > 0) await insert(waiting.splice(0, BATCH_MAX));
    running = null;
  }

  async function insert(batch: readonly Waiting[]): Promise<void> {
    try {
      const rows = batch.map((item) => item.row);
      // One that hangs must not keep all later ones waiting.
      const known = await withinLimit(() => model.insertStamped(rows));
      for (const [index, item] of batch.entries()) item.resolve(!known.has(index));
    } catch (error) {
      refuseWaiting(error);
      // Without a verdict per document nobody knows which ones arrived; a repeat finds out.
      for (const item of batch) item.reject(error);
    }
  }

  /**
   * The server is away: the next batch would learn so after as many seconds (4 to find no server), the tenth after ten times as many.
   * Who waits gets this failure instead, and whoever comes later tries the server again.
   */
  function refuseWaiting(error: unknown): void {
    const failure = toStoreError(error, 'inserting');
    if (!(failure instanceof AppError && failure.retryable)) return;
    for (const item of waiting.splice(0)) item.reject(error);
  }

  async function rowOf(fields: object): Promise<StampedRow> {
    const row = model.stampedRow(fields as Record<string, unknown>);
    if (row) return row;
    const document = new model(given(fields));
    await document.validate();
    return { ...document.toObject(), __v: 0 };
  }

  return {
    /**
     * Casts and validates the fields as the model does, its hooks included, and inserts the document. Undefined is not given.
     * @returns the document as it was stored, or would have been: `isNew` is false when its `_id` was there already; and as the API
     *   shows it, as JSON text
     * @throws mongoose's ValidationError, StrictModeError or CastError; what the driver throws; AppError `MONGO_BUSY`, retryable,
     *   when too many wait
     */
    async insert(fields: object): Promise<{ document: Fields; isNew: boolean; shown: string }> {
      const row = await rowOf(fields);
      const isNew = await new Promise<boolean>((resolve, reject) => {
        if (waiting.length >= WAITING_MAX) throw tooManyWait();
        waiting.push({ row, resolve, reject });
        running ??= run();
      });
      const { outboxKey: _key, pending, ...stored } = row;
      const [event] = pending as [PendingEvent];
      return { document: stored as unknown as Fields, isNew, shown: event.snapshot };
    },
  };
}

/** The fields that have a value. */
function given(fields: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function tooManyWait(): AppError {
  return new AppError(`MongoDB is behind: ${WAITING_MAX} documents wait already`, {
    code: 'MONGO_BUSY',
    status: 503,
    expose: false,
    retryable: true,
  });
}
