import type { ATTEMPT_OUTCOMES } from '@kassahook/domain/attemptOutcome';
import type { SparkStep } from '../../ui/Sparkline.js';

type Outcomes = Record<(typeof ATTEMPT_OUTCOMES)[number], number>;

interface CountedHour {
  /** When the hour began, UTC. */
  at: string;
  outcomes: Outcomes;
}

export interface WebhookDay {
  /** 24 of them, oldest first; the last one is the hour that goes on. */
  steps: SparkStep[];
  delivered: number;
  failed: number;
  /** Between 0 and 1, of requests that were made; null when there were none. */
  success: number | null;
  /** Most failures were no answer at all, rather than an answer that is an error. */
  isSilent: boolean;
}

const HOUR_MS = 3_600_000;
const HOURS = 24;

/** The last 24 hours of a webhook from its statistics by the hour. What was never sent (the webhook was off) is no failure of the address. */
export function webhookDay(hours: readonly CountedHour[], nowMs: number): WebhookDay {
  const lastHour = Math.floor(nowMs / HOUR_MS);
  const steps = Array.from({ length: HOURS }, () => ({ delivered: 0, failed: 0 }));
  let [silent, erring] = [0, 0];
  for (const { at, outcomes } of hours) {
    const step = steps[HOURS - 1 - (lastHour - Math.floor(Date.parse(at) / HOUR_MS))];
    if (!step) continue;
    const unanswered = outcomes.timeout + outcomes.noAnswer;
    const answered = outcomes.redirect + outcomes.clientError + outcomes.serverError;
    step.delivered += outcomes.delivered;
    step.failed += unanswered + answered;
    silent += unanswered;
    erring += answered;
  }
  const delivered = steps.reduce((sum, step) => sum + step.delivered, 0);
  const failed = silent + erring;
  return {
    steps,
    delivered,
    failed,
    success: delivered + failed === 0 ? null : delivered / (delivered + failed),
    isSilent: silent > erring,
  };
}
