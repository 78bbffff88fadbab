import { hashKey, useInfiniteQuery, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { RowPage } from './rowPages.js';
import { createTopRefresh, topMeta } from './topRefresh.js';
import { useNextPage } from './useNextPage.js';

interface PagesOptions<Row> {
  queryKey: QueryKey;
  /** @param before of the page before; undefined for the first one */
  load: (before: string | undefined, signal: AbortSignal) => Promise<RowPage<Row>>;
  rowKey: (row: Row) => string;
  isEnabled?: boolean;
}

/**
 * A list, newest first, page by page. `refreshTop` asks for the first page alone and puts what is new before the rest: what somebody has
 * scrolled to stays where it is, and nobody's window that is looked at again reads a hundred pages.
 */
export function usePages<Row>({ queryKey, load, rowKey, isEnabled = true }: PagesOptions<Row>) {
  const queryClient = useQueryClient();
  // The same key is the same value, however often a page puts it together.
  const hash = hashKey(queryKey);
  const key = useMemo(() => JSON.parse(hash) as QueryKey, [hash]);
  const top = useMemo(
    () => createTopRefresh({ queryClient, queryKey: key, load, rowKey }),
    [queryClient, key, load, rowKey],
  );
  const isBehind = useSyncExternalStore(top.listen, top.isBehind);
  const refreshTop = useCallback(() => (isEnabled ? top.refreshTop() : Promise.resolve()), [top, isEnabled]);
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => load(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: RowPage<Row>) => page.next ?? undefined,
    enabled: isEnabled,
    meta: topMeta(refreshTop),
    staleTime: Infinity,
    refetchOnMount: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  useEffect(() => {
    // What was read before, for another visit: its beginning may have changed.
    if (queryClient.getQueryData(key) !== undefined) refreshTop().catch(() => undefined);
  }, [queryClient, key, refreshTop]);
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  const more = useNextPage(query, hash);

  return {
    rows,
    /** Why there is nothing to show. */
    error: query.data === undefined ? query.error : null,
    isPending: query.isPending,
    ...more,
    retry: () => void query.refetch(),
    refreshTop,
    /** When the list was last true; 0 before it was read. */
    updatedAtMs: query.dataUpdatedAt,
    /** The last time that it was asked for, it could not be read. */
    isBehind: isBehind || (query.isRefetchError && !query.isFetchNextPageError),
  };
}
