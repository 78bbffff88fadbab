import { useCallback } from 'react';
import type { LiveMessage } from './liveFeed.js';
import { useLiveRefresh } from './useLiveRefresh.js';

/**
 * Refreshes the beginning of a journal when something of its kind happens.
 * @param type of the entity that the journal lists; null for all of them
 * @param refreshTop of `usePages`
 */
export function useLiveTop(type: string | null, refreshTop: () => Promise<void>): void {
  const concerns = useCallback(
    ({ kind, data }: LiveMessage) => kind === 'event' && (type === null || data['type'] === type),
    [type],
  );
  useLiveRefresh(refreshTop, concerns);
}
