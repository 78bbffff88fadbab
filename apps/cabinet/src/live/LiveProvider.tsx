import { createContext, use, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { refreshQueries } from '../api/topRefresh.js';
import { createLiveFeed, LIVE_KINDS, type LiveFeed, type LiveHandler, type LiveState } from './liveFeed.js';
import { staleKeysOf } from './staleKeys.js';

const LiveContext = createContext<LiveFeed | null>(null);
/** While the stream is lost, what is on the page is asked for this often. */
const POLL_MS = 10_000;
/** Messages of a busy account come in bursts: each thing is asked for once after several of them. */
const GATHER_MS = 400;

/** Holds the stream of what happens in the account, and tells the page's memory what it makes stale. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient();
  const [feed] = useState(() => createLiveFeed({ path: '/api/stream', kinds: LIVE_KINDS }));
  useEffect(() => {
    const stop = feed.start();
    return stop;
  }, [feed]);
  useEffect(() => {
    const stale = new Map<string, QueryKey>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = (): void => {
      timer = undefined;
      for (const queryKey of stale.values()) refreshQueries(queryClient, { queryKey });
      stale.clear();
    };
    const stop = feed.listen((message) => {
      for (const queryKey of staleKeysOf(message)) stale.set(JSON.stringify(queryKey), queryKey);
      if (stale.size > 0) timer ??= setTimeout(tell, GATHER_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [feed, queryClient]);
  const { isLive } = useSyncExternalStore(feed.listenState, feed.state);
  useEffect(() => {
    if (isLive) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') {
        refreshQueries(queryClient, { predicate: ({ queryKey }) => queryKey[0] !== 'identity' });
      }
    }, POLL_MS);
    return () => clearInterval(timer);
  }, [isLive, queryClient]);
  return <LiveContext value={feed}>{children}</LiveContext>;
}

/** Whether the stream stands, and since when it does not. */
export function useLiveState(): LiveState {
  const feed = useFeed();
  return useSyncExternalStore(feed.listenState, feed.state);
}

/** Calls back with every message of the stream; the handler must be stable. */
export function useLive(handler: LiveHandler): void {
  const feed = useFeed();
  useEffect(() => feed.listen(handler), [feed, handler]);
}

function useFeed(): LiveFeed {
  const feed = use(LiveContext);
  if (!feed) throw new Error('useLive belongs below LiveProvider');
  return feed;
}
