import { setTimeout as delay } from 'node:timers/promises';
import { errorCodeOf, toError } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';

/** Work that is done again and again, with a pause in between, until it is stopped. One that fails is logged and tried again. */
export function startPeriodic({
  name,
  intervalMs,
  work,
  logger,
}: {
  name: string;
  intervalMs: number;
  work: () => Promise<void>;
  logger: Logger;
}): { stop(): Promise<void> } {
  const stopping = new AbortController();
  async function loop(): Promise<void> {
    let failing = false;
    while (!stopping.signal.aborted) {
      try {
        await work();
        if (failing) logger.info({ work: name }, 'periodic.recovered');
        failing = false;
      } catch (error) {
        // Once per outage, not once per round.
        if (!failing)
          logger.warn({ work: name, code: errorCodeOf(error), err: toError(error) }, 'periodic.failed');
        failing = true;
      }
      await delay(intervalMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }
  const running = loop();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
