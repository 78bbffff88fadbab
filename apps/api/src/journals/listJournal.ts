import type { JournalPlace } from '@kassahook/contracts/journalQuery';
import type { createPagePlaces } from './pagePlaces.js';

/** A list as its store is asked for it. */
export interface StoreQuery {
  accountId: string;
  from: Date;
  to: Date;
  devices?: readonly number[] | undefined;
  before?: JournalPlace | undefined;
  equal: Readonly<Record<string, string | undefined>>;
  /** Kopecks, both included. */
  sumFrom?: number | undefined;
  sumTo?: number | undefined;
  /** Of the document or of its fiscal document. */
  number?: string | undefined;
  limit: number;
  offset: number;
}

/** The part of a query that decides which documents are listed, and the page of them. */
export interface ListQuery extends Omit<StoreQuery, 'accountId' | 'equal'> {
  [filter: string]: unknown;
}

export interface JournalPage<View> {
  data: View[];
  /** Where the next page begins; null when this is the last one. */
  next: JournalPlace | null;
}

export interface ListJournalDeps<View> {
  /** Of which journal; tells remembered places apart. */
  name: string;
  /** `isCut`: the page is shorter than asked for because its documents are large, and there are more. */
  list: (query: StoreQuery) => Promise<{ rows: View[]; isCut: boolean }>;
  placeOf: (view: View) => JournalPlace;
  places: ReturnType<typeof createPagePlaces>;
}

/** Creates what lists a journal, newest first, from a place or past an offset. */
export function createListJournal<View>({ name, list, placeOf, places }: ListJournalDeps<View>) {
  return async function listJournal(
    accountId: string,
    query: ListQuery,
    equal: StoreQuery['equal'],
  ): Promise<JournalPage<View>> {
    const { from, to, devices, before, limit, offset, sumFrom, sumTo, number } = query;
    const narrowed = { sumFrom, sumTo, number };
    const key = JSON.stringify([name, accountId, from, to, devices, before, equal, narrowed]);
    const start = places.startOf(key, offset);
    const { rows, isCut } = await list({
      accountId,
      from,
      to,
      devices,
      before: start.after ?? before,
      equal,
      ...narrowed,
      limit: limit + 1, // one more says whether there is a next page
      offset: start.offset,
    });
    const data = rows.slice(0, limit);
    const last = data.at(-1);
    if (last === undefined) return { data, next: null };
    const place = placeOf(last);
    places.note(key, offset + data.length, place);
    return { data, next: isCut || rows.length > limit ? place : null };
  };
}
