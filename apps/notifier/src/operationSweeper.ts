import type { EventHint } from '@kassahook/contracts/messages';
import type { Clock } from '@kassahook/platform/clock';
import { errorCodeOf } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';

/** How many operations came to which end. */
interface Swept {
  timedOut: number;
  lost: number;
  filed: number;
}

export interface OperationSweeperDeps {
  sweep: (round: { now: Date; limit: number }) => Promise<Swept>;
  clock: Clock;
  logger: Logger;
}

const BATCH = 200;

/**
 * Creates the round that ends operations whose time is over. It lives here, beside the relay, because it is the same kind of work: what
 * somebody left behind, or what nobody was there to do.
 */
export function createOperationSweeper({ sweep, clock, logger }: OperationSweeperDeps) {
  return async function round(): Promise<void> {
    for (;;) {
      const swept = await sweep({ now: new Date(clock.now()), limit: BATCH });
      const count = swept.timedOut + swept.lost + swept.filed;
      if (count > 0) logger.info({ ...swept }, 'operations.swept');
      if (count < BATCH) return;
    }
  };
}

/** Announces what the sweep committed; a hint that is lost costs seconds, the relay finds the event. */
export function createHintAnnouncer({
  publish,
  logger,
}: {
  publish: (hints: readonly EventHint[]) => Promise<void>;
  logger: Logger;
}) {
  return function announce(hints: readonly EventHint[]): void {
    publish(hints).catch((error: unknown) => {
      logger.debug({ hints: hints.length, code: errorCodeOf(error) }, 'hints.not_published');
    });
  };
}
