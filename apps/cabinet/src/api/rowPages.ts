import type { InfiniteData } from '@tanstack/react-query';

/** Where the API says that the next page begins. */
const NEXT_HEADER = 'x-next-before';

export interface RowPage<Row> {
  rows: readonly Row[];
  /** For `before`; null on the last page. */
  next: string | null;
}

/** What has been read of a list, page by page. */
export type RowPages<Row> = InfiniteData<RowPage<Row>, string | undefined>;

/** A page of a list, of the API's answer to it. */
export function pageOf<Row>(answer: { headers: Headers }, rows: readonly Row[]): RowPage<Row> {
  return { rows, next: answer.headers.get(NEXT_HEADER) };
}

/**
 * The first page anew before what was read of the rest. The list goes on after the fresh page's last row: what stood before that row and is
 * not in the fresh page is no longer in the list. When that row was not read before, or is not what it was and so may have moved, what
 * lies between is not known, and only the fresh page is left.
 */
export function mergeTop<Row>(
  before: RowPages<Row>,
  top: RowPage<Row>,
  rowKey: (row: Row) => string,
): RowPages<Row> {
  const only = { pages: [top], pageParams: [undefined] };
  const last = top.rows.at(-1);
  if (top.next === null || last === undefined) return only;
  const known = before.pages.flatMap(({ rows }) => rows);
  const seam = known.findIndex((row) => rowKey(row) === rowKey(last));
  if (seam === -1 || JSON.stringify(known[seam]) !== JSON.stringify(last)) return only;
  const fresh = new Set(top.rows.map(rowKey));
  let place = 0;
  const pages = before.pages.map(({ rows, next }, page) => {
    const rest = rows.filter((row) => place++ > seam && !fresh.has(rowKey(row)));
    return { rows: page === 0 ? [...top.rows, ...rest] : rest, next };
  });
  return { pages, pageParams: before.pageParams };
}
