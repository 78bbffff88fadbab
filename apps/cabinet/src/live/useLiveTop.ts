import { useCallback, useEffect, useRef } from 'react';
import type { LiveMessage } from './liveFeed.js';
import { useLive } from './LiveProvider.js';

/** A shop floor that sells ten times a second asks for its journal once. */
const PAUSE_MS = 1_000;

/**
 * Refreshes the beginning of a journal when something of its kind happens, at once and then at most once a second.
 * @param type of the entity that the journal lists
 * @param refreshTop of `usePages`; it must be stable
 */
export function useLiveTop(type: string, refreshTop: () => Promise<void>): void {
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
  const refresh = useCallback(() => {
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
  useLive(
    useCallback(
      ({ kind, data }: LiveMessage) => {
        const isOurs = kind === 'event' && data['type'] === type;
        if (isOurs || kind === 'more' || kind === 'reconnected') refresh();
      },
      [type, refresh],
    ),
  );
}
