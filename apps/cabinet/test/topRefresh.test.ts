import { describe, expect, it } from '@jest/globals';
import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query';
import type { RowPage, RowPages } from '../src/api/rowPages.js';
import { createTopRefresh, refreshQueries, topMeta } from '../src/api/topRefresh.js';

interface Row {
  id: string;
}
const queryKey = ['journal', 'receipts'];
const rowKey = ({ id }: Row): string => id;
const PAGE_ROWS = 2;

/** A list of the API, whose answers a test may hold back, and somebody who looks at it. */
function createJournal(ids: string) {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const asked: (string | undefined)[] = [];
  let rows = Array.from(ids);
  let gate: Promise<void> = Promise.resolve();
  const load = async (before: string | undefined): Promise<RowPage<Row>> => {
    asked.push(before);
    const start = before === undefined ? 0 : rows.indexOf(before) + 1;
    const page = rows.slice(start, start + PAGE_ROWS);
    const next = start + PAGE_ROWS < rows.length ? (page.at(-1) ?? null) : null;
    const held = gate;
    gate = Promise.resolve();
    await held;
    return { rows: page.map((id) => ({ id })), next };
  };
  const { refreshTop } = createTopRefresh({ queryClient, queryKey, load, rowKey });
  const observer = new InfiniteQueryObserver(queryClient, {
    queryKey,
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: RowPage<Row>) => page.next ?? undefined,
    meta: topMeta(refreshTop),
    staleTime: Infinity,
  });
  observer.subscribe(() => undefined);
  return {
    queryClient,
    observer,
    asked,
    refreshTop,
    add: (id: string) => void (rows = [id, ...rows]),
    /** The next answer waits until what is returned is called. */
    hold(): () => void {
      let release = (): void => undefined;
      gate = new Promise((resolve) => (release = resolve));
      return () => release();
    },
    shown: () =>
      queryClient
        .getQueryData<RowPages<Row>>(queryKey)
        ?.pages.flatMap((page) => page.rows.map(rowKey))
        .join(''),
  };
}

describe('a list that is read page by page', () => {
  it('when the page asks for what is new, then one page is read, however many were', async () => {
    const journal = createJournal('cdefgh');
    await journal.observer.refetch();
    await journal.observer.fetchNextPage();
    await journal.observer.fetchNextPage();
    journal.asked.length = 0;
    journal.add('b');
    refreshQueries(journal.queryClient, {});
    while (journal.shown() !== 'bcdefgh') await new Promise(setImmediate);
    expect(journal.asked).toEqual([undefined]);
    journal.queryClient.clear();
  });

  it('when something comes while the next page is being read, then both are shown', async () => {
    const journal = createJournal('cdef');
    await journal.observer.refetch();
    const release = journal.hold();
    const more = journal.observer.fetchNextPage();
    journal.add('b');
    const top = journal.refreshTop();
    release();
    await Promise.all([more, top]);
    expect(journal.shown()).toBe('bcdef');
    journal.queryClient.clear();
  });

  it('when an answer is overtaken by a later one, then the later one is shown', async () => {
    const journal = createJournal('cdef');
    await journal.observer.refetch();
    const release = journal.hold();
    const slow = journal.refreshTop();
    journal.add('b');
    await journal.refreshTop();
    release();
    await slow;
    expect(journal.shown()).toBe('bcd');
    journal.queryClient.clear();
  });
});
