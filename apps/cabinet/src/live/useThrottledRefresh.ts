import { useCallback, useEffect, useRef } from 'react';

/** A shop floor that sells ten times a second asks for its journal once. */
const PAUSE_MS = 1_000;

/**
 * A function that refreshes at once and then at most once a second, the last wish included.
 * @param refreshTop of `usePages`; it must be stable
 */
export function useThrottledRefresh(refreshTop: () => Promise<void>): () => void {
  const state = useRef<{ timer: ReturnType<typeof setTimeout> | undefined; isWanted: boolean }>({
    timer: undefined,
    isWanted: false,
  });
  useEffect(() => {
    const held = state.current;
    return () => {
      clearTimeout(held.timer);
      held.timer = undefined;
    };
  }, [refreshTop]);
  return useCallback(() => {
    const held = state.current;
    if (held.timer !== undefined) {
      held.isWanted = true;
      return;
    }
    const run = (): void => {
      held.isWanted = false;
      // What cannot be read now is read with the next message, or by polling.
      refreshTop().catch(() => undefined);
      held.timer = setTimeout(() => {
        held.timer = undefined;
        if (held.isWanted) run();
      }, PAUSE_MS);
    };
    run();
  }, [refreshTop]);
}
