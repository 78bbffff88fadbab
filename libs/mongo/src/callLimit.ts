import { AppError } from '@kassahook/platform/errors';

/**
 * The longest that a call of the driver may take, in ms: longer than the waits of one command together (4 s to find a server, 5 s for a
 * socket, 15 s on it), because those are the ones that tell what is wrong.
 *
 * It is needed all the same. The driver (7.8) waits for `drain` when a write is not taken at once, and a socket that was closed a
 * moment before never says so: the kill suite met commands that neither succeeded nor failed, hours later. Whoever waits for one, holds
 * messages or a place in a batch for ever.
 */
export const CALL_LIMIT_MS = 30_000;

/**
 * Settles as `call` does, or rejects after the limit. The call itself goes on; every write is idempotent, so what it does later is
 * harmless.
 */
export async function withinLimit<T>(call: () => Promise<T>, limitMs = CALL_LIMIT_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(hangs(limitMs)), limitMs);
  });
  try {
    return await Promise.race([call(), late]);
  } finally {
    clearTimeout(timer);
  }
}

function hangs(limitMs: number): AppError {
  return new AppError(`MongoDB failed: no answer within ${limitMs} ms`, {
    code: 'MONGO_FAILED',
    status: 503,
    expose: false,
    retryable: true,
  });
}
