/** Where a delivery stands; the words of an attempt's `state`. */
type State = 'delivered' | 'waiting' | 'dead' | 'cancelled';

/** What the state of a delivery needs to know of each of its attempts. */
export interface StateOfAttempt {
  attempt: number;
  trigger: 'schedule' | 'manual';
  /** What the delivery came to with this attempt, as `decide` said. */
  state: State;
}

/** The number of a delivery's first attempt; a resend is numbered after those that there are. */
const FIRST = 1;

/**
 * The state of a delivery, from its attempts in any order: it is derived, never stored, so that it cannot disagree with them.
 *
 * | attempts | state |
 * |---|---|
 * | none yet | waiting: it was fanned out, its first attempt is on the way |
 * | one delivered, whoever asked for it and whenever | delivered |
 * | scheduled ones | that of the last scheduled: a resend that fails changes nothing while the schedule goes on |
 * | a manual one that came before any other, and none of the schedule's | waiting: the first of the schedule is still on its way |
 * | later manual ones only (the log of the scheduled ones has expired) | that of the last manual |
 */
export function deliveryStateOf(attempts: readonly StateOfAttempt[]): State {
  let scheduled: StateOfAttempt | undefined;
  let manual: StateOfAttempt | undefined;
  let isResentFirst = false;
  for (const attempt of attempts) {
    if (attempt.state === 'delivered') return 'delivered';
    if (attempt.trigger === 'manual') {
      manual = later(attempt, manual);
      isResentFirst ||= attempt.attempt === FIRST;
    } else scheduled = later(attempt, scheduled);
  }
  if (scheduled) return scheduled.state;
  return manual && !isResentFirst ? manual.state : 'waiting';
}

/** The later by number; of equal numbers (two resends asked for at once) the one that comes later in the list. */
function later(attempt: StateOfAttempt, other: StateOfAttempt | undefined): StateOfAttempt {
  return other && other.attempt > attempt.attempt ? other : attempt;
}
