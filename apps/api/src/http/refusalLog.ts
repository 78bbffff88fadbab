import type { Logger } from '@kassahook/platform/logger';
import type { RefusedRequest } from './unreadRequest.js';

const MINUTE_MS = 60_000;
/** No limit of requests holds for what never became one, and a disk is not to be filled by it: 10 KB a minute. */
const LINES_PER_MINUTE = 60;

export interface RefusalLogDeps {
  logger: Logger;
  /** Of a clock that is never set back, ms. */
  now: () => number;
  linesPerMinute?: number;
}

/**
 * Creates the log of what was answered before any middleware saw it: a line with the id that its client may quote. A minute has so many at
 * most; the first line after those says how many had none.
 */
export function createRefusalLog({ logger, now, linesPerMinute = LINES_PER_MINUTE }: RefusalLogDeps) {
  let endsAtMs = 0;
  let lines = 0;
  let unlogged = 0;

  return function refused(request: RefusedRequest): void {
    const atMs = now();
    if (atMs >= endsAtMs) {
      endsAtMs = atMs + MINUTE_MS;
      lines = 0;
    }
    if (lines >= linesPerMinute) {
      unlogged += 1;
      return;
    }
    lines += 1;
    logger.info({ ...request, ...(unlogged > 0 && { unlogged }) }, 'http.refused');
    unlogged = 0;
  };
}
