import type { Clock } from '@kassahook/platform/clock';

export interface JobPaceDeps {
  /** Messages that wait in the queue that jobs publish to. */
  depth: () => Promise<number>;
  depthMax: number;
  perSecond: number;
  clock: Clock;
  wait: (ms: number) => Promise<void>;
}

const SLICES_PER_SECOND = 4;
const LOOK_AGAIN_MS = 1_000;

/**
 * Keeps a job from starving others: at most so many messages a second, and none while the queue of retries is long. Jobs never publish
 * to the queue of first attempts, so fresh events do not even wait behind them.
 */
export function createJobPace({ depth, depthMax, perSecond, clock, wait }: JobPaceDeps) {
  const sliceSize = Math.max(1, Math.floor(perSecond / SLICES_PER_SECOND));

  return {
    /**
     * Hands the items over in slices, as fast as it may.
     * @param mayGoOn asked before each slice and while the queue is long; false ends it
     * @returns how many were handed over; fewer than there are when it was ended
     */
    async inSlices<Item>(
      items: readonly Item[],
      {
        publish,
        mayGoOn,
      }: { publish: (slice: readonly Item[]) => Promise<void>; mayGoOn: () => Promise<boolean> },
    ): Promise<number> {
      for (let from = 0; from < items.length; from += sliceSize) {
        for (;;) {
          if (!(await mayGoOn())) return from;
          if ((await depth()) <= depthMax) break;
          await wait(LOOK_AGAIN_MS);
        }
        const slice = items.slice(from, from + sliceSize);
        const startedAtMs = clock.now();
        await publish(slice);
        const dueMs = (slice.length / perSecond) * 1_000;
        await wait(Math.max(0, startedAtMs + dueMs - clock.now()));
      }
      return items.length;
    },
  };
}
export type JobPace = ReturnType<typeof createJobPace>;
