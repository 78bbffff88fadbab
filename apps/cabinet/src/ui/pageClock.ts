import { localDay } from '../format/dayRange.js';

const STEP_MS = 1_000;

/** The time as a page shows it. */
interface PageClock {
  /** ms, to the second. */
  now: () => number;
  /** The local day, `2026-11-22`. */
  today: () => string;
  listen: (listener: () => void) => () => void;
}

/** Creates a clock that tells its listeners of each second; it rests while there are none. */
export function createPageClock(time: () => number = Date.now): PageClock {
  const listeners = new Set<() => void>();
  let nowMs = time();
  let timer: ReturnType<typeof setInterval> | undefined;
  /** While nobody listens it stands still: what a page shows first must not be of then. */
  const wake = (): number => {
    if (timer === undefined && time() - nowMs >= STEP_MS) nowMs = time();
    return nowMs;
  };
  return {
    now: wake,
    today: () => localDay(new Date(wake())),
    listen(listener) {
      listeners.add(listener);
      timer ??= setInterval(() => {
        nowMs = time();
        for (const tell of listeners) tell();
      }, STEP_MS);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}
