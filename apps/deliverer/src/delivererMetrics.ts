import { LATENCY_BUCKETS_SECONDS, type Metrics } from '@kassahook/platform/metrics';
import type { BreakerState } from '@kassahook/domain/breaker';
import type { DeliveryEnd } from './deliveryEnd.js';

export interface DelivererMetricsDeps {
  metrics: Metrics;
  breakerCounts: () => Record<BreakerState, number>;
  inFlight: () => number;
}

/** The deliverer's numbers, and the one function that counts a delivery's end. */
export function createDelivererMetrics({ metrics, breakerCounts, inFlight }: DelivererMetricsDeps) {
  const deliveries = metrics.counter(
    'kassahook_deliveries_total',
    'deliveries by what an attempt made of them',
    ['state'],
  );
  const attempts = metrics.counter('kassahook_attempts_total', 'attempts by error class; ok = acknowledged', [
    'class',
  ]);
  const parked = metrics.counter(
    'kassahook_parked_total',
    'attempts set aside because their endpoint is busy or broken',
  );
  const paced = metrics.counter(
    'kassahook_paced_total',
    'attempts set aside until their turn at their webhook’s rate',
  );
  const sentToBatch = metrics.counter(
    'kassahook_sent_to_batch_total',
    'deliveries that came alone and went on to be gathered into a batch',
  );
  const known = metrics.counter('kassahook_repeats_total', 'messages whose attempt was already logged');
  const broken = metrics.counter(
    'kassahook_broken_messages_total',
    'messages that no schema knows, sent to the dead queue',
  );
  const failures = metrics.counter(
    'kassahook_delivery_faults_total',
    'messages given back because a dependency of ours failed',
  );
  const duration = metrics.histogram(
    'kassahook_attempt_duration_seconds',
    'a request from start to the last byte of its answer',
    LATENCY_BUCKETS_SECONDS,
  );
  const commitToAttempt = metrics.histogram(
    'kassahook_commit_to_first_attempt_seconds',
    'from the change of the entity to the start of the first request',
    LATENCY_BUCKETS_SECONDS,
  );
  const breakers = metrics.gauge('kassahook_breakers', 'endpoints by state of their breaker', ['state']);
  const busy = metrics.gauge('kassahook_deliveries_in_flight', 'messages that this worker holds');
  metrics.beforeScrape(() => {
    for (const [state, count] of Object.entries(breakerCounts())) breakers.set({ state: state }, count);
    busy.set(inFlight());
    return Promise.resolve();
  });

  return {
    ended(end: DeliveryEnd): void {
      if (end.kind === 'parked') return parked.inc();
      if (end.kind === 'paced') return paced.inc();
      if (end.kind === 'sentToBatch') return sentToBatch.inc();
      if (end.kind === 'known') return known.inc();
      const { attempt } = end;
      deliveries.inc({ state: attempt.state });
      attempts.inc({ class: attempt.errorClass ?? 'ok' });
      if (attempt.timings) duration.observe(attempt.timings.totalMs / 1000);
      if (attempt.attempt === 1 && attempt.request) {
        commitToAttempt.observe(Math.max(0, attempt.at.getTime() - attempt.occurredAt.getTime()) / 1000);
      }
    },
    broken: () => broken.inc(),
    fault: () => failures.inc(),
  };
}
export type DelivererMetrics = ReturnType<typeof createDelivererMetrics>;
