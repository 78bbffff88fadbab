import { pageQuery, type PageQuery } from '@kassahook/contracts/page';
import type { ApiContext } from './context.js';
import { validated } from './validate.js';

/** A part of a list, and how many items the whole has. */
export interface Page<Item> {
  items: readonly Item[];
  total: number;
}

/** The page that a request asks for. */
export function pageOf(ctx: ApiContext): PageQuery {
  return validated(pageQuery, ctx.query);
}

/** Answers with a page: a plain JSON array, the total in `X-Total-Count`. */
export function answerPage(ctx: ApiContext, { items, total }: Page<unknown>): void {
  ctx.set('X-Total-Count', String(total));
  ctx.body = items;
}

/**
 * Answers with a small catalogue: a plain JSON array, `limit` and `offset` where given, the total in `X-Total-Count`.
 * @param items all of them: a catalogue is small by its own limit
 */
export function answerCatalogue(ctx: ApiContext, items: readonly unknown[]): void {
  const { limit, offset } = pageOf(ctx);
  answerPage(ctx, { items: items.slice(offset, offset + limit), total: items.length });
}
