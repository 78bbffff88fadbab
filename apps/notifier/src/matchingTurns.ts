import { setImmediate as nextTurn } from 'node:timers/promises';

/** Costly filters on a whole batch take seconds, in which the connections' heartbeats must go on. */
const MATCHING_TURN_MS = 50;

/** Says when matching has taken its turn, and gives everybody else in the process theirs. @param now ms, of any clock */
export function createMatchingTurns(now: () => number) {
  let sinceMs = now();
  return {
    /** To be asked after each event: asking is cheaper than a promise of each. */
    isOver: (): boolean => now() - sinceMs >= MATCHING_TURN_MS,
    async giveOthers(): Promise<void> {
      await nextTurn();
      sinceMs = now();
    },
  };
}
