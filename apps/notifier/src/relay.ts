import { LRUCache } from 'lru-cache';
import type { EventHint } from '@kassahook/contracts/messages';
import type { EventSource } from '@kassahook/domain/eventType';
import type { Clock } from '@kassahook/platform/clock';

export interface RelayOutbox {
  /** Oldest first. */
  hintsOlderThan(query: { before: Date; limit: number }): Promise<EventHint[]>;
}

export interface RelayDeps {
  outboxes: Readonly<Record<EventSource, RelayOutbox>>;
  /** Publishes hints, confirmed. */
  publishHints: (hints: EventHint[]) => Promise<void>;
  /** Messages of hints that still wait in the queue. */
  hintsWaiting: () => Promise<number>;
  clock: Clock;
  /** Age in ms from which a record counts as left behind. */
  ageMs: number;
}

const BATCH_LIMIT = 500;
/** Messages. With a longer queue than this, what is old is most likely waiting in it: publishing again would only double the work. */
const QUEUE_LONG = 2_000;
/** A record published by this relay is left alone for so long. */
const REPEAT_AFTER_MS = 30_000;

/**
 * Publishes again what is still in an outbox after `ageMs`: the hint was lost with a process, a broker or a connection.
 * Rows can become visible out of order (a long transaction), so nothing here remembers a position.
 */
export function createRelay({ outboxes, publishHints, hintsWaiting, clock, ageMs }: RelayDeps) {
  const published = new LRUCache<string, true>({ max: 10_000, ttl: REPEAT_AFTER_MS });

  return {
    /** One round over both outboxes; answers with the number of hints published. */
    async round(): Promise<number> {
      const before = new Date(clock.now() - ageMs);
      let count = 0;
      for (const source of ['postgres', 'mongo'] as const) {
        // What was published a moment ago may still be there; it must not hide what is younger.
        const limit = BATCH_LIMIT + published.size;
        const left = await outboxes[source].hintsOlderThan({ before, limit });
        const due = left.filter((hint) => !published.has(hint.eventId));
        if (due.length === 0) continue;
        if ((await hintsWaiting()) > QUEUE_LONG) return count;
        await publishHints(due);
        for (const hint of due) published.set(hint.eventId, true);
        count += due.length;
      }
      return count;
    },
  };
}
