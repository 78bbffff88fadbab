import { EmptyResultError, type Model, type ModelStatic } from 'sequelize';
import { refused, type WriteOptions } from './writeGuard.js';

/** How often a row may appear and vanish between our look and our insert before the insert is left to fail. */
const LOOKS = 3;

/**
 * Upsert as find, then update or insert: INSERT … ON CONFLICT DO UPDATE does not tell which of the two it did, and the `xmax`
 * trick that would tell is no promise of Postgres. The insert skips a row that somebody else committed meanwhile
 * and looks again.
 * @returns the row and whether it was created
 */
export async function upsertByKey<Row extends Model>(
  model: ModelStatic<Row>,
  values: Readonly<Record<string, unknown>>,
  options: WriteOptions,
): Promise<[Row, boolean]> {
  if (options.conflictWhere)
    throw refused(`${model.name}.upsert with conflictWhere`, 'find the row and save it');
  const { conflictFields, ...rest } = options;
  const keys = conflictKeys(model, conflictFields);
  const where = Object.fromEntries(keys.map((key) => [key, values[key]]));
  const complete = keys.every((key) => values[key] !== undefined && values[key] !== null);

  for (let look = 1; ; look += 1) {
    const found = complete ? await model.findOne({ ...rest, where } as object) : null;
    if (found) {
      await found.update(values as object, rest as object);
      return [found, false];
    }
    try {
      const created = await model.create(values as never, { ...rest, ignoreDuplicates: look < LOOKS });
      return [created, true];
    } catch (error) {
      if (!(error instanceof EmptyResultError)) throw error;
    }
  }
}

/** Attributes of the key: those of the primary key, or those whose columns are given. */
function conflictKeys(model: ModelStatic<Model>, columns: unknown): readonly string[] {
  if (!Array.isArray(columns) || columns.length === 0) return model.primaryKeyAttributes;
  const attributes = Object.entries(model.getAttributes());
  return columns.map((column: unknown) => {
    const found = attributes.find(([name, { field }]) => name === column || field === column);
    if (!found) throw new TypeError(`${model.name} has no column ${String(column)}`);
    return found[0];
  });
}
