import type { Clock } from './clock.js';
import { toError } from './errors.js';
import type { Logger } from './logger.js';

/** Is a dependency down, and for so long that nothing is to be held any more? */
export type OutageStanding = 'up' | 'down' | 'long';

export interface OutageWatchDeps {
  /** Does a dependency not answer now? */
  isOutage: () => Promise<boolean>;
  /** Stops the intake; called once when an outage gets long. */
  pause: () => Promise<void>;
  /** Starts it again; called once when all dependencies answer. */
  resume: () => Promise<void>;
  clock: Clock;
  logger: Logger;
  /** From when on an outage is long, ms. */
  longAfterMs?: number;
  /** Between looks while the intake is paused, ms. */
  lookMs?: number;
}

/**
 * RabbitMQ closes a channel over a message that was held for 30 minutes: that counts towards the delivery limit of all its messages, and
 * what is given out again is then held twice. Ten minutes leave room for what waits elsewhere in the process.
 */
const LONG_AFTER_MS = 600_000;
const LOOK_MS = 5_000;
/** Whoever meets an outage looks every few seconds: after a pause of so long it is another outage. */
const GAP_MS = 60_000;

/**
 * Watches how long an outage of a dependency lasts. A short one is waited out with the messages in hand; in a long one whoever holds a
 * message gives it back, and the intake is paused until all dependencies answer.
 */
export function createOutageWatch(deps: OutageWatchDeps) {
  const { isOutage, pause, resume, clock, logger, longAfterMs = LONG_AFTER_MS, lookMs = LOOK_MS } = deps;
  let sinceMs: number | null = null;
  let seenAtMs = 0;
  let isLong = false;
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;

  async function look(): Promise<OutageStanding> {
    if (isLong) return 'long';
    const isDown = await isOutage();
    const now = clock.now();
    if (!isDown) sinceMs = null;
    else if (sinceMs === null || now - seenAtMs > GAP_MS) sinceMs = now;
    seenAtMs = now;
    if (sinceMs === null) return 'up';
    if (now - sinceMs < longAfterMs) return 'down';
    begin(now - sinceMs);
    return 'long';
  }

  function begin(ms: number): void {
    // Another may have come to the same meanwhile.
    if (isLong) return;
    isLong = true;
    sinceMs = null;
    logger.error({ ms }, 'outage.long: the intake is paused');
    void pause()
      .catch((error: unknown) => logger.error({ err: toError(error) }, 'outage.pause_failed'))
      .then(lookLater);
  }

  function lookLater(): void {
    if (!isStopped) timer = setTimeout(() => void lookAgain(), lookMs).unref();
  }

  async function lookAgain(): Promise<void> {
    if ((await isOutage()) || isStopped) {
      lookLater();
      return;
    }
    isLong = false;
    logger.info('outage.over: the intake goes on');
    await resume().catch((error: unknown) => logger.error({ err: toError(error) }, 'outage.resume_failed'));
  }

  return {
    /** To be asked after each failure. */
    look,
    /** The process stops: the intake stays as it is. */
    stop(): void {
      isStopped = true;
      if (timer) clearTimeout(timer);
    },
  };
}
export type OutageWatch = ReturnType<typeof createOutageWatch>;
