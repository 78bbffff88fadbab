import type { InfiniteData } from '@tanstack/react-query';
import type { Product } from './productDraft.js';

export interface ProductPage {
  rows: readonly Product[];
  /** Of the catalogue, whether read or not. */
  total: number;
}
export type ProductPages = InfiniteData<ProductPage, number>;

/**
 * What was read of the catalogue, with some products as they are now. The API lists the oldest first, so one that is new belongs behind the
 * last page, and is not shown before that page is read. @param changed null for one that is gone
 */
export function withProducts(
  before: ProductPages,
  changed: ReadonlyMap<string, Product | null>,
): ProductPages {
  const known = new Set(before.pages.flatMap(({ rows }) => rows.map(({ id }) => id)));
  const gone = [...changed].filter(([id, product]) => product === null && known.has(id)).length;
  const added = [...changed].flatMap(([id, product]) => (product === null || known.has(id) ? [] : [product]));
  const total = (before.pages.at(-1)?.total ?? 0) + added.length - gone;
  const isAllRead = known.size >= (before.pages.at(-1)?.total ?? 0);
  const pages = before.pages.map(({ rows }, place) => {
    const kept = rows.flatMap((row) => {
      const now = changed.get(row.id);
      return now === null ? [] : [now ?? row];
    });
    const isLast = place === before.pages.length - 1;
    return { rows: isLast && isAllRead ? [...kept, ...added] : kept, total };
  });
  return { pages, pageParams: before.pageParams };
}

/** The rows of the first page as they are now, before the others. */
export function withFirstPage(before: ProductPages, first: ProductPage): ProductPages {
  return {
    pages: before.pages.map(({ rows }, place) => ({
      rows: place === 0 ? first.rows : rows,
      total: first.total,
    })),
    pageParams: before.pageParams,
  };
}
