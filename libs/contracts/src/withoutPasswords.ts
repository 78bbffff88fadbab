/** Deeper than any real object, far from what would exhaust the stack. */
export const JSON_DEPTH_MAX = 32;

/**
 * A copy of a JSON value without any field named `password`, in whatever case: notes of an owner's may embed a cashier, and a
 * cashier's password is never kept.
 * @returns undefined when it nests deeper than JSON_DEPTH_MAX
 */
export function withoutPasswords(value: unknown): unknown {
  return isDeep(value) ? undefined : cleaned(value);
}

function cleaned(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(cleaned);
  const kept = Object.entries(value).filter(([name]) => name.toLowerCase() !== 'password');
  return Object.fromEntries(kept.map(([name, field]) => [name, cleaned(field)]));
}

/** Level by level instead of by recursion: this is what decides whether recursion is safe. */
function isDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > JSON_DEPTH_MAX) return true;
    level = level.flatMap((item): unknown[] =>
      typeof item === 'object' && item !== null ? Object.values(item) : [],
    );
  }
  return false;
}
