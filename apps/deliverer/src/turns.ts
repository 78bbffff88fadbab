import { setTimeout as delay } from 'node:timers/promises';
import type { DeliveryMessage } from '@kassahook/contracts/messages';
import { PACE_IN_MEMORY_MS, paceDelay } from '@kassahook/domain/pacing';
import type { Clock } from '@kassahook/platform/clock';

/** May an attempt of a webhook with a rate go? */
export type Turn =
  | { kind: 'now' }
  /** It holds the slot of `notBeforeMs` and waits for it in the queue of `delayMs`; `addedMs` is what a new slot adds to its wait. */
  | { kind: 'later'; notBeforeMs: number; rateSinceMs: number; delayMs: number; addedMs: number }
  | { kind: 'tooLong' };

export interface TurnsDeps {
  /** Reserves the next slot of a webhook over all workers: ms until it, or null when it is further off than the limit. */
  reserve: (slot: { webhookId: string; maxPerSecond: number; waitMaxMs: number }) => Promise<number | null>;
  clock: Clock;
  /** How long an attempt may wait for slots in all, ms. */
  waitLimitMs: number;
  /** Attempts fresh from a queue of others that may wait here at once. */
  hereMax?: number;
}

/** What a message says of its slot. */
type Slot = Pick<DeliveryMessage, 'notBeforeMs' | 'rateSinceMs'>;

/**
 * A slot that was missed by more than this is not used: after an hour without workers, all that waited would go in one second. Long
 * enough for a queue that is a little late.
 */
const LATE_MS = 1_000;
/** A quarter of a worker's prefetch: what waits in memory holds its message, and so does a receiver's neighbours up. */
const HERE_MAX = 50;

/**
 * Gives attempts of webhooks with a rate their turn. A slot is reserved once, in the order of arrival, and travels with the message. Near
 * slots are waited for here; everything else waits in the pacing queues, which bring it back before its slot, into a queue of its
 * own.
 */
export function createTurns({ reserve, clock, waitLimitMs, hereMax = HERE_MAX }: TurnsDeps) {
  let waitingHere = 0;

  /** @param onWait called before a wait in memory begins */
  return async function turnOf(
    webhook: { id: string; maxPerSecond: number },
    { notBeforeMs: held, rateSinceMs = clock.now() }: Slot,
    onWait: () => void,
  ): Promise<Turn> {
    let notBeforeMs = held;
    let addedMs = 0;
    if (notBeforeMs === undefined || clock.now() - notBeforeMs > LATE_MS) {
      const waitMaxMs = waitLimitMs - (clock.now() - rateSinceMs);
      const request = { webhookId: webhook.id, maxPerSecond: webhook.maxPerSecond, waitMaxMs };
      const waitMs = waitMaxMs > 0 ? await reserve(request) : null;
      if (waitMs === null) return { kind: 'tooLong' };
      addedMs = Math.ceil(waitMs);
      notBeforeMs = clock.now() + addedMs;
    }
    const leftMs = notBeforeMs - clock.now();
    if (leftMs <= 0) return { kind: 'now' };
    const isFresh = held === undefined;
    if (leftMs > PACE_IN_MEMORY_MS || (isFresh && waitingHere >= hereMax)) {
      return { kind: 'later', notBeforeMs, rateSinceMs, delayMs: paceDelay(leftMs), addedMs };
    }
    onWait();
    if (isFresh) waitingHere += 1;
    await delay(leftMs);
    if (isFresh) waitingHere -= 1;
    return { kind: 'now' };
  };
}
export type Turns = ReturnType<typeof createTurns>;
