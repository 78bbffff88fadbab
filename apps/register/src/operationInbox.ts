import type { TakenOperation } from './registerState.js';

export interface OperationInboxDeps {
  /** One long poll; never rejects. */
  next: (signal: AbortSignal) => Promise<{ operation: TakenOperation | null; reason: string | null }>;
  /** Pauses after polls that were answered at once with nothing, or not at all. */
  pause: (failures: number, signal: AbortSignal) => Promise<void>;
}

/** Where the next fiscal operation arrives while the register does other things. */
export interface OperationInbox {
  /**
   * Resolves when there is one, or with the signal. Asks as long as it takes, also while the register sells; it never asks while one is
   * in the box or in work, because `arrival` is called by an idle register only.
   */
  arrival(signal: AbortSignal): Promise<void>;
  /** Takes it out. */
  take(): TakenOperation | null;
}

/** An answer that comes sooner is not one of an API that waits: asking again at once would be a storm. */
const WAITED_MS = 500;

export function createOperationInbox({ next, pause }: OperationInboxDeps): OperationInbox {
  let held: TakenOperation | null = null;
  let asking: Promise<void> | null = null;

  async function ask(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!held && !signal.aborted) {
      const askedMs = performance.now();
      const { operation, reason } = await next(signal);
      held = operation;
      const isQuick = performance.now() - askedMs < WAITED_MS;
      failures = reason === null && !isQuick ? 0 : failures + 1;
      if (!operation && failures > 0) await pause(failures, signal);
    }
    asking = null;
  }

  return {
    arrival: (signal) => (held ? Promise.resolve() : (asking ??= ask(signal))),
    take() {
      const operation = held;
      held = null;
      return operation;
    },
  };
}
