import type { Transaction } from 'sequelize';
import { asAppError } from './databaseErrors.js';
import type { Postgres } from './postgres.js';

/**
 * A store's write: one transaction, and errors that name the field at fault.
 * @throws AppError VALIDATION_FAILED, CONFLICT and whatever `work` throws
 */
export async function storeWrite<T>(
  postgres: Postgres,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  try {
    return await postgres.transaction(work);
  } catch (error) {
    throw asAppError(error);
  }
}
