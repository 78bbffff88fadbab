import type { z } from 'zod';

/** A message that fits its schema, or why it does not. */
export type ParsedMessage<T> = { message: T } | { reason: string };

/**
 * Reads a queue message. What does not fit — not JSON, an unknown version, a missing field — is a result with the reason,
 * because it belongs to the dead letters, not to an exception handler that would repeat it.
 */
export function parseMessage<T>(schema: z.ZodType<T>, text: string): ParsedMessage<T> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { reason: 'not JSON' };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { message: parsed.data };
  const [issue] = parsed.error.issues;
  return { reason: `${issue?.path.join('.') || 'message'}: ${issue?.message ?? 'unknown shape'}` };
}
