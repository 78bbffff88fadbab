import { queryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { api } from '../../api/client.js';
import { isFound } from './productSearch.js';

/** Rows of one answer; the API gives at most this many. */
const PAGE_ROWS = 1_000;

export const departmentsQuery = queryOptions({
  queryKey: ['products', 'departments'],
  queryFn: ({ signal }) => api.get('/api/departments', { signal }),
});

export const productQuery = (id: string) =>
  queryOptions({
    queryKey: ['products', 'one', id],
    queryFn: ({ signal }) => api.get('/api/products/{id}', { path: { id }, signal }),
  });

/**
 * The products that filters leave. The API lists and does not search, so whoever looks for something has the rest of the pages read
 * first, a thousand rows at a time.
 */
export function useProducts(filters: { q: string; department: string }) {
  const query = useInfiniteQuery({
    queryKey: ['products', 'list'],
    queryFn: async ({ pageParam, signal }) => {
      const { body, headers } = await api.answer.get('/api/products', {
        query: { limit: PAGE_ROWS, offset: pageParam },
        signal,
      });
      return { rows: body, total: Number(headers.get('x-total-count')) };
    },
    initialPageParam: 0,
    getNextPageParam: ({ rows, total }, _pages, offset) =>
      rows.length > 0 && offset + rows.length < total ? offset + rows.length : undefined,
  });
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage, data } = query;
  const { q, department } = filters;
  const isFiltered = q.trim() !== '' || department !== '';
  useEffect(() => {
    if (isFiltered && hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [isFiltered, hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  const all = useMemo(() => data?.pages.flatMap(({ rows }) => rows) ?? [], [data]);
  const rows = useMemo(
    () => all.filter((product) => isFound(product, { q, department })),
    [all, q, department],
  );
  return {
    rows,
    isFiltered,
    read: all.length,
    total: data?.pages.at(-1)?.total ?? 0,
    /** Not every product has been looked at. */
    isSearching: isFiltered && hasNextPage && !isError,
    isPending: query.isPending,
    error: query.error,
    retry: () => void (data ? fetchNextPage() : query.refetch()),
    hasMore: hasNextPage && !isFiltered,
    isLoadingMore: isFetchingNextPage,
    loadMore: () => void (hasNextPage && !isFetchingNextPage && fetchNextPage()),
  };
}
