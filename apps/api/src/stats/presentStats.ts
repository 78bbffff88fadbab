import type { StatsCounters, StatsValues } from '@kassahook/contracts/stats';
import { ATTEMPT_OUTCOMES, type AttemptOutcomeName } from '@kassahook/domain/attemptOutcome';
import { LATENCY_BUCKETS, latencyPercentile } from '@kassahook/domain/latencyBuckets';

/** Counters as the API shows them. */
export function presentStats({
  outcomes,
  firstAttempts,
  firstDelivered,
  latency,
}: StatsCounters): StatsValues {
  return {
    attempts: ATTEMPT_OUTCOMES.reduce((sum, name) => sum + outcomes[name], 0),
    outcomes: outcomesFrom((name) => outcomes[name]),
    firstAttempts,
    firstAttemptSuccess: firstAttempts === 0 ? null : firstDelivered / firstAttempts,
    latencyMs: {
      p50: latencyPercentile(latency, 0.5),
      p90: latencyPercentile(latency, 0.9),
      p95: latencyPercentile(latency, 0.95),
      p99: latencyPercentile(latency, 0.99),
    },
  };
}

/** The sum of counters of several steps. */
export function sumStats(all: readonly StatsCounters[]): StatsCounters {
  const sum = (read: (counters: StatsCounters) => number) =>
    all.reduce((total, counters) => total + read(counters), 0);
  return {
    outcomes: outcomesFrom((name) => sum(({ outcomes }) => outcomes[name])),
    firstAttempts: sum(({ firstAttempts }) => firstAttempts),
    firstDelivered: sum(({ firstDelivered }) => firstDelivered),
    latency: Array.from({ length: LATENCY_BUCKETS }, (_, bucket) =>
      sum(({ latency }) => latency[bucket] ?? 0),
    ),
  };
}

function outcomesFrom(read: (name: AttemptOutcomeName) => number): Record<AttemptOutcomeName, number> {
  return Object.fromEntries(ATTEMPT_OUTCOMES.map((name) => [name, read(name)])) as Record<
    AttemptOutcomeName,
    number
  >;
}
