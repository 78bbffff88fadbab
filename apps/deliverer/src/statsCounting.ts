import type { Attempt } from '@kassahook/contracts/attempt';
import { isCallback } from '@kassahook/contracts/event';
import {
  STATS_STEPS,
  STATS_STEP_MS,
  type DeliveryCounters,
  type StatsCounters,
  type StatsStep,
} from '@kassahook/contracts/stats';
import {
  ATTEMPT_OUTCOMES,
  attemptOutcomeOf,
  type AttemptOutcomeName,
} from '@kassahook/domain/attemptOutcome';
import { LATENCY_BUCKETS, latencyBucketOf } from '@kassahook/domain/latencyBuckets';

/** What is counted of an attempt. */
export type CountedAttempt = Pick<
  Attempt,
  | 'webhookId'
  | 'accountId'
  | 'type'
  | 'entityId'
  | 'at'
  | 'attempt'
  | 'trigger'
  | 'state'
  | 'errorClass'
  | 'timings'
  | 'nextAttemptAt'
>;

/** Counters of a webhook, or of all of an account's, in one step. */
export interface CountedStep extends StatsCounters, DeliveryCounters {
  accountId: string;
  subjectId: string;
  step: StatsStep;
  at: Date;
}

/** What the attempts say about a webhook's health. */
export interface CountedHealth {
  accountId: string;
  webhookId: string;
  lastSuccessAt: Date | null;
  lastFailureAt: Date | null;
  /** The first failure after the last success. */
  failingSince: Date | null;
  /** Failures after the last success. */
  failuresInRow: number;
}

/** Counters that attempts are added to. One count costs about a microsecond: six small objects are touched. */
export function createStatsCounting() {
  const steps = new Map<string, CountedStep>();
  const health = new Map<string, CountedHealth>();

  function count(counters: CountedStep, attempt: CountedAttempt, outcome: AttemptOutcomeName): void {
    counters.outcomes[outcome] += 1;
    // What a resend came to is no end of the delivery's schedule.
    if (attempt.state === 'dead' && attempt.trigger === 'schedule') counters.dead += 1;
    if (outcome === 'notSent') return;
    if (attempt.trigger === 'schedule' && attempt.attempt === 1) {
      counters.firstAttempts += 1;
      if (outcome === 'delivered') counters.firstDelivered += 1;
    }
    if (!attempt.timings) return;
    const bucket = latencyBucketOf(attempt.timings.totalMs);
    counters.latency[bucket] = (counters.latency[bucket] ?? 0) + 1;
  }

  function stepOf(
    subjectId: string,
    step: StatsStep,
    { accountId, at }: Pick<CountedAttempt, 'accountId' | 'at'>,
  ): CountedStep {
    const startMs = at.getTime() - (at.getTime() % STATS_STEP_MS[step]);
    const key = `${subjectId}:${step}:${startMs}`;
    let counters = steps.get(key);
    if (!counters) {
      const outcomes = Object.fromEntries(ATTEMPT_OUTCOMES.map((name) => [name, 0]));
      counters = {
        ...{ accountId, subjectId, step },
        at: new Date(startMs),
        outcomes: outcomes as Record<AttemptOutcomeName, number>,
        firstAttempts: 0,
        firstDelivered: 0,
        dead: 0,
        due: 0,
        latency: new Array<number>(LATENCY_BUCKETS).fill(0),
      };
      steps.set(key, counters);
    }
    return counters;
  }

  /** Into the minute in which it is due: by then it is over, whatever becomes of it. */
  function countRetry(subjectId: string, { accountId, nextAttemptAt, trigger }: CountedAttempt): void {
    if (nextAttemptAt === null || trigger !== 'schedule') return;
    stepOf(subjectId, 'minute', { accountId, at: nextAttemptAt }).due += 1;
  }

  function noteHealth({ webhookId, accountId, at }: CountedAttempt, outcome: AttemptOutcomeName): void {
    // What was not sent says nothing about the endpoint.
    if (outcome === 'notSent') return;
    const known = health.get(webhookId) ?? {
      ...{ accountId, webhookId },
      lastSuccessAt: null,
      lastFailureAt: null,
      failingSince: null,
      failuresInRow: 0,
    };
    health.set(webhookId, known);
    if (outcome === 'delivered') {
      if (!known.lastSuccessAt || at > known.lastSuccessAt) known.lastSuccessAt = at;
      if (known.failingSince && known.failingSince <= at) {
        // Attempts come in the order of their ends: a failure that began after this success still stands.
        const stands = known.lastFailureAt !== null && known.lastFailureAt > at;
        known.failingSince = stands ? known.lastFailureAt : null;
        known.failuresInRow = stands ? 1 : 0;
      }
      return;
    }
    if (!known.lastFailureAt || at > known.lastFailureAt) known.lastFailureAt = at;
    if (known.lastSuccessAt && at <= known.lastSuccessAt) return;
    known.failuresInRow += 1;
    if (!known.failingSince || at < known.failingSince) known.failingSince = at;
  }

  return {
    add(attempt: CountedAttempt): void {
      const outcome = attemptOutcomeOf(attempt.errorClass);
      for (const step of STATS_STEPS) count(stepOf(attempt.accountId, step, attempt), attempt, outcome);
      countRetry(attempt.accountId, attempt);
      // Each callback is an endpoint of one operation only: counters of its own would be rows for years that nobody can ask for.
      if (isCallback(attempt)) return;
      for (const step of STATS_STEPS) count(stepOf(attempt.webhookId, step, attempt), attempt, outcome);
      countRetry(attempt.webhookId, attempt);
      noteHealth(attempt, outcome);
    },
    /** Counters so far: how much memory they hold, and what a flush must write. */
    size: () => steps.size,
    stats: (): CountedStep[] => [...steps.values()],
    health: (): CountedHealth[] => [...health.values()],
  };
}
export type StatsCounting = ReturnType<typeof createStatsCounting>;
