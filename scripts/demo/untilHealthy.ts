import { setTimeout as delay } from 'node:timers/promises';
import { ServiceError } from '../services/types.js';

const ANSWER_LIMIT_MS = 3_000;
const PAUSE_MS = 100;

export interface UntilHealthyOptions {
  timeoutMs: number;
  /** Named in the error. */
  logsDir: string;
  /** Ends the waiting. */
  signal: AbortSignal;
}

/**
 * Waits until each address answers 200.
 * @param urls name → address of its readiness
 * @throws ServiceError naming what did not become ready, and where to look; the signal's reason when it ends the waiting
 */
export async function untilHealthy(
  urls: Readonly<Record<string, string>>,
  { timeoutMs, logsDir, signal }: UntilHealthyOptions,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let waiting = Object.entries(urls);
  for (;;) {
    const answers = await Promise.all(waiting.map(([, url]) => isReady(url, signal)));
    signal.throwIfAborted();
    waiting = waiting.filter((_, index) => answers[index] !== true);
    if (waiting.length === 0) return;
    if (Date.now() > deadline) {
      const names = waiting.map(([name]) => name).join(', ');
      throw new ServiceError(
        `not ready after ${timeoutMs / 1000} s: ${names}`,
        `Type: tail -n 50 ${logsDir}/*.log`,
      );
    }
    await delay(PAUSE_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

async function isReady(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    const answer = await fetch(url, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_LIMIT_MS)]),
    });
    await answer.arrayBuffer();
    return answer.status === 200;
  } catch {
    return false;
  }
}
