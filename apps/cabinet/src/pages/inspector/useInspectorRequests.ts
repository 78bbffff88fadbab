import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import { api } from '../../api/client.js';
import { pageOf } from '../../api/rowPages.js';
import { usePages } from '../../api/usePages.js';
import { createLiveFeed } from '../../live/liveFeed.js';
import { useThrottledRefresh } from '../../live/useThrottledRefresh.js';
import type { InspectedRequest } from './inspector.js';

const PAGE_ROWS = 50;
/** While the stream is lost. */
const POLL_MS = 5_000;
const KINDS = ['request', 'more'] as const;
const keyOf = ({ id }: InspectedRequest): string => id;

/** What an inspector took, newest first, as it comes; without the stream it is asked for every few seconds. */
export function useInspectorRequests(inspectorId: string) {
  const load = useCallback(
    async (before: string | undefined, signal: AbortSignal) => {
      const answer = await api.answer.get('/api/inspectors/{id}/requests', {
        path: { id: inspectorId },
        query: { limit: PAGE_ROWS, ...(before !== undefined && { before }) },
        signal,
      });
      return pageOf(answer, answer.body);
    },
    [inspectorId],
  );
  const pages = usePages({ queryKey: ['inspectors', 'requests', inspectorId], load, rowKey: keyOf });
  const refresh = useThrottledRefresh(pages.refreshTop);
  const feed = useMemo(
    () => createLiveFeed({ path: `/api/inspectors/${encodeURIComponent(inspectorId)}/stream`, kinds: KINDS }),
    [inspectorId],
  );
  useEffect(() => feed.listen(refresh), [feed, refresh]);
  useEffect(() => feed.start(), [feed]);
  const { isLive } = useSyncExternalStore(feed.listenState, feed.state);
  useEffect(() => {
    if (isLive) return undefined;
    const timer = setInterval(refresh, POLL_MS);
    return () => clearInterval(timer);
  }, [isLive, refresh]);
  return { ...pages, isLive };
}
