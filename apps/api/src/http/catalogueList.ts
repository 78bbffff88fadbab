import { z } from 'zod';
import type { ApiContext } from './context.js';
import { validated } from './validate.js';

const ITEMS_MAX = 1_000;

/** `limit` and `offset` of a list of a small catalogue. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(ITEMS_MAX).default(ITEMS_MAX),
  offset: z.coerce.number().int().min(0).default(0),
});

/**
 * Answers with a small catalogue: a plain JSON array, `limit` and `offset` where given, the total in `X-Total-Count`.
 * @param items all of them: a catalogue is small by its own limit
 */
export function answerCatalogue(ctx: ApiContext, items: readonly unknown[]): void {
  const { limit, offset } = validated(pageQuery, ctx.query);
  ctx.set('X-Total-Count', String(items.length));
  ctx.body = items.slice(offset, offset + limit);
}
