import {
  AggregateError as BulkError,
  BulkRecordError,
  ConnectionError,
  DatabaseError,
  ForeignKeyConstraintError,
  UniqueConstraintError,
  ValidationError,
} from 'sequelize';
import { conflict, errorCodeOf, validationFailed } from '@kassahook/platform/errors';

/** The field, as the API calls it, that a constraint of ours is about. */
const FIELD_OF_CONSTRAINT: Readonly<Record<string, string>> = {
  users_email_key: 'email',
  cashiers_tab_number_key: 'tabNumber',
  products_pkey: 'id',
  devices_shop_fkey: 'groupId',
  products_department_fkey: 'departmentId',
  api_tokens_user_fkey: 'userId',
  api_tokens_device_fkey: 'deviceId',
};

/** Values that Postgres cannot store: a NUL character, as itself or escaped in JSON; a number too long; no number at all. */
const UNSTORABLE = new Set(['22021', '22P05', '22003', '22P02']);
/** Classes of SQLSTATE that say "not now": connection, resources, operator's intervention (shutdown, timeout), locks. */
const NOT_NOW = /^(08|53|57|55P03)/;

/**
 * What an owner of rows did wrong, as an AppError that names the fields: validation, a reference to something that is not
 * there, something that is there already. Anything else is returned as it is.
 */
export function asAppError(error: unknown): unknown {
  if (error instanceof UniqueConstraintError) {
    const field = fieldOf(constraintOf(error.parent));
    return conflict(`${field} is taken`, { [field]: 'is taken' });
  }
  if (error instanceof ForeignKeyConstraintError) {
    return validationFailed({ [fieldOf(error.index)]: 'names nothing that is there' });
  }
  if (error instanceof ValidationError) return validationFailed(failingFields([error]));
  if (error instanceof BulkError) return validationFailed(failingFields(error.errors));
  if (UNSTORABLE.has(sqlStateOf(error) ?? '')) {
    return validationFailed({ body: 'has a value that cannot be stored' });
  }
  return error;
}

/** True for an error that means: Postgres cannot be reached, or cannot serve us now. */
export function isPostgresDown(error: unknown): boolean {
  if (error instanceof ConnectionError) return true;
  if (!(error instanceof DatabaseError)) return false;
  const state = sqlStateOf(error);
  return state === null || NOT_NOW.test(state);
}

/** The code that the server gave the error; null when no server answered (the connection broke, the query timed out). */
function sqlStateOf(error: unknown): string | null {
  if (!(error instanceof DatabaseError) || !('severity' in error.parent)) return null;
  return errorCodeOf(error.parent);
}

function constraintOf(error: Error): string | undefined {
  return 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : undefined;
}

function fieldOf(constraint: string | undefined): string {
  return FIELD_OF_CONSTRAINT[constraint ?? ''] ?? constraint ?? 'id';
}

/** Fields of validation errors; those of a bulk hang one level deeper, under the row that they are about. */
function failingFields(errors: readonly unknown[]): Record<string, string> {
  const validations = errors.map((error) => (error instanceof BulkRecordError ? error.errors : error));
  const items = validations.flatMap((error) => (error instanceof ValidationError ? error.errors : []));
  return Object.fromEntries(items.map((item) => [item.path ?? 'body', item.message]));
}
