import { useSyncExternalStore } from 'react';
import { createPageClock } from './pageClock.js';

/** One clock for the page: everything that says "5 seconds ago" changes together. */
const clock = createPageClock();

/** The current time in milliseconds, to the second. */
export function useNow(): number {
  return useSyncExternalStore(clock.listen, clock.now);
}

/** The local day, `2026-11-22`: what is "today's" is another thing after midnight. */
export function useToday(): string {
  return useSyncExternalStore(clock.listen, clock.today);
}
