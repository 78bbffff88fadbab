const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** True for the text form of a UUID, whatever its version; Postgres takes the same. */
export function isUuid(value: unknown): boolean {
  return typeof value === 'string' && UUID.test(value);
}
