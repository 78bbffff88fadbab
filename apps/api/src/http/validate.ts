import type { z } from 'zod';
import { validationFailed } from '@kassahook/platform/errors';

/**
 * What the schema makes of a body or a query.
 * @throws AppError 400 VALIDATION_FAILED with every failing field named, nested ones as `types.recepts`
 */
export function validated<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const data = validatedReport(schema, input);
  const problems = new Map<string, string>();
  findUnstorable(data, [], (path) => {
    problems.set(path.join('.') || 'body', 'has characters that cannot be stored');
  });
  if (problems.size > 0) throw validationFailed(Object.fromEntries(problems));
  return data;
}

/**
 * The same for what a register reports: that has happened, so no character in a name is a reason to refuse it, and MongoDB stores all.
 * @throws AppError 400 VALIDATION_FAILED
 */
export function validatedReport<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  if (input === undefined) throw validationFailed({ body: 'is required' });
  throw validationFailed(problemsByField(parsed.error.issues, input));
}

/** Postgres stores neither NUL, which an escaped text would keep as two other characters, nor half of a surrogate pair. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

function findUnstorable(
  value: unknown,
  path: readonly string[],
  found: (path: readonly string[]) => void,
): void {
  if (typeof value === 'string') {
    if (UNSTORABLE.test(value)) found(path);
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => findUnstorable(item, [...path, String(index)], found));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (UNSTORABLE.test(key)) found(path);
      findUnstorable(item, [...path, key], found);
    }
  }
}

function problemsByField(issues: readonly z.core.$ZodIssue[], input: unknown): Record<string, string> {
  // No object: what a client calls its fields may be the name of a method that every object has.
  const problems = new Map<string, string>();
  // The first word on a field is the most basic one.
  const say = (path: readonly PropertyKey[], problem: string): void => {
    const field = path.map(String).join('.') || 'body';
    if (!problems.has(field)) problems.set(field, problem);
  };
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') {
      const unknown = issue.message.startsWith('Unrecognized') ? 'unknown field' : issue.message;
      for (const key of issue.keys) say([...issue.path, key], unknown);
    } else say(issue.path, problemOf(issue, input));
  }
  return Object.fromEntries(problems);
}

function problemOf(issue: z.core.$ZodIssue, input: unknown): string {
  const isMissing = valueAt(input, issue.path) === undefined;
  switch (issue.code) {
    case 'invalid_key':
      return issue.issues[0]?.message ?? issue.message;
    case 'invalid_type':
      if (issue.expected === 'never') return issue.message;
      if (isMissing) return 'is required';
      return TYPES[issue.expected] ?? `must be of type ${issue.expected}`;
    case 'invalid_union':
      return isMissing ? 'is required' : issue.message;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return saidBySchema(issue) ?? limitText(issue.origin, 'at least', Number(issue.minimum));
    case 'too_big':
      return saidBySchema(issue) ?? limitText(issue.origin, 'at most', Number(issue.maximum));
    case 'invalid_format':
      return FORMATS[issue.format] ?? issue.message;
    case 'custom':
    case 'not_multiple_of':
    case 'unrecognized_keys':
    case 'invalid_element':
      return issue.message;
  }
}

/** Types whose name a reader of JSON would not use. */
const TYPES: Readonly<Record<string, string>> = {
  int: 'must be a whole number',
  record: 'must be of type object',
};

/** Formats whose own message is zod's, not ours. */
const FORMATS: Readonly<Record<string, string>> = {
  datetime: 'must be an instant in ISO 8601, e.g. 2026-03-01T09:00:00Z',
  date: 'must be a date, e.g. 2026-03-01',
};

/** The schema's own words on a limit; null when it has none and zod's stand in for them ("Too small: expected …"). */
function saidBySchema({ message }: z.core.$ZodIssue): string | null {
  return message.startsWith('Too ') ? null : message;
}

/** zod's words for what has items. */
const LISTS: ReadonlySet<string> = new Set(['array', 'set', 'map']);

/** A number is something, a text or a list has so many of something. */
function limitText(origin: string, bound: 'at least' | 'at most', limit: number): string {
  if (origin !== 'string' && !LISTS.has(origin)) return `must be ${bound} ${limit}`;
  const unit = origin === 'string' ? 'character' : 'item';
  return limit === 1 ? `must have ${bound} one ${unit}` : `must have ${bound} ${limit} ${unit}s`;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    input,
  );
}
