import { z } from 'zod';
import { ATTEMPT_OUTCOMES, type AttemptOutcomeName } from '@kassahook/domain/attemptOutcome';
import { ownQuery } from './ownQuery.js';
import { queryRange } from './queryInstant.js';

/** The steps in which attempts are counted, in UTC. */
export const STATS_STEPS = ['minute', 'hour', 'day'] as const;
export type StatsStep = (typeof STATS_STEPS)[number];
export const STATS_STEP_MS: Readonly<Record<StatsStep, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/** Counters of one step of a webhook or an account. */
export interface StatsCounters {
  outcomes: Record<AttemptOutcomeName, number>;
  /** First attempts of deliveries that were made, and how many of them were acknowledged. */
  firstAttempts: number;
  firstDelivered: number;
  /** Requests by bucket of their total time. */
  latency: number[];
}

/** What is counted of deliveries, beside their attempts. */
export interface DeliveryCounters {
  /** Deliveries that the schedule ended as dead in this step. */
  dead: number;
  /** Retries that are due in this step, which is one to come when they are counted. By minute only. */
  due: number;
}

/** The query of `GET /api/stats` and `GET /api/webhooks/:id/stats`; without `from` and `to` the last day. */
export const statsQuery = ownQuery({
  ...queryRange,
  step: z.enum(STATS_STEPS).default('hour'),
});

const share = z.number().min(0).max(1).nullable();
const ms = z.number().nullable();

export const statsValuesSchema = z.object({
  attempts: z.int(),
  outcomes: z.object(
    Object.fromEntries(ATTEMPT_OUTCOMES.map((name) => [name, z.int()])) as Record<
      AttemptOutcomeName,
      z.ZodInt
    >,
  ),
  firstAttempts: z.int(),
  /** The share of first attempts that were acknowledged; null when there were none. */
  firstAttemptSuccess: share,
  /** Of requests, whatever their answer; read from buckets, so roughly right. */
  latencyMs: z.object({ p50: ms, p90: ms, p95: ms, p99: ms }),
});
export type StatsValues = z.infer<typeof statsValuesSchema>;

export const statsAnswerSchema = z.object({
  query: z.object({ from: z.string(), to: z.string(), step: z.enum(STATS_STEPS) }),
  summary: statsValuesSchema,
  /** Steps in which something was attempted, oldest first; the others are left out. */
  data: z.array(statsValuesSchema.extend({ at: z.string() })),
});
export type StatsAnswer = z.infer<typeof statsAnswerSchema>;

/** The answer to `GET /api/webhooks/:id/health`. */
export const healthViewSchema = z.object({
  /** `unknown`: nothing was attempted yet, or since it was switched on. */
  state: z.enum(['unknown', 'healthy', 'failing', 'disabled']),
  lastSuccessAt: z.string().nullable(),
  lastFailureAt: z.string().nullable(),
  /** The first failure since which there was no success. */
  failingSince: z.string().nullable(),
  failuresInRow: z.int(),
  /** When it will be switched off if nothing succeeds before; null while it does not fail. */
  disableAt: z.string().nullable(),
  /** Until when its breaker gives the endpoint a rest, in which attempts are parked; null while it does not, or nobody can tell. */
  restsUntil: z.string().nullable(),
  disabledReason: z.string().nullable(),
  disabledAt: z.string().nullable(),
});
export type HealthView = z.infer<typeof healthViewSchema>;
