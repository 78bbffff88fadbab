import type { Attempt } from '@kassahook/contracts/attempt';
import { errorCodeOf, toError } from '@kassahook/platform/errors';
import { newId } from '@kassahook/platform/ids';
import type { Logger } from '@kassahook/platform/logger';
import { createStatsCounting, type CountedHealth, type CountedStep } from './statsCounting.js';

/** Told of each batch of attempts that has just been stored, each attempt once. Must not throw and must not block. */
export type AttemptObserver = (attempts: readonly Attempt[]) => void;

export interface AttemptStatsDeps {
  /** Adds a flush to what is stored; one of the same worker and number again changes nothing. */
  add: (flush: {
    worker: string;
    number: number;
    stats: readonly CountedStep[];
    health: readonly CountedHealth[];
  }) => Promise<void>;
  logger: Logger;
  /** How long counters gather before they are written, ms. */
  flushMs?: number;
  /** Counters kept at most while they cannot be written. */
  sizeMax?: number;
}

const RETRY_MS = 5_000;

/**
 * Counts stored attempts in memory and adds the counters to those in the database about once a second: a statement per second and process
 * instead of one per attempt. A flush whose answer was lost is repeated under its number and counts once.
 *
 * A process that is killed loses the counts of its last second, and so does an attempt whose insert was answered only on the repeat. That is
 * accepted: deliveries, their states and every decision about them come from the attempt log, which loses nothing; what is read from
 * counters (charts, percentiles, five days of nothing but failures) does not turn on a second.
 */
export function createAttemptStats({ add, logger, flushMs = 1_000, sizeMax = 100_000 }: AttemptStatsDeps) {
  const worker = newId();
  let counting = createStatsCounting();
  let number = 0;
  let timer: NodeJS.Timeout | null = null;
  let flushing: Promise<void> | null = null;
  let closing = false;
  let isDropping = false;

  function schedule(afterMs: number): void {
    if (closing || flushing) return;
    timer ??= setTimeout(() => {
      timer = null;
      flushing = flush().finally(() => {
        flushing = null;
        if (counting.size() > 0) schedule(flushMs);
      });
    }, afterMs);
  }

  async function flush(): Promise<void> {
    if (counting.size() === 0) return;
    const written = counting;
    counting = createStatsCounting();
    number += 1;
    const next = { worker, number, stats: written.stats(), health: written.health() };
    for (let failing = false; ;) {
      try {
        await add(next);
        if (failing) logger.info({ counters: written.size() }, 'stats.recovered');
        isDropping = false;
        return;
      } catch (error) {
        if (!failing) logger.warn({ code: errorCodeOf(error), err: toError(error) }, 'stats.flush_failed');
        failing = true;
      }
      if (closing) return;
      await pause();
    }
  }

  let wake = (): void => undefined;
  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const waiting = setTimeout(resolve, RETRY_MS);
      wake = () => {
        clearTimeout(waiting);
        resolve();
      };
    });
  }

  const observe: AttemptObserver = (attempts) => {
    if (counting.size() >= sizeMax) {
      if (!isDropping) logger.error({ counters: counting.size() }, 'stats.dropping');
      isDropping = true;
      return;
    }
    for (const attempt of attempts) counting.add(attempt);
    if (attempts.length > 0) schedule(flushMs);
  };

  return {
    observe,
    /** An insert of attempts that is observed, here and by another: what was there already is not told again. */
    observed:
      (insertMany: (attempts: Attempt[]) => Promise<ReadonlySet<string>>, other?: AttemptObserver) =>
      async (attempts: Attempt[]): Promise<ReadonlySet<string>> => {
        const known = await insertMany(attempts);
        const stored = known.size === 0 ? attempts : attempts.filter(({ id }) => !known.has(id));
        observe(stored);
        other?.(stored);
        return known;
      },
    /** Writes what was counted: once, because a process that stops does not wait for a database that is down. */
    async close(): Promise<void> {
      closing = true;
      if (timer) clearTimeout(timer);
      wake();
      await flushing;
      await flush();
    },
  };
}
export type AttemptStats = ReturnType<typeof createAttemptStats>;
