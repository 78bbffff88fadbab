import { useMemo } from 'react';
import { instantOf } from '../format/dayRange.js';

/** What every journal may be narrowed by, as the page's address has it; empty is no filter. */
export interface JournalFilters {
  from: string;
  to: string;
  devices: string;
}

/** Rows that a journal's page has. */
const PAGE_ROWS = 100;

/** The part of a journal's query that all journals share, as the API takes it; it changes with the filters only. */
export function useJournalQuery({ from, to, devices }: JournalFilters) {
  return useMemo(() => {
    const [start, end] = [instantOf(from, 'start'), instantOf(to, 'end')];
    return {
      limit: PAGE_ROWS,
      ...(start !== undefined && { from: start }),
      ...(end !== undefined && { to: end }),
      ...(devices !== '' && { devices }),
    };
  }, [from, to, devices]);
}
