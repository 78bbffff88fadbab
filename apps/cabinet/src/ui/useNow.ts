import { useSyncExternalStore } from 'react';

const STEP_MS = 1_000;

/** One clock for the page: everything that says "5 seconds ago" changes together. */
const clock = (() => {
  const listeners = new Set<() => void>();
  let nowMs = Date.now();
  let timer: ReturnType<typeof setInterval> | undefined;
  return {
    now: () => {
      // While nobody listens it stands still: what a page shows first must not be of then.
      if (timer === undefined && Date.now() - nowMs >= STEP_MS) nowMs = Date.now();
      return nowMs;
    },
    listen: (listener: () => void) => {
      listeners.add(listener);
      timer ??= setInterval(() => {
        nowMs = Date.now();
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
})();

/** The current time in milliseconds, to the second. */
export function useNow(): number {
  return useSyncExternalStore(clock.listen, clock.now);
}
