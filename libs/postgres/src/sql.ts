import { QueryTypes, type Transaction } from 'sequelize';
import type { Postgres } from './postgres.js';

/**
 * A statement of our own, for tables that bear no events and have no model: counters, jobs, leases. Values are bound, `$name`.
 * @returns the rows; of a write those that it RETURNs
 */
export function select<Row extends object>(
  { sequelize }: Pick<Postgres, 'sequelize'>,
  text: string,
  bind: Record<string, unknown> = {},
  transaction?: Transaction,
): Promise<Row[]> {
  return sequelize.query<Row>(text, {
    bind,
    type: QueryTypes.SELECT,
    ...(transaction && { transaction }),
  });
}
