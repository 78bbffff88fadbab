/**
 * libs/testing: what tests of several packages share: waiting for conditions, namespaces on the real services, a scripted receiver.
 * Production code never imports it.
 * It fakes nothing: Postgres, MongoDB, Redis and RabbitMQ are the ones that the environment names.
 * A test that cannot find a service fails with the command to type.
 * No test sleeps: it waits for a condition.
 */

export interface WaitOptions {
  /** Total limit in ms. */
  timeoutMs?: number;
  /** Pause between looks in ms. */
  intervalMs?: number;
  /** What is waited for, for the error. */
  what?: string;
}

/**
 * Looks until `look` returns something other than undefined, null or false, and returns it.
 * @throws Error naming what was waited for and the last error that `look` threw
 */
export async function waitFor<T>(
  look: () => T | Promise<T>,
  { timeoutMs = 15_000, intervalMs = 20, what = 'condition' }: WaitOptions = {},
): Promise<Exclude<T, undefined | null | false>> {
  const deadline = Date.now() + timeoutMs;
  let lastError: unknown;
  for (;;) {
    try {
      const found = await look();
      if (found !== undefined && found !== null && found !== false) {
        return found as Exclude<T, undefined | null | false>;
      }
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `waited ${timeoutMs} ms in vain for: ${what}`,
        lastError ? { cause: lastError } : undefined,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, intervalMs));
  }
}
