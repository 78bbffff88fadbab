import { endpointKey } from '@kassahook/contracts/subscription';
import type { EndpointGate } from './endpointGate.js';

export interface RestWatchOptions {
  gate: Pick<EndpointGate, 'resting' | 'hasten'>;
  /** The last sign of each endpoint that has answered a moment ago. Must not throw. */
  signs: (endpoints: readonly string[]) => Promise<Map<string, string>>;
  everyMs?: number;
}

/** One read of Redis for all endpoints that rest; none while none does. */
const EVERY_MS = 1_000;
/** Endpoints of one read, which Redis does in one go. */
const READ_MAX = 500;

/**
 * Listens, while endpoints rest in this worker, for signs that they answer: another worker's probe or a person's resend or test got through, or the
 * owner has switched the webhook on. Each worker has a breaker of its own, and without this its part of the deliveries would wait to the
 * end of its rest, though the endpoint is well.
 */
export function createRestWatch({ gate, signs, everyMs = EVERY_MS }: RestWatchOptions) {
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | null = null;

  async function look(): Promise<void> {
    const resting = gate.resting();
    for (let from = 0; from < resting.length; from += READ_MAX) {
      const part = resting.slice(from, from + READ_MAX);
      const heard = await signs(part.map(endpointKey));
      for (const endpoint of part) {
        const sign = heard.get(endpointKey(endpoint));
        if (sign !== undefined) gate.hasten(endpoint, sign);
      }
    }
  }

  return {
    start(): void {
      timer = setInterval(() => {
        looking ??= look().finally(() => {
          looking = null;
        });
      }, everyMs);
    },
    /** Resolves when nothing is asked any more. */
    async stop(): Promise<void> {
      clearInterval(timer);
      await looking;
    },
  };
}
