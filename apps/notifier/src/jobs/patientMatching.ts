import type { StoredEvent } from '@kassahook/contracts/event';
import type { Subscription } from '@kassahook/contracts/subscription';
import { FILTER_STEPS_MAX } from '@kassahook/domain/filter';
import type { FilterAllowance } from '@kassahook/domain/filterAllowance';
import { createMatching } from '@kassahook/domain/matching';
import { createMatchingTurns } from '../matchingTurns.js';

export interface PatientMatchingDeps {
  /** Of jobs alone: what they use up is not to be missing where fresh events are matched. */
  allowance: FilterAllowance;
  wait: (ms: number) => Promise<void>;
  /** ms, of a clock that is never set back. */
  now: () => number;
}

/** Two of the costliest events have theirs back after it. */
const WAIT_MS = 50;

/**
 * Creates the question whether a webhook hears a stored event, for jobs. A job has time: where fresh events are heard without a look once an account's
 * filters have used up their allowance, it waits until one filter's steps are back, and the fan-out of this process has its turn meanwhile.
 */
export function createPatientMatching({ allowance, wait, now }: PatientMatchingDeps) {
  const matching = createMatching<Subscription>({ allowance });
  const turns = createMatchingTurns(now);

  return async function hears(webhook: Subscription, event: StoredEvent): Promise<boolean> {
    while (allowance.leftOf(event.accountId) < FILTER_STEPS_MAX) await wait(WAIT_MS);
    const isHeard = matching(event, [webhook]).length > 0;
    if (turns.isOver()) await turns.giveOthers();
    return isHeard;
  };
}
