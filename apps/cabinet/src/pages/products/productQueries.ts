import { queryOptions, useInfiniteQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import { api } from '../../api/client.js';
import { topMeta, untilRead } from '../../api/topRefresh.js';
import { useNextPage } from '../../api/useNextPage.js';
import type { Product } from './productDraft.js';
import { withFirstPage, withProducts, type ProductPage, type ProductPages } from './productPages.js';
import { isFound } from './productSearch.js';
import { useLiveProducts } from './useLiveProducts.js';

/** Rows of one answer; the API gives at most this many. */
const PAGE_ROWS = 1_000;
// Not `products`: what is told of a product would read a thousand of them again; here only that one is.
const queryKey = ['productList'];

export const departmentsQuery = queryOptions({
  queryKey: ['products', 'departments'],
  queryFn: ({ signal }) => api.get('/api/departments', { signal }),
});

export const productQuery = (id: string) =>
  queryOptions({
    queryKey: ['products', 'one', id],
    queryFn: ({ signal }) => api.get('/api/products/{id}', { path: { id }, signal }),
  });

/** Puts what this page itself did into what was read of the catalogue; the rest of it stays as it is. @param product null: it is gone */
export function rememberProduct(queryClient: QueryClient, id: string, product: Product | null): void {
  if (product !== null) queryClient.setQueryData(productQuery(id).queryKey, product);
  queryClient.setQueryData<ProductPages>(
    queryKey,
    (before) => before && withProducts(before, new Map([[id, product]])),
  );
}

/**
 * The products that filters leave. The API lists and does not search, so whoever looks for something has the rest of the pages read
 * first, a thousand rows at a time.
 */
export function useProducts(filters: { q: string; department: string }) {
  const queryClient = useQueryClient();
  // What changes is read alone; asking again, without being told, the first thousand are.
  const refreshTop = useCallback(async () => {
    const first = await readPage(0);
    await untilRead(queryClient, queryKey);
    queryClient.setQueryData<ProductPages>(queryKey, (before) => before && withFirstPage(before, first));
  }, [queryClient]);
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => readPage(pageParam, signal),
    meta: topMeta(refreshTop),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    initialPageParam: 0,
    getNextPageParam: ({ rows, total }, pages) => {
      // Counted, for products that were read may have gone since.
      const offset = pages.reduce((sum, page) => sum + page.rows.length, 0);
      return rows.length > 0 && offset < total ? offset : undefined;
    },
  });
  const { refetch, data } = query;
  const more = useNextPage(query, 'products');
  const { hasMore, isLoadingMore, moreError, loadMore } = more;
  useLiveProducts(queryKey, refetch);
  const { q, department } = filters;
  const isFiltered = q.trim() !== '' || department !== '';
  useEffect(() => {
    if (isFiltered && hasMore && !isLoadingMore && moreError === null) loadMore();
  }, [isFiltered, hasMore, isLoadingMore, moreError, loadMore]);
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
    isSearching: isFiltered && hasMore && moreError === null,
    isPending: query.isPending,
    /** Why there is nothing to show. */
    error: data === undefined ? query.error : null,
    retry: () => void query.refetch(),
    updatedAtMs: query.dataUpdatedAt,
    isBehind: query.isRefetchError && !query.isFetchNextPageError,
    ...more,
    hasMore: hasMore && (!isFiltered || moreError !== null),
  };
}

async function readPage(offset: number, signal?: AbortSignal): Promise<ProductPage> {
  const { body, headers } = await api.answer.get('/api/products', {
    query: { limit: PAGE_ROWS, offset },
    ...(signal && { signal }),
  });
  return { rows: body, total: Number(headers.get('x-total-count')) };
}
