import { setTimeout as delay } from 'node:timers/promises';
import { ServiceError } from '../services/types.js';

/**
 * Waits until each address answers 200.
 * @param urls name → address of its readiness
 * @throws ServiceError naming what did not become ready, and where to look
 */
export async function untilHealthy(
  urls: Readonly<Record<string, string>>,
  timeoutMs: number,
  logsDir: string,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let waiting = Object.entries(urls);
  for (;;) {
    const answers = await Promise.all(waiting.map(([, url]) => isReady(url)));
    waiting = waiting.filter((_, index) => answers[index] !== true);
    if (waiting.length === 0) return;
    if (Date.now() > deadline) {
      const names = waiting.map(([name]) => name).join(', ');
      throw new ServiceError(
        `not ready after ${timeoutMs / 1000} s: ${names}`,
        `Type: tail -n 50 ${logsDir}/*.log`,
      );
    }
    await delay(100);
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(3_000) });
    await answer.arrayBuffer();
    return answer.status === 200;
  } catch {
    return false;
  }
}
