import type { LiveBatch, LiveFact } from '@kassahook/contracts/live';
import type { Clock } from '@kassahook/platform/clock';
import { liveChannel, WATCHED_KEY } from './keys.js';
import type { RedisConnection } from './redis.js';
import { createRedisGate } from './redisGate.js';

export interface LivePublisherOptions {
  redis: RedisConnection;
  clock: Clock;
  /** How long facts of an account gather before they go, ms. */
  gatherMs?: number;
  /** Facts that go at once; of the others only the number does. */
  factsMax?: number;
  /** How often it is read who is watched, ms. */
  readMs?: number;
  /** How long Redis is left alone after it failed. */
  restMs?: number;
}

/** Tells those who have an account open what happens in it. Never throws and never waits: what is lost, a page reads anew. */
export interface LivePublisher {
  /** One look into a set: to be asked before a fact is made. */
  isWatched(accountId: string): boolean;
  tell(accountId: string, fact: LiveFact): void;
  start(): void;
  /** Sends what has gathered. */
  close(): Promise<void>;
}

/** Watchers learn about a second after they came that they hear everything; see WATCHED_WITHIN_MS. */
const READ_MS = 1_000;
const GATHER_MS = 150;
const FACTS_MAX = 100;
/** More accounts than this are not watched at once; the set is read whole. */
const WATCHED_MAX = 10_000;
/** After a mark was set, every publisher has read it: its reading interval, and what the reading takes. */
export const WATCHED_WITHIN_MS = READ_MS + 250;

/**
 * Creates the publisher. Who is watched is read once a second and process; without watchers an event costs a look into an empty set.
 * One PUBLISH an account and `gatherMs` carries what happened there.
 */
export function createLivePublisher({
  redis,
  clock,
  gatherMs = GATHER_MS,
  factsMax = FACTS_MAX,
  readMs = READ_MS,
  restMs = 1_000,
}: LivePublisherOptions): LivePublisher {
  const gate = createRedisGate({ redis, clock, restMs });
  let watched: ReadonlySet<string> = new Set();
  let gathered = new Map<string, LiveBatch>();
  let reading: NodeJS.Timeout | null = null;
  let sending: NodeJS.Timeout | null = null;

  async function read(): Promise<void> {
    if (!gate.isOpen()) {
      watched = new Set();
      return;
    }
    try {
      const now = clock.now();
      watched = new Set(await redis.client.zrangebyscore(WATCHED_KEY, now, '+inf', 'LIMIT', 0, WATCHED_MAX));
    } catch (error) {
      watched = new Set();
      gate.failed(error);
    }
  }

  async function send(): Promise<void> {
    if (sending) clearTimeout(sending);
    sending = null;
    const batches = gathered;
    gathered = new Map();
    if (batches.size === 0 || !gate.isOpen()) return;
    // Channels are no keys: the client's prefix is not put before them.
    const prefix = redis.client.options.keyPrefix ?? '';
    const sent = [...batches].map(([accountId, batch]) =>
      redis.client.publish(prefix + liveChannel(accountId), JSON.stringify(batch)),
    );
    await Promise.all(sent).catch((error: unknown) => gate.failed(error));
  }

  return {
    isWatched: (accountId) => watched.has(accountId),
    tell(accountId, fact) {
      if (!watched.has(accountId)) return;
      const batch = gathered.get(accountId) ?? { v: 1, facts: [], more: 0 };
      gathered.set(accountId, batch);
      if (batch.facts.length < factsMax) batch.facts.push(fact);
      else batch.more += 1;
      sending ??= setTimeout(() => void send(), gatherMs);
    },
    start() {
      void read();
      reading ??= setInterval(() => void read(), readMs).unref();
    },
    async close() {
      if (reading) clearInterval(reading);
      await send();
      watched = new Set();
    },
  };
}
