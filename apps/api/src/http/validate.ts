import type { z } from 'zod';
import { validationFailed } from '@kassahook/platform/errors';

/**
 * What the schema makes of a body or a query.
 * @throws AppError 400 VALIDATION_FAILED with every failing field named, nested ones as `types.recepts`
 */
export function validated<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  if (input === undefined) throw validationFailed({ body: 'is required' });
  throw validationFailed(problemsByField(parsed.error.issues, input));
}

function problemsByField(issues: readonly z.core.$ZodIssue[], input: unknown): Record<string, string> {
  const problems: Record<string, string> = {};
  // The first word on a field is the most basic one.
  const say = (path: readonly PropertyKey[], problem: string): void => {
    problems[path.map(String).join('.') || 'body'] ??= problem;
  };
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) say([...issue.path, key], 'unknown field');
    } else say(issue.path, problemOf(issue, input));
  }
  return problems;
}

function problemOf(issue: z.core.$ZodIssue, input: unknown): string {
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? issue.message;
  if (issue.code === 'invalid_type' && issue.expected !== 'never') {
    return valueAt(input, issue.path) === undefined ? 'is required' : `must be of type ${issue.expected}`;
  }
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`;
  return issue.message;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    input,
  );
}
