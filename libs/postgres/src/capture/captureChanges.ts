import {
  DataTypes,
  type Attributes,
  type Model,
  type ModelStatic,
  type Transaction,
  type WhereOptions,
} from 'sequelize';
import type { Action } from '@kassahook/domain/eventType';
import { around, type Call } from './around.js';
import { keysOf, keyText, lockRows } from './lockedRows.js';
import { inTurn } from './transactionWatch.js';
import { upsertByKey } from './upsertByKey.js';
import { captured, refused, transactionOf, type WriteOptions } from './writeGuard.js';

/** What a write did to one row. An UPDATE may have changed nothing: whoever records it compares. */
export type RowChange<Row extends Model> =
  | { action: Extract<Action, 'CREATE'>; before: null; after: Row }
  | { action: Extract<Action, 'UPDATE'>; before: Row; after: Row }
  | { action: Extract<Action, 'DELETE'>; before: Row; after: null };

/** Writes what follows from the changes, in the same transaction. */
export type RecordChanges<Row extends Model> = (
  changes: readonly RowChange<Row>[],
  transaction: Transaction,
) => Promise<void>;

interface Capture<Row extends Model> {
  /** The unscoped model. */
  model: ModelStatic<Row>;
  record: RecordChanges<Row>;
}

const BULK_REFUSED = ['ignoreDuplicates', 'updateOnDuplicate'] as const;

/**
 * Makes every way in which Sequelize writes a row of `model` tell what it changed, in the transaction that changes it. Each write
 * locks the rows it is about to touch, is narrowed to exactly those, and is compared with what is there afterwards.
 *
 * Sequelize's own hooks alone do not carry that: `hooks: false` skips them, bulk writes do not run the individual ones, with
 * `individualHooks` a row that appears between their SELECT and the write is written without a hook, an instance that was read
 * earlier shows the columns of then, and an upsert does not tell which of the two it was. So the hooks sit one step further
 * out, around the model's writing methods.
 *
 * Raw SQL (`sequelize.query`, a query interface called without a model) cannot be seen from here.
 */
export function captureChanges<Row extends Model>(model: ModelStatic<Row>, record: RecordChanges<Row>): void {
  const capture: Capture<Row> = { model, record };
  const prototype = model.prototype as object;

  around<Row>(prototype, 'save', (row, call, [options]) =>
    saveRow(capture, { row, call, options: optionsOf(options) }),
  );
  around<Row>(prototype, 'destroy', (row, call, [options]) =>
    destroyRow(capture, { row, call, options: optionsOf(options) }),
  );
  around<ModelStatic<Row>>(model, 'bulkCreate', (self, call, [values, options]) =>
    createRows(capture, { self, call, values, options: optionsOf(options) }),
  );
  around<ModelStatic<Row>>(model, 'update', (self, call, [values, options]) =>
    updateRows(capture, { self, call, values, options: optionsOf(options) }),
  );
  around<ModelStatic<Row>>(model, 'destroy', (self, call, [options]) =>
    destroyRows(capture, { self, call, options: optionsOf(options) }),
  );
  around<ModelStatic<Row>>(model, 'upsert', (self, _call, [values, options]) => {
    transactionOf(model, 'upsert', optionsOf(options));
    return upsertByKey(self, optionsOf(values), optionsOf(options));
  });
  // These end in `save`; without a transaction they would open one of their own.
  for (const method of ['findOrCreate', 'findCreateFind']) {
    around(model, method, (_self, call, [options]) => {
      transactionOf(model, method, optionsOf(options));
      return call(options);
    });
  }
  for (const target of [model, prototype]) {
    for (const method of ['increment', 'decrement']) {
      around(target, method, () => {
        throw refused(`${model.name}.${method}`, 'read the row, change it and save it');
      });
    }
  }
  around(model, 'truncate', () => {
    throw refused(`${model.name}.truncate`, 'use destroy');
  });
}

interface Write {
  call: Call;
  options: WriteOptions;
}
interface RowWrite<Row extends Model> extends Write {
  row: Row;
}
interface ModelWrite<Row extends Model> extends Write {
  /** The model that was called, which may be a scoped one. */
  self: ModelStatic<Row>;
}

async function saveRow<Row extends Model>(capture: Capture<Row>, { row, call, options }: RowWrite<Row>) {
  const { model, record } = capture;
  const transaction = transactionOf(model, 'save', options);
  return inTurn(transaction, async () => {
    if (row.isNewRecord) {
      // Every column comes back, so that the snapshot shows what the database made of it.
      const result = await call(captured({ ...options, returning: true }));
      await record([{ action: 'CREATE', before: null, after: row }], transaction);
      return result;
    }
    if (row.changed() === false && !options.fields) return call(captured(options)); // writes nothing
    const before = await lockRows(model, { where: keysOf(model, [row]), transaction });
    const result = await call(captured(options));
    await recordUpdate(capture, before, transaction);
    return result;
  });
}

async function destroyRow<Row extends Model>(
  { model, record }: Capture<Row>,
  { row, call, options }: RowWrite<Row>,
) {
  const transaction = transactionOf(model, 'destroy', options);
  return inTurn(transaction, async () => {
    const before = await lockRows(model, { where: keysOf(model, [row]), transaction });
    const result = await call(captured(options));
    await record(before.map(deleted), transaction);
    return result;
  });
}

async function createRows<Row extends Model>(
  { model, record }: Capture<Row>,
  { call, values, options }: ModelWrite<Row> & { values: unknown },
) {
  const transaction = transactionOf(model, 'bulkCreate', options);
  const wrong = BULK_REFUSED.find((option) => options[option]);
  if (wrong) throw refused(`${model.name}.bulkCreate with ${wrong}`, 'use upsert, or look first');
  return inTurn(transaction, async () => {
    const whole = { ...options, returning: true, validate: true, individualHooks: false };
    const rows = (await call(values, captured(whole))) as Row[];
    await record(
      rows.map((row) => ({ action: 'CREATE', before: null, after: row })),
      transaction,
    );
    return rows;
  });
}

async function updateRows<Row extends Model>(
  capture: Capture<Row>,
  { self, call, values, options }: ModelWrite<Row> & { values: unknown },
) {
  const { model } = capture;
  const transaction = transactionOf(model, 'update', options);
  for (const name of Object.keys(optionsOf(values))) refuseInBulkUpdate(model, name);
  if (!options.where) return call(values, options); // Sequelize says what is missing
  return inTurn(transaction, async () => {
    const before = await lockRows(self, { where: whereOf(options), transaction });
    if (before.length === 0) return options.returning ? [0, []] : [0];
    const narrowed = { ...options, where: keysOf(model, before), individualHooks: false };
    const result = await call(values, captured(narrowed));
    await recordUpdate(capture, before, transaction);
    return result;
  });
}

async function destroyRows<Row extends Model>(
  { model, record }: Capture<Row>,
  { self, call, options }: ModelWrite<Row>,
) {
  const { limit, ...rest } = options;
  const transaction = transactionOf(model, 'destroy', options);
  if (options.truncate) throw refused(`${model.name}.destroy with truncate`, 'give a condition');
  if (!options.where) return call(options);
  return inTurn(transaction, async () => {
    const bound = typeof limit === 'number' ? { limit } : {};
    const before = await lockRows(self, { where: whereOf(options), transaction, ...bound });
    if (before.length === 0) return 0;
    const narrowed = { ...rest, where: keysOf(model, before), individualHooks: false };
    const result = await call(captured(narrowed));
    await record(before.map(deleted), transaction);
    return result;
  });
}

function deleted<Row extends Model>(row: Row): RowChange<Row> {
  return { action: 'DELETE', before: row, after: null };
}

/** Reads the rows again, whole: what the caller's instances hold may be older or less. */
async function recordUpdate<Row extends Model>(
  { model, record }: Capture<Row>,
  before: readonly Row[],
  transaction: Transaction,
) {
  if (before.length === 0) return;
  const rows = await model.findAll({ where: keysOf(model, before), transaction });
  const after = new Map(rows.map((row) => [keyText(row, model), row]));
  const changes = before.flatMap((row): RowChange<Row>[] => {
    const now = after.get(keyText(row, model));
    return now ? [{ action: 'UPDATE', before: row, after: now }] : [];
  });
  await record(changes, transaction);
}

/** A key that moves cannot be followed; a virtual attribute's setter needs the row, and a bulk update has none to show it. */
function refuseInBulkUpdate(model: ModelStatic<Model>, name: string): void {
  const attribute = model.getAttributes()[name];
  if (attribute?.primaryKey) throw refused(`${model.name}.update of ${name}`, 'a key never changes');
  if (attribute?.type instanceof DataTypes.VIRTUAL) {
    throw refused(`${model.name}.update of ${name}`, 'load the rows, set it and save them');
  }
}

function optionsOf(given: unknown): WriteOptions {
  return typeof given === 'object' && given !== null ? (given as WriteOptions) : {};
}

function whereOf<Row extends Model>(options: WriteOptions): WhereOptions<Attributes<Row>> {
  return options.where as WhereOptions<Attributes<Row>>;
}
