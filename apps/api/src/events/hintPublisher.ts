import type { EventHint } from '@kassahook/contracts/messages';
import type { Clock } from '@kassahook/platform/clock';
import { errorCodeOf } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';
import type { Metrics } from '@kassahook/platform/metrics';

export interface HintPublisherDeps {
  /** Publishes one hint, confirmed. */
  publish: (hint: EventHint) => Promise<void>;
  logger: Logger;
  metrics: Metrics;
  clock: Clock;
}

/**
 * Hints that may be on their way. While the broker is down each one waits for its timeout; what is above this is left to the relay,
 * so that an outage costs a bounded amount of memory. Two windows of the publisher.
 */
const PENDING_MAX = 2_000;
const LOG_INTERVAL_MS = 1_000;

/**
 * Announces what was committed. Nobody waits for it: the commit has happened and the outbox holds the event, so a hint that is lost
 * costs seconds (the relay finds the event), while a client that waited for the broker would pay on every write.
 */
export function createHintPublisher({ publish, logger, metrics, clock }: HintPublisherDeps) {
  const results = metrics.counter('event_hints_total', 'hints of committed events, by result', ['result']);
  let pending = 0;
  let failedSinceLog = 0;
  let loggedAtMs = -Infinity;

  function failed(code: string | null, result: 'failed' | 'skipped'): void {
    results.inc({ result });
    failedSinceLog += 1;
    if (clock.now() - loggedAtMs < LOG_INTERVAL_MS) return;
    logger.warn({ hints: failedSinceLog, code }, 'hints.not_published');
    loggedAtMs = clock.now();
    failedSinceLog = 0;
  }

  return function announce(hints: readonly EventHint[]): void {
    for (const hint of hints) {
      if (pending >= PENDING_MAX) {
        failed(null, 'skipped');
        continue;
      }
      pending += 1;
      publish(hint)
        .then(
          () => results.inc({ result: 'published' }),
          (error: unknown) => failed(errorCodeOf(error), 'failed'),
        )
        .finally(() => (pending -= 1));
    }
  };
}
