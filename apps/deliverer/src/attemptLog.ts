import { setTimeout as delay } from 'node:timers/promises';
import type { Attempt } from '@kassahook/contracts/attempt';
import { errorCodeOf, toError } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';

export interface AttemptLogDeps {
  /** Stores attempts; answers with the ids of those that were there already. */
  insertMany: (attempts: Attempt[]) => Promise<ReadonlySet<string>>;
  /** Told of each flush that failed and is repeated. Must not throw. */
  onFailure?: () => void;
  logger: Logger;
  /** Attempts per flush at most. */
  batchMax?: number;
  /** The longest that an attempt waits for a flush, ms. */
  waitMs?: number;
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Writes attempts in batches of 500 or 100 ms, whichever comes first. `record` resolves when the attempt is durable, and
 * only then may its message be acked. A flush that fails is repeated for as long as it takes: acks wait, the prefetch fills,
 * the intake stops.
 */
export function createAttemptLog(deps: AttemptLogDeps) {
  const { insertMany, onFailure, logger, batchMax = 500, waitMs = 100 } = deps;
  const batch: { attempt: Attempt; resolve: (isNew: boolean) => void }[] = [];
  let timer: NodeJS.Timeout | null = null;
  let flushing: Promise<void> | null = null;

  function flush(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    // One flush at a time: what comes meanwhile is the next batch, which grows with the load.
    flushing ??= write().finally(() => {
      flushing = null;
      if (batch.length >= batchMax) flush();
      else if (batch.length > 0) timer ??= setTimeout(flush, waitMs);
    });
  }

  async function write(): Promise<void> {
    const items = batch.splice(0, batchMax);
    const attempts = items.map((item) => item.attempt);
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      try {
        const known = await insertMany(attempts);
        for (const item of items) item.resolve(!known.has(item.attempt.id));
        return;
      } catch (error) {
        logger.warn(
          { attempts: attempts.length, code: errorCodeOf(error), err: toError(error) },
          'attempts.flush_failed',
        );
        onFailure?.();
      }
      await delay(pauseMs);
    }
  }

  return {
    /** False when an attempt with this id was there already: that one counts. */
    record(attempt: Attempt): Promise<boolean> {
      return new Promise((resolve) => {
        batch.push({ attempt, resolve });
        if (batch.length >= batchMax) flush();
        else timer ??= setTimeout(flush, waitMs);
      });
    },
    /** Flushes what waits; resolves when it is durable. */
    async close(): Promise<void> {
      while (batch.length > 0 || flushing) {
        flush();
        await flushing;
      }
      if (timer) clearTimeout(timer);
    },
  };
}
export type AttemptLog = ReturnType<typeof createAttemptLog>;
