import type { EventHint } from '@kassahook/contracts/messages';
import type { Clock } from '@kassahook/platform/clock';
import { errorCodeOf } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';
import type { Metrics } from '@kassahook/platform/metrics';

export interface HintPublisherDeps {
  /** Publishes hints, confirmed. */
  publish: (hints: EventHint[]) => Promise<void>;
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
  let waiting: EventHint[] = [];
  let pending = 0;
  let failedSinceLog = 0;
  let loggedAtMs = -Infinity;

  function failed(
    count: number,
    { code, result }: { code: string | null; result: 'failed' | 'skipped' },
  ): void {
    results.inc({ result }, count);
    failedSinceLog += count;
    if (clock.now() - loggedAtMs < LOG_INTERVAL_MS) return;
    logger.warn({ hints: failedSinceLog, code }, 'hints.not_published');
    loggedAtMs = clock.now();
    failedSinceLog = 0;
  }

  function sendWaiting(): void {
    const hints = waiting;
    waiting = [];
    publish(hints)
      .then(
        () => results.inc({ result: 'published' }, hints.length),
        (error: unknown) => failed(hints.length, { code: errorCodeOf(error), result: 'failed' }),
      )
      .finally(() => (pending -= hints.length));
  }

  return function announce(hints: readonly EventHint[]): void {
    const taken = hints.slice(0, Math.max(0, PENDING_MAX - pending));
    if (taken.length < hints.length) failed(hints.length - taken.length, { code: null, result: 'skipped' });
    if (taken.length === 0) return;
    // What is committed in the same turn of the event loop goes together.
    if (waiting.length === 0) setImmediate(sendWaiting);
    waiting.push(...taken);
    pending += taken.length;
  };
}
