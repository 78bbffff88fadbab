import { setTimeout as delay } from 'node:timers/promises';
import type { EventHint } from '@kassahook/contracts/messages';
import { errorCodeOf, toError } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';
import type { OutageStanding } from '@kassahook/platform/outageWatch';
import type { FanOutResult } from './fanOut.js';

/** A hint and how its message ends. */
export interface TakenHint {
  hint: EventHint;
  /** The hint's events are fanned out and durable. */
  done: () => void;
  /** This hint alone cannot be fanned out now: it goes back to the queue, whose delivery limit ends it in `dead`. */
  giveBack: (reason: Error) => void;
  /** Not here, not now: it goes back to the queue, and nothing is wrong with it. */
  putBack: () => void;
}

export interface HintBatcherDeps {
  fanOut: (hints: readonly EventHint[]) => Promise<FanOutResult>;
  /** Is a dependency down? Then a failure says nothing about the batch, and it is repeated; when that is so for long, it goes back. */
  outage: () => Promise<OutageStanding>;
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
 * A batch that fails is repeated in place: its messages stay unacked and the prefetch stops the intake; in a long outage it goes back to
 * the queue, as everything does that waits when the batcher is stopped. When it fails though
 * all dependencies are up, it is halved until the hint that spoils it is alone; that one goes back to the queue.
 */
export function createHintBatcher(deps: HintBatcherDeps) {
  const { fanOut, outage, logger, onBatch, onRetry, batchMax = 200 } = deps;
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
    if (stopping.signal.aborted) putBack(waiting.splice(0));
  }

  function putBack(hints: readonly TakenHint[]): void {
    for (const taken of hints) taken.putBack();
  }

  async function work(batch: readonly TakenHint[]): Promise<void> {
    let tries = 0;
    for (
      let pauseMs = FIRST_PAUSE_MS;
      !stopping.signal.aborted;
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
    ) {
      if (await tryOnce(batch)) return;
      const standing = await outage();
      if (standing === 'long') {
        putBack([...batch, ...waiting.splice(0)]);
        return;
      }
      tries = standing === 'down' ? 0 : tries + 1;
      if (tries >= TRIES_BEFORE_SPLIT) return split(batch);
      await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    putBack(batch);
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
      if (stopping.signal.aborted) return taken.putBack();
      waiting.push(taken);
      running ??= run();
    },
    /** Ends after the batch under way; what still waits goes back to the queue, for somebody else. */
    async stop(): Promise<void> {
      stopping.abort();
      await running;
    },
  };
}
