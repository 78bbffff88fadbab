import { setTimeout as delay } from 'node:timers/promises';
import type { EventHint } from '@kassahook/contracts/messages';
import { errorCodeOf, toError } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';
import type { FanOutResult } from './fanOut.js';

/** A hint and how its message ends. */
export interface TakenHint {
  hint: EventHint;
  /** The hint's events are fanned out and durable. */
  done: () => void;
  /** This hint alone cannot be fanned out now: it goes back to the queue, whose delivery limit ends it in `dead`. */
  giveBack: (reason: Error) => void;
}

export interface HintBatcherDeps {
  fanOut: (hints: readonly EventHint[]) => Promise<FanOutResult>;
  /** Is a dependency down? Then a failure says nothing about the batch, and it is repeated for as long as it takes. */
  isOutage: () => Promise<boolean>;
  logger: Logger;
  onBatch: (result: FanOutResult) => void;
  onRetry: () => void;
  /** Hints per batch at most. */
  batchMax?: number;
  /** How long the first batch waits for company, ms. */
  waitMs?: number;
  /** How long the next one does while events keep coming: a batch costs about 1.5 ms of CPU in all, however few are in it. */
  busyWaitMs?: number;
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;
/** Failures with every dependency up, after which a batch is split to find the hint that spoils it. */
const TRIES_BEFORE_SPLIT = 3;

/**
 * Collects hints into micro-batches, bounded in size and age, and fans them out one batch after another: while one is under
 * way the next one gathers, so batches grow with the load and a lone event waits for nobody.
 * A batch that fails is repeated in place: its messages stay unacked and the prefetch stops the intake. When it fails though
 * all dependencies are up, it is halved until the hint that spoils it is alone; that one goes back to the queue.
 */
export function createHintBatcher(deps: HintBatcherDeps) {
  const { fanOut, isOutage, logger, onBatch, onRetry, batchMax = 200 } = deps;
  const { waitMs = 2, busyWaitMs = 10 } = deps;
  const waiting: TakenHint[] = [];
  const stopping = new AbortController();
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    if (waiting.length < batchMax) await delay(waitMs);
    while (waiting.length > 0 && !stopping.signal.aborted) {
      await work(waiting.splice(0, batchMax));
      // Busy: the next batch may gather a little more than what came meanwhile.
      if (waiting.length > 0 && waiting.length < batchMax) await delay(busyWaitMs);
    }
    running = null;
  }

  async function work(batch: readonly TakenHint[]): Promise<void> {
    let tries = 0;
    for (
      let pauseMs = FIRST_PAUSE_MS;
      !stopping.signal.aborted;
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
    ) {
      if (await tryOnce(batch)) return;
      tries = (await isOutage()) ? 0 : tries + 1;
      if (tries >= TRIES_BEFORE_SPLIT) return split(batch);
      await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  async function tryOnce(batch: readonly TakenHint[]): Promise<boolean> {
    const startedMs = performance.now();
    try {
      const result = await fanOut(batch.map((item) => item.hint));
      const ms = Math.round(performance.now() - startedMs);
      logger.info({ hints: batch.length, ...result, ms }, 'batch.fanned_out');
      onBatch(result);
      for (const item of batch) item.done();
      return true;
    } catch (error) {
      logger.warn({ hints: batch.length, code: errorCodeOf(error), err: toError(error) }, 'batch.failed');
      onRetry();
      return false;
    }
  }

  async function split(batch: readonly TakenHint[]): Promise<void> {
    const half = batch.length >> 1;
    if (half === 0) {
      for (const item of batch) item.giveBack(new Error('its events cannot be fanned out'));
      return;
    }
    await work(batch.slice(0, half));
    await work(batch.slice(half));
  }

  return {
    add(taken: TakenHint): void {
      waiting.push(taken);
      running ??= run();
    },
    /** Ends after the batch under way; what still waits stays unacked and is redelivered to somebody. */
    async stop(): Promise<void> {
      stopping.abort();
      await running;
    },
  };
}
