import { createDeviceClient } from '@kassahook/register/deviceClient';
import { untilAcknowledged } from './pace.js';

/** A register that says that it begins, and then never says anything again. */
export interface VanishingRegister {
  /** Ends when it has vanished, or with the signal. */
  run(signal: AbortSignal): Promise<void>;
}

export interface VanishingRegisterDeps {
  apiUrl: string;
  token: string;
  /** How many operations it takes with it. */
  count: number;
}

const SENDING_LIMIT_MS = 5_000;
const LIMIT_MS = 90_000;

/** Played by the suite: our own register comes back from everything, and the operations of this one must end without it. */
export function createVanishingRegister({ apiUrl, token, count }: VanishingRegisterDeps): VanishingRegister {
  return {
    async run(signal) {
      const client = createDeviceClient({ apiUrl, timeoutMs: SENDING_LIMIT_MS });
      // The same one comes again when its lease has run out meanwhile.
      const accepted = new Set<string>();

      async function takeNext(): Promise<void> {
        const { operation, reason } = await client.next(token, signal);
        if (signal.aborted) return;
        if (!operation) throw new Error(reason ?? 'no operation yet');
        const path = `device/operations/${operation.id}/accept`;
        const answer = await client.send(token, { path, body: { leaseId: operation.leaseId } });
        if (answer.kind !== 'accepted') throw new Error(answer.reason);
        accepted.add(operation.id);
      }

      try {
        while (accepted.size < count && !signal.aborted) {
          await untilAcknowledged(takeNext, { limitMs: LIMIT_MS, isDone: () => signal.aborted });
        }
      } finally {
        await client.close();
      }
    },
  };
}
