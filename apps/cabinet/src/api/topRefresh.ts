import type { Query, QueryClient, QueryFilters, QueryKey } from '@tanstack/react-query';
import { mergeTop, type RowPage, type RowPages } from './rowPages.js';

interface TopRefreshDeps<Row> {
  queryClient: QueryClient;
  queryKey: QueryKey;
  load: (before: undefined, signal: AbortSignal) => Promise<RowPage<Row>>;
  rowKey: (row: Row) => string;
}

/** The first page of a list, read alone. */
interface TopRefresh {
  /** Puts the page, read anew, before the rest. It rejects when the page could not be read. */
  refreshTop: RefreshTop;
  /** Whether the page could not be read the last time. */
  isBehind: () => boolean;
  listen: (listener: () => void) => () => void;
}

/** Creates what reads the first page of a list alone. */
export function createTopRefresh<Row>(deps: TopRefreshDeps<Row>): TopRefresh {
  const { queryClient, queryKey, load, rowKey } = deps;
  const listeners = new Set<() => void>();
  let asked = 0;
  let shown = 0;
  let isBehind = false;
  const tell = (value: boolean): void => {
    if (isBehind === value) return;
    isBehind = value;
    for (const listener of listeners) listener();
  };

  async function read(): Promise<void> {
    const turn = ++asked;
    const top = await load(undefined, new AbortController().signal);
    await untilRead(queryClient, queryKey);
    // An answer that was overtaken by a later one is older than what is shown.
    if (turn < shown) return;
    shown = turn;
    queryClient.setQueryData<RowPages<Row>>(queryKey, (before) => before && mergeTop(before, top, rowKey));
  }

  return {
    async refreshTop() {
      try {
        await read();
        tell(false);
      } catch (error) {
        tell(true);
        throw error;
      }
    },
    isBehind: () => isBehind,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Waits for pages that are being read: they are put behind what was there when that began, and would take away what came meanwhile. */
export async function untilRead(queryClient: QueryClient, queryKey: QueryKey): Promise<void> {
  const query = queryClient.getQueryCache().find({ queryKey });
  while (query?.state.fetchStatus === 'fetching') await query.promise?.catch(() => undefined);
}

type RefreshTop = () => Promise<void>;

/** What a paged list's query carries, so that whoever finds it in memory does not read all of its pages again. */
export function topMeta(refreshTop: RefreshTop): { refreshTop: RefreshTop } {
  return { refreshTop };
}

/** Reads anew what is shown, and marks the rest as stale; of lists that are read page by page, the first page only. */
export function refreshQueries(queryClient: QueryClient, filters: QueryFilters): void {
  for (const query of queryClient.getQueryCache().findAll(filters)) {
    const refreshTop = topRefreshOf(query);
    if (refreshTop && query.state.data !== undefined) {
      // What cannot be read now is asked for again with the next message, or by polling.
      if (query.isActive()) refreshTop().catch(() => undefined);
    } else {
      void queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true });
    }
  }
}

function topRefreshOf({ meta }: Query): RefreshTop | undefined {
  const refreshTop = meta?.['refreshTop'];
  return typeof refreshTop === 'function' ? (refreshTop as RefreshTop) : undefined;
}
