import { LRUCache } from 'lru-cache';
import type { JournalPlace } from '@kassahook/contracts/journalQuery';
import type { Clock } from '@kassahook/platform/clock';

/** Below this, passing over what comes before costs a few ms, and the page is exactly what `offset` says. */
export const DEEP_OFFSET = 1_000;
/** As long as somebody who reads page after page may think about one. */
const TTL_MS = 60_000;
const PLACES_MAX = 10_000;

/** Where a page begins: so many documents to pass over, after a place when one is known. */
export interface PageStart {
  offset: number;
  after: JournalPlace | null;
}

/**
 * Remembers where deep pages of a list ended, so that whoever reads on by `offset` is served from there: to pass over n documents
 * MongoDB reads n, and a journal of a million read in pages of a hundred would cost 5 * 10^9 reads. It also keeps such a reader's
 * pages gapless while documents are added at the top. A place that is not known (another process served the page before) costs
 * the reads.
 */
export function createPagePlaces({ clock }: { clock: Clock }) {
  const places = new LRUCache<string, JournalPlace>({
    max: PLACES_MAX,
    ttl: TTL_MS,
    perf: clock,
    ttlResolution: 0,
  });
  const keyOf = (list: string, offset: number): string => `${offset} ${list}`;

  return {
    /** @param list whose list, of what and with which filters */
    startOf(list: string, offset: number): PageStart {
      const after = offset >= DEEP_OFFSET ? places.get(keyOf(list, offset)) : undefined;
      return after ? { offset: 0, after } : { offset, after: null };
    },

    /** Notes that the page before `offset` ended with this document. */
    note(list: string, offset: number, last: JournalPlace): void {
      if (offset >= DEEP_OFFSET) places.set(keyOf(list, offset), last);
    },
  };
}
