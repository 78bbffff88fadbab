import {
  Op,
  type Attributes,
  type Model,
  type ModelStatic,
  type Transaction,
  type WhereOptions,
} from 'sequelize';

/** A condition that names exactly these rows, whatever else happens to their columns. */
export function keysOf<Row extends Model>(
  model: ModelStatic<Row>,
  rows: readonly Model[],
): WhereOptions<Attributes<Row>> {
  const names = model.primaryKeyAttributes;
  const [only] = names;
  if (only !== undefined && names.length === 1) {
    return { [only]: rows.map((row) => valueOf(row, only)) } as WhereOptions<Attributes<Row>>;
  }
  const keys = rows.map((row) => Object.fromEntries(names.map((name) => [name, valueOf(row, name)])));
  return { [Op.or]: keys } as WhereOptions<Attributes<Row>>;
}

/** Two rows with the same text here are the same row. */
export function keyText(row: Model, model: ModelStatic<Model>): string {
  return JSON.stringify(model.primaryKeyAttributes.map((name) => valueOf(row, name)));
}

/**
 * Reads rows whole and locks them until the transaction ends, in the order of their keys, so that two bulk writes over the same
 * rows wait for each other instead of deadlocking.
 */
export function lockRows<Row extends Model>(
  model: ModelStatic<Row>,
  query: { where: WhereOptions<Attributes<Row>>; limit?: number; transaction: Transaction },
): Promise<Row[]> {
  return model.findAll({
    ...query,
    lock: query.transaction.LOCK.UPDATE,
    order: [...model.primaryKeyAttributes],
  });
}

function valueOf(row: Model, name: string): unknown {
  return row.getDataValue(name as never);
}
