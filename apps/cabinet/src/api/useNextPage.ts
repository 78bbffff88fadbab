import type { InfiniteQueryObserverResult } from '@tanstack/react-query';
import { useCallback, useState } from 'react';

type Paged = Pick<InfiniteQueryObserverResult, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>;

/**
 * The next page of a list. Why it did not come is kept here: the list's own memory forgets it as soon as something new is put on top, and the
 * page would be asked for again with each of them.
 * @param hash of the list's key: another list has not failed
 */
export function useNextPage({ hasNextPage, isFetchingNextPage, fetchNextPage }: Paged, hash: string) {
  const [failed, setFailed] = useState<{ hash: string; error: Error } | null>(null);
  const loadMore = useCallback(() => {
    if (!hasNextPage || isFetchingNextPage) return;
    void fetchNextPage().then((result) => {
      setFailed(result.isFetchNextPageError ? { hash, error: result.error } : null);
    });
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, hash]);
  return {
    hasMore: hasNextPage,
    loadMore,
    isLoadingMore: isFetchingNextPage,
    /** Why the next page did not come. */
    moreError: failed?.hash === hash && !isFetchingNextPage ? failed.error : null,
  };
}
