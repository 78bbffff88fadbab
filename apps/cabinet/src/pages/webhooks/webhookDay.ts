import type { AttemptOutcomeName } from '@kassahook/domain/attemptOutcome';

/** True when what failed was mostly no answer at all, rather than an answer that is an error. */
export function isSilent(outcomes: Readonly<Record<AttemptOutcomeName, number>>): boolean {
  const unanswered = outcomes.timeout + outcomes.noAnswer;
  return unanswered > outcomes.redirect + outcomes.clientError + outcomes.serverError;
}
