import { QueryTypes, type Model, type ModelStatic, type Sequelize, type Transaction } from 'sequelize';
import { AppError } from '@kassahook/platform/errors';
import { sequelizeOf } from './transactionWatch.js';

/** The options of a Sequelize write, as far as the guard reads them. */
export interface WriteOptions {
  transaction?: Transaction | null;
  hooks?: boolean;
  [option: string | symbol]: unknown;
}

/** On the options of a write whose changes are captured. A symbol: it survives Sequelize's copying and collides with nothing. */
const CAPTURED = Symbol('kassahook.captured');

const WRITES: ReadonlySet<unknown> = new Set([
  QueryTypes.INSERT,
  QueryTypes.UPDATE,
  QueryTypes.BULKUPDATE,
  QueryTypes.DELETE,
  QueryTypes.BULKDELETE,
  QueryTypes.UPSERT,
]);

/** Marks a write as captured: without it `refuseUncaptured` does not let it through. */
export function captured(options: WriteOptions): WriteOptions {
  return { ...options, [CAPTURED]: true };
}

/** A write that cannot carry the guarantee. */
export function refused(what: string, instead: string): AppError {
  return new AppError(`${what} would lose its event: ${instead}`, { code: 'EVENT_PATH_REFUSED' });
}

/**
 * The transaction of a guarded write.
 * @throws AppError EVENT_WITHOUT_TRANSACTION; EVENT_PATH_REFUSED with `hooks: false`
 */
export function transactionOf(model: ModelStatic<Model>, method: string, options: WriteOptions): Transaction {
  const what = `${model.name}.${method}`;
  if (options.hooks === false) throw refused(`${what} with hooks: false`, 'leave the option out');
  const { transaction } = options;
  if (!transaction || sequelizeOf(transaction) !== model.sequelize) {
    throw new AppError(`${what} outside a transaction: its event must be committed with it`, {
      code: 'EVENT_WITHOUT_TRANSACTION',
    });
  }
  return transaction;
}

/**
 * The net under the guarded models: whatever way of writing Sequelize has besides those that `captureChanges` knows, it ends in a
 * query with the model on it, and without the mark it is refused. Raw SQL has no model and cannot be seen: it is not used
 * to write to these tables.
 */
export function refuseUncaptured(sequelize: Sequelize, models: readonly ModelStatic<Model>[]): void {
  const tables = new Set(models.map((model) => model.tableName));
  sequelize.addHook('beforeQuery', (options: WriteOptions) => {
    const { type, model } = options as { type?: unknown; model?: ModelStatic<Model> };
    if (model === undefined || options[CAPTURED] === true || !WRITES.has(type)) return;
    if (tables.has(model.tableName)) {
      throw refused(`a query of type ${String(type)} on ${model.name}`, 'write through the model');
    }
  });
}
