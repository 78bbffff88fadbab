import { refusedWrite } from './mongoError.js';

/** What an update is applied to: a mongoose document, whose setters cast and refuse unknown paths. */
export interface UpdateTarget {
  get(path: string): unknown;
  set(path: string, value: unknown): unknown;
}

/**
 * Applies a query's update to a document in memory. `$set` (also without its name), `$unset`, `$inc` and, being without
 * effect on a document that exists, `$setOnInsert` are known. Everything else is refused, because the state that it would
 * produce is known to the server only: pipelines, positional paths, `$currentDate`, array operators.
 * @throws AppError `WRITE_REFUSED`
 */
export function applyUpdate(target: UpdateTarget, update: unknown): void {
  if (Array.isArray(update)) throw refusedWrite('an update pipeline', 'only the server knows its result');
  if (typeof update !== 'object' || update === null) return;
  for (const [key, value] of Object.entries(update)) {
    if (!key.startsWith('$')) assign(target, key, value);
    else applyOperator(target, key, fieldsOf(key, value));
  }
}

function applyOperator(target: UpdateTarget, operator: string, fields: readonly [string, unknown][]): void {
  switch (operator) {
    case '$set':
      for (const [path, value] of fields) assign(target, path, value);
      return;
    case '$unset':
      for (const [path] of fields) target.set(plainPath(path), undefined);
      return;
    case '$inc':
      for (const [path, by] of fields) increase(target, path, by);
      return;
    case '$setOnInsert':
      return;
    default:
      throw refusedWrite(`the update operator ${operator}`, 'read the document, change it, save it');
  }
}

function fieldsOf(operator: string, value: unknown): [string, unknown][] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
  throw refusedWrite(`the update operator ${operator}`, 'it takes an object');
}

function assign(target: UpdateTarget, path: string, value: unknown): void {
  if (value === undefined) throw refusedWrite(`setting ${path} to undefined`, 'use $unset, or leave it out');
  target.set(plainPath(path), value);
}

function increase(target: UpdateTarget, path: string, by: unknown): void {
  const current = target.get(plainPath(path)) ?? 0;
  if (typeof by !== 'number' || typeof current !== 'number') {
    throw refusedWrite(`$inc of ${path}`, 'it takes a number, on a number');
  }
  target.set(path, current + by);
}

/** Paths such as `positions.$.price` depend on what the filter matched. */
function plainPath(path: string): string {
  if (path.includes('$'))
    throw refusedWrite(`the positional path ${path}`, 'only the server knows its result');
  return path;
}
