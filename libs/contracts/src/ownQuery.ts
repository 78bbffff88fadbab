import { z } from 'zod';

/**
 * The query of a list of ours: a parameter that it does not know is refused, because a filter that is misspelled would show what was not asked
 * for. Lists of the cabinet API that clients in the field speak (catalogues, journals, counters) ignore what they do not know.
 */
export function ownQuery<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? 'unknown parameter' : undefined),
  });
}
