import mongoose, { type Aggregate, type Query, type Schema } from 'mongoose';
import type { Clock } from '@kassahook/platform/clock';
import { newEventId } from '@kassahook/platform/ids';
import type { Action } from '@kassahook/domain/eventType';
import { createDocumentImages, type EventRules, type ImagedDocument } from './documentImage.js';
import { refusedWrite } from './mongoError.js';
import { outboxKeyOf, type EventBearer, type PendingEvent } from './pendingEvent.js';
import type { Field } from './models/fields.js';
import { createPlainRow } from './plainRow.js';
import { createQueryWrites } from './queryWrites.js';

interface SavedDocument extends ImagedDocument, EventBearer {
  $isNew: boolean;
  set(path: string, value: unknown): unknown;
}

/** A row with its event. */
export type StampedRow = Record<string, unknown>;

/** What the plugin adds to a model. */
export interface EventStatics {
  /** The row of a new document with its event, by the model's own rules; null when the model has to look at the fields itself. */
  stampedRow(fields: Record<string, unknown>): StampedRow | null;
  /**
   * Inserts stamped rows, many at once; answers with the positions of those whose `_id` was there already, which stay as they are.
   * @throws the driver's error when anything else failed; some rows may be stored then
   */
  insertStamped(rows: readonly StampedRow[]): Promise<ReadonlySet<number>>;
}

/** What mongoose makes of a changed document: the filter and the update of one updateOne. */
type Delta = [where: Record<string, unknown>, update: Record<string, Record<string, unknown>>];

const READS = ['find', 'findOne', 'countDocuments', 'distinct'] as const;

/**
 * Schema plugin: every create, change and deletion of a document writes its event into the document, in the same write.
 *
 * - A new document is stamped after its validation, which `save`, `create`, `insertOne` and `insertMany` all run.
 * - `stampedRow` makes the same of plain fields without a document, for `insertStamped`.
 * - A changed document gets its event where mongoose computes the update (`$__delta`, called by `save` only): a declared array and
 *   `document.pending.push` would need the outbox to be loaded with each document, and a save that failed and is repeated would
 *   push twice.
 * - Updates and deletions by query read, change and save (queryWrites.ts).
 * - Deletions are soft until they are published: ordinary reads do not see them (`estimatedDocumentCount` does).
 *
 * What is written otherwise is refused by the collection itself (eventCollection.ts).
 */
export function bearEvents<Fields>(schema: Schema, options: EventRules<Fields> & { clock: Clock }): void {
  const { clock, ...rules } = options;
  const plainRow = createPlainRow(schema.obj as Readonly<Record<string, Field>>);
  schema.add({
    outboxKey: hidden(String),
    pending: hidden([mongoose.Schema.Types.Mixed]),
    deletedAt: hidden(Date),
  });
  schema.index({ outboxKey: 1 }, { unique: true, sparse: true });
  schema.set('optimisticConcurrency', true);

  const images = createDocumentImages(rules, () => visiblePaths(schema));
  const newEvent = (action: Action, snapshot: string): PendingEvent => ({
    eventId: newEventId(),
    action,
    occurredAt: new Date(clock.now()),
    snapshot,
  });

  schema.post('init', (document) => {
    images.loaded(document);
  });
  schema.post('validate', (document) => {
    const saved = document as unknown as SavedDocument;
    if (!saved.$isNew) return;
    const event = newEvent('CREATE', images.inserting(saved));
    saved.set('outboxKey', outboxKeyOf(event.eventId));
    saved.set('pending', [event]);
    saved.set('deletedAt', undefined);
  });
  schema.static('stampedRow', function (fields: Record<string, unknown>): Record<string, unknown> | null {
    const row = plainRow(fields);
    if (!row) return null;
    const event = newEvent('CREATE', JSON.stringify(rules.present(row as Fields)));
    row['__v'] = 0;
    row['outboxKey'] = outboxKeyOf(event.eventId);
    row['pending'] = [event];
    return row;
  });
  schema.pre('save', function (saveOptions) {
    if (this.$isNew && saveOptions.validateBeforeSave === false) {
      throw refusedWrite('an insert without validation', 'its event would show what was validated last');
    }
  });

  const mongooseDelta = deltaOf(mongoose.Model.prototype as object);
  Object.assign(schema.methods, {
    $__delta(this: SavedDocument, pathsToSave?: unknown): Delta | undefined {
      if (pathsToSave) throw refusedWrite('saving some of the paths', 'the event shows all of them');
      const change = images.changing(this);
      if (!change) return undefined;
      const delta = mongooseDelta.call(this);
      if (!delta) return undefined;
      const [where, update] = delta;
      const event = newEvent(change.action, change.text);
      where['accountId'] = this.accountId;
      update['$set'] = { ...update['$set'], outboxKey: outboxKeyOf(event.eventId) };
      update['$push'] = { ...update['$push'], pending: event };
      return delta;
    },
  });
  const refuseIncrement = () => {
    throw refusedWrite('document.increment', 'the version counts changes');
  };
  schema.method('increment', refuseIncrement, { suppressWarning: true });
  Object.assign(schema.query, createQueryWrites(clock));

  schema.pre([...READS], { document: false, query: true }, function (this: Query<unknown, unknown>) {
    if (!('deletedAt' in this.getFilter())) this.where({ deletedAt: null });
  });
  schema.pre('aggregate', function (this: Aggregate<unknown>) {
    this.pipeline().unshift({ $match: { deletedAt: null } });
  });
}

/** A field that ordinary reads leave out, and that is absent until it is written. */
function hidden(type: unknown): Record<string, unknown> {
  return { type, select: false, default: undefined };
}

/** The paths that an ordinary read brings: a document without one of them is not whole. */
function visiblePaths(schema: Schema): string[] {
  return Object.entries(schema.paths)
    .filter(([, path]) => path.options['select'] !== false)
    .map(([name]) => name);
}

function deltaOf(prototype: object): (this: SavedDocument) => Delta | undefined {
  const { $__delta } = prototype as { $__delta?: (this: SavedDocument) => Delta | undefined };
  if (!$__delta) throw new TypeError('this mongoose computes its updates elsewhere: see eventHooks.ts');
  return $__delta;
}
