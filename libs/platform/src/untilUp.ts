import { setTimeout as delay } from 'node:timers/promises';
import { errorCodeOf, toError } from './errors.js';
import type { Logger } from './logger.js';

export interface UntilUpOptions {
  /** The dependency's name, for the log. */
  name: string;
  attempt: () => Promise<void>;
  logger: Logger;
  signal: AbortSignal;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Tries until the dependency answers, for as long as it takes: start order does not matter. Says once that it waits and once
 * that it goes on.
 * @throws the signal's reason when the process stops meanwhile
 */
export async function untilUp({ name, attempt, logger, signal }: UntilUpOptions): Promise<void> {
  let pauseMs = FIRST_PAUSE_MS;
  for (let tries = 1; ; tries += 1) {
    signal.throwIfAborted();
    try {
      await attempt();
      if (tries > 1) logger.info({ dependency: name, tries }, 'dependency.up');
      return;
    } catch (error) {
      if (tries === 1) {
        const reason = { code: errorCodeOf(error), reason: toError(error).message };
        logger.warn({ dependency: name, ...reason }, 'dependency.waiting');
      }
    }
    await delay(pauseMs, undefined, { signal });
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }
}
