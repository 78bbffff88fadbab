import { LRUCache } from 'lru-cache';
import type { Clock } from '@kassahook/platform/clock';

export interface RatedWebhook {
  webhookId: string;
  maxPerSecond: number;
}

export interface PlaceRequest extends RatedWebhook {
  /** Whose place it is: the same attempt gets the same one for some seconds. */
  attemptId: string;
  /** A place whose turn is further off than this is not taken. */
  waitMaxMs: number;
}

/** Null: it goes now. Else its place in the line, and in how many ms its turn is expected. */
export type TakenPlace = { place: number; waitMs: number } | null;

export interface TurnsAnswer {
  /** So many of those that asked go now, the smallest places first. */
  granted: number;
  /** Ms until the next request may leave. */
  freeInMs: number;
  /** The places that are waited for, as far as they are known: from the next one to before `tail`. Null without Redis. */
  line: { head: number; tail: number } | null;
  /** Whoever is next does not ask: those who do should go on, their turn may come early. */
  isHeadMissing: boolean;
}

/** Webhooks that a worker paces by itself while Redis is away. */
const LOCAL_MAX = 10_000;

/** Unix ms. */
interface LocalLine {
  /** When a turn is free; the limit. */
  freeAtMs: number;
  /** When the next one to take a place may expect its turn; only an estimate. */
  expectedAtMs: number;
}

/**
 * What a worker does by itself while Redis cannot be asked: its share of a webhook's rate, to the smallest places that it holds. Its places
 * are made of the time, as those of Redis are: they come after all that were taken before.
 */
export function createLocalRateLine({ clock, workersExpected }: { clock: Clock; workersExpected: number }) {
  const lines = new LRUCache<string, LocalLine>({ max: LOCAL_MAX });
  let lastPlace = 0;

  function lineOf(webhookId: string): LocalLine {
    const line = lines.get(webhookId) ?? { freeAtMs: 0, expectedAtMs: 0 };
    lines.set(webhookId, line);
    return line;
  }
  const intervalMs = (maxPerSecond: number) => (1_000 / maxPerSecond) * workersExpected;

  return {
    take({ webhookId, maxPerSecond, waitMaxMs }: PlaceRequest): TakenPlace | undefined {
      const line = lineOf(webhookId);
      const now = clock.now();
      const expectedAtMs = Math.max(now, line.expectedAtMs);
      if (expectedAtMs - now > waitMaxMs) return undefined;
      line.expectedAtMs = expectedAtMs + intervalMs(maxPerSecond);
      if (expectedAtMs === now && line.freeAtMs <= now) {
        line.freeAtMs = now + intervalMs(maxPerSecond);
        return null;
      }
      lastPlace = Math.max(lastPlace + 1, Math.floor(now * 1_000));
      return { place: lastPlace, waitMs: expectedAtMs - now };
    },

    ask({ webhookId, maxPerSecond }: RatedWebhook, places: readonly number[]): TurnsAnswer {
      const line = lineOf(webhookId);
      const now = clock.now();
      const granted = places.length > 0 && line.freeAtMs <= now ? 1 : 0;
      if (granted === 1) line.freeAtMs = now + intervalMs(maxPerSecond);
      return { granted, freeInMs: Math.max(0, line.freeAtMs - now), line: null, isHeadMissing: false };
    },
  };
}
