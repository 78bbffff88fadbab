import type { KassahookError } from './kassahookError.js';

export interface RetryOptions {
  /** Requests that one call makes at most, the first one included. */
  attemptsMax: number;
  /** Before the first repeat at most this; each time the double. */
  baseDelayMs: number;
  delayMaxMs: number;
  /** A `Retry-After` beyond this is not waited for: the call fails, and says when to come back. */
  retryAfterMaxMs: number;
}

export const DEFAULT_RETRIES: RetryOptions = {
  attemptsMax: 4,
  baseDelayMs: 250,
  delayMaxMs: 10_000,
  retryAfterMaxMs: 60_000,
};

interface FailedAttempt {
  error: KassahookError;
  /** 1 for the first. */
  attempt: number;
  /** True when doing it twice is doing it once: an idempotent method, or an Idempotency-Key. */
  isRepeatable: boolean;
  /** Between 0 and 1. */
  random: number;
}

/** How long to wait before the request is made again; null when it is not. */
export function retryDelayMs(
  { error, attempt, isRepeatable, random }: FailedAttempt,
  { attemptsMax, baseDelayMs, delayMaxMs, retryAfterMaxMs }: RetryOptions,
): number | null {
  if (attempt >= attemptsMax || !isWorthRepeating(error, isRepeatable)) return null;
  const { retryAfterMs = 0 } = error;
  if (retryAfterMs > retryAfterMaxMs) return null;
  // Full jitter: clients that failed together do not come back together.
  return retryAfterMs + random * Math.min(delayMaxMs, baseDelayMs * 2 ** (attempt - 1));
}

function isWorthRepeating({ status, code }: KassahookError, isRepeatable: boolean): boolean {
  // Refused before anything was done, so repeating is safe whatever it was.
  if (status === 429) return true;
  if (!isRepeatable) return false;
  // Our own earlier attempt, whose answer was lost, is still under way.
  if (code === 'IDEMPOTENCY_IN_FLIGHT') return true;
  return status === 0 || (status >= 500 && status !== 501);
}
