import { useCallback } from 'react';
import { useLive } from './LiveProvider.js';
import type { LiveMessage } from './liveFeed.js';
import { useThrottledRefresh } from './useThrottledRefresh.js';

/**
 * Refreshes a list of the page's own after messages that concern it, at once and then at most once a second; the first message after a
 * reconnection always concerns it.
 * @param refresh e.g. `refreshTop` of usePages
 * @param concerns stable
 */
export function useLiveRefresh(
  refresh: () => void | Promise<void>,
  concerns: (message: LiveMessage) => boolean,
): void {
  const ask = useThrottledRefresh(refresh);
  useLive(
    useCallback(
      (message: LiveMessage) => {
        const isGap = message.kind === 'reconnected' || message.kind === 'more';
        if (isGap || concerns(message)) ask();
      },
      [ask, concerns],
    ),
  );
}
