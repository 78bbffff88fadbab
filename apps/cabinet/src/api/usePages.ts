import { useInfiniteQuery, useQueryClient, type InfiniteData, type QueryKey } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';

/** Where the API says that the next page begins. */
const NEXT_HEADER = 'x-next-before';

export interface RowPage<Row> {
  rows: readonly Row[];
  /** For `before`; null on the last page. */
  next: string | null;
}

/** A page of a list, of the API's answer to it. */
export function pageOf<Row>(answer: { headers: Headers }, rows: readonly Row[]): RowPage<Row> {
  return { rows, next: answer.headers.get(NEXT_HEADER) };
}

interface PagesOptions<Row> {
  queryKey: QueryKey;
  /** @param before of the page before; undefined for the first one */
  load: (before: string | undefined, signal: AbortSignal) => Promise<RowPage<Row>>;
  rowKey: (row: Row) => string;
  isEnabled?: boolean;
}

/**
 * A list, newest first, page by page. `refreshTop` asks for the first page alone and puts what is new before the rest: what somebody has
 * scrolled to stays where it is.
 */
export function usePages<Row>({ queryKey, load, rowKey, isEnabled = true }: PagesOptions<Row>) {
  const queryClient = useQueryClient();
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => load(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: RowPage<Row>) => page.next ?? undefined,
    enabled: isEnabled,
  });
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);

  const refreshTop = useCallback(async () => {
    const top = await load(undefined, new AbortController().signal);
    queryClient.setQueryData<InfiniteData<RowPage<Row>, string | undefined>>(
      queryKey,
      (before) => before && mergeTop(before, top, rowKey),
    );
  }, [queryClient, queryKey, load, rowKey]);

  return {
    rows,
    error: query.error,
    isPending: query.isPending,
    isFetching: query.isFetching,
    hasMore: query.hasNextPage,
    loadMore: () => void (query.hasNextPage && !query.isFetchingNextPage && query.fetchNextPage()),
    isLoadingMore: query.isFetchingNextPage,
    retry: () => void query.refetch(),
    refreshTop,
    updatedAtMs: query.dataUpdatedAt,
  };
}

type Pages<Row> = InfiniteData<RowPage<Row>, string | undefined>;

/** The first page anew before the pages that were there; without an overlap what lies between is not known, so only the new page is left. */
function mergeTop<Row>(before: Pages<Row>, top: RowPage<Row>, rowKey: (row: Row) => string): Pages<Row> {
  const fresh = new Set(top.rows.map(rowKey));
  const known = before.pages.some(({ rows }) => rows.some((row) => fresh.has(rowKey(row))));
  const isAll = before.pages.length === 1 && before.pages[0]?.next === null;
  if (!known && !isAll) return { pages: [top], pageParams: [undefined] };
  const pages = before.pages.map(({ rows, next }, place) => {
    const old = rows.filter((row) => !fresh.has(rowKey(row)));
    return { rows: place === 0 ? [...top.rows, ...old] : old, next };
  });
  return { pages, pageParams: before.pageParams };
}
