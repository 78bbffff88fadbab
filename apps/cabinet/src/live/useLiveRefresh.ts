import { useCallback, useEffect, useRef } from 'react';
import { useLive } from './LiveProvider.js';
import type { LiveHandler, LiveMessage } from './liveFeed.js';

/** Messages of a busy account come in bursts: what a page lists is asked for twice a second at most. */
const GATHER_MS = 500;

/**
 * Refreshes a list of the page's own after messages that concern it; the first one after a reconnection always does.
 * @param refresh stable, e.g. `refreshTop` of usePages
 * @param concerns stable
 */
export function useLiveRefresh(
  refresh: () => void | Promise<void>,
  concerns: (message: LiveMessage) => boolean,
): void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const handler = useCallback<LiveHandler>(
    (message) => {
      const isGap = message.kind === 'reconnected' || message.kind === 'more';
      if (timer.current !== undefined || !(isGap || concerns(message))) return;
      timer.current = setTimeout(() => {
        timer.current = undefined;
        void refresh();
      }, GATHER_MS);
    },
    [refresh, concerns],
  );
  useLive(handler);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [handler],
  );
}
