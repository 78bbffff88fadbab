import { useCallback } from 'react';
import type { LiveMessage } from './liveFeed.js';
import { useLive } from './LiveProvider.js';
import { useThrottledRefresh } from './useThrottledRefresh.js';

/**
 * Refreshes the beginning of a journal when something of its kind happens, at once and then at most once a second.
 * @param type of the entity that the journal lists; null for all of them
 * @param refreshTop of `usePages`; it must be stable
 */
export function useLiveTop(type: string | null, refreshTop: () => Promise<void>): void {
  const refresh = useThrottledRefresh(refreshTop);
  useLive(
    useCallback(
      ({ kind, data }: LiveMessage) => {
        const isOurs = kind === 'event' && (type === null || data['type'] === type);
        if (isOurs || kind === 'more' || kind === 'reconnected') refresh();
      },
      [type, refresh],
    ),
  );
}
