import type { EventSource } from '@kassahook/domain/eventType';
import type { Clock } from '@kassahook/platform/clock';
import type { Metrics } from '@kassahook/platform/metrics';
import type { FanOutResult } from './fanOut.js';

export interface OutboxStats {
  size: number;
  oldestAt: Date | null;
}

export interface NotifierMetricsDeps {
  metrics: Metrics;
  clock: Clock;
  outboxStats: Readonly<Record<EventSource, () => Promise<OutboxStats>>>;
  queueDepths: () => Promise<Record<string, number>>;
}

/** The notifier's numbers; the depths of all queues are told here, because one notifier is enough to look. */
export function createNotifierMetrics({ metrics, clock, outboxStats, queueDepths }: NotifierMetricsDeps) {
  const events = metrics.counter('kassahook_events_total', 'events fanned out');
  const deliveries = metrics.counter(
    'kassahook_deliveries_created_total',
    'deliveries published by the fan-out',
  );
  const stale = metrics.counter('kassahook_stale_hints_total', 'hints whose event was already fanned out');
  const retries = metrics.counter('kassahook_fanout_retries_total', 'batches that failed and are repeated');
  const broken = metrics.counter(
    'kassahook_broken_messages_total',
    'messages that no schema knows, sent to the dead queue',
  );
  const relayed = metrics.counter('kassahook_relayed_total', 'hints that the relay published again');
  const lost = metrics.counter(
    'kassahook_events_lost_total',
    'events removed at twice their retention though a delivery still seemed to wait; alarm above 0',
  );
  const size = metrics.gauge('kassahook_outbox_size', 'events in an outbox', ['source']);
  const lag = metrics.gauge('kassahook_outbox_lag_seconds', 'age of the oldest event in an outbox', [
    'source',
  ]);
  const depth = metrics.gauge('kassahook_queue_depth', 'messages ready in a queue; alarm on `dead` above 0', [
    'queue',
  ]);

  metrics.beforeScrape(async () => {
    for (const source of ['postgres', 'mongo'] as const) {
      const { size: count, oldestAt } = await outboxStats[source]();
      size.set({ source }, count);
      lag.set({ source }, oldestAt ? Math.max(0, clock.now() - oldestAt.getTime()) / 1000 : 0);
    }
  });
  metrics.beforeScrape(async () => {
    for (const [queue, count] of Object.entries(await queueDepths())) depth.set({ queue }, count);
  });

  return {
    batch(result: FanOutResult): void {
      events.inc(result.events);
      deliveries.inc(result.deliveries);
      stale.inc(result.stale);
    },
    retry: () => retries.inc(),
    broken: () => broken.inc(),
    relayed: (count: number) => relayed.inc(count),
    eventsLost: (count: number) => lost.inc(count),
  };
}
