import { setTimeout as delay } from 'node:timers/promises';

/** Runs `work` again and again, so many times a second, one after another, until `signal` says stop; what has begun is finished. */
export async function atRate(
  perSecond: number,
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<void> {
  const gapMs = 1_000 / perSecond;
  let dueMs = Date.now();
  while (!signal.aborted) {
    await work();
    // A second of debt at most: an outage is not followed by a flood.
    dueMs = Math.max(dueMs + gapMs, Date.now() - 1_000);
    await delay(Math.max(0, dueMs - Date.now()), undefined, { signal }).catch(() => undefined);
  }
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;

/**
 * Repeats a write until it is acknowledged, as a client must that does not know whether its lost answer was a yes.
 * @param isDone says of an error that it means: an earlier try was committed
 * @throws the last error, when there was none but errors for `limitMs`
 */
export async function untilAcknowledged(
  write: () => Promise<unknown>,
  { isDone = () => false, limitMs }: { isDone?: (error: unknown) => boolean; limitMs: number },
): Promise<void> {
  const deadline = Date.now() + limitMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      await write();
      return;
    } catch (error) {
      if (isDone(error)) return;
      if (Date.now() > deadline) throw error;
    }
    await delay(pauseMs);
  }
}
