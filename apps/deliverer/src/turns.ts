import type { DeliveryMessage } from '@kassahook/contracts/messages';
import { paceDelay } from '@kassahook/domain/pacing';
import { createRateQueue, type RateQueueDeps } from './rateQueue.js';

/** May an attempt of a webhook with a rate go? */
export type Turn =
  | { kind: 'now' }
  /** It keeps `ratePlace` in the line, and waits in the queue of `delayMs`; `addedMs` is what that adds to its wait. */
  | {
      kind: 'later';
      ratePlace: number;
      notBeforeMs: number;
      rateSinceMs: number;
      delayMs: number;
      addedMs: number;
    }
  | { kind: 'tooLong' };

export interface TurnsDeps extends RateQueueDeps {
  /**
   * Takes a place in a webhook's line, over all workers: null when it goes now instead, undefined when the wait would be longer than
   * the limit.
   */
  take: (request: {
    webhookId: string;
    attemptId: string;
    maxPerSecond: number;
    waitMaxMs: number;
  }) => Promise<{ place: number; waitMs: number } | null | undefined>;
  /** Gives a place up that is not needed any more; never fails. */
  giveUp: (webhookId: string, place: number) => Promise<void>;
  /** How long an attempt may wait for its turns in all, ms. */
  waitLimitMs: number;
  /** Attempts fresh from a queue of others that may wait here at once. */
  hereMax?: number;
}

/** What a message says of its place. */
type Place = Pick<DeliveryMessage, 'ratePlace' | 'notBeforeMs' | 'rateSinceMs'>;
/** One attempt, of a delivery or of a batch. */
type Attempting = Place & { attemptId: string };

/** A quarter of a worker's prefetch: what waits in memory holds its message, and so does a receiver's neighbours up. */
const HERE_MAX = 50;

/**
 * Gives attempts of webhooks with a rate their turn. A place is taken once, in the order of arrival, and travels with the message until
 * the attempt has gone. Near turns are waited for here; everything else waits in the pacing queues, which bring it back before its
 * turn, into a queue of its own.
 */
export function createTurns({ take, ask, giveUp, clock, waitLimitMs, hereMax = HERE_MAX }: TurnsDeps) {
  const queue = createRateQueue({ ask, clock });
  let waitingHere = 0;

  /** @param onWait called before a wait in memory begins */
  async function turnOf(
    webhook: { id: string; maxPerSecond: number },
    { attemptId, ratePlace, notBeforeMs: expectedMs, rateSinceMs = clock.now() }: Attempting,
    onWait: () => void,
  ): Promise<Turn> {
    const waitMaxMs = waitLimitMs - (clock.now() - rateSinceMs);
    let place = ratePlace;
    let waitMs = 0;
    if (place === undefined) {
      const { id: webhookId, maxPerSecond } = webhook;
      const request = { webhookId, attemptId, maxPerSecond, waitMaxMs };
      const taken = waitMaxMs > 0 ? await take(request) : undefined;
      if (taken === undefined) return { kind: 'tooLong' };
      if (taken === null) return { kind: 'now' };
      ({ place, waitMs } = taken);
    }
    const ratePlaceNow = place;
    const later = (leftMs: number): Turn => {
      const notBeforeMs = Math.ceil(clock.now() + leftMs);
      const addedMs = Math.max(0, notBeforeMs - (expectedMs ?? clock.now()));
      const delayMs = paceDelay(leftMs);
      return { kind: 'later', ratePlace: ratePlaceNow, notBeforeMs, rateSinceMs, delayMs, addedMs };
    };
    const isFresh = expectedMs === undefined;
    if (paceDelay(waitMs) > 0 || (isFresh && waitingHere >= hereMax)) return later(waitMs);
    onWait();
    if (isFresh) waitingHere += 1;
    const leftMs = await queue.stand(webhook, { place, notBeforeMs: expectedMs ?? clock.now() + waitMs });
    if (isFresh) waitingHere -= 1;
    if (leftMs === 0) return { kind: 'now' };
    if (leftMs <= waitMaxMs) return later(leftMs);
    await giveUp(webhook.id, place);
    return { kind: 'tooLong' };
  }

  return {
    turnOf,
    /** For a message that ends without its turn: who is behind it in the line need not wait for it. */
    giveUp: async ({ webhookId, ratePlace }: Place & { webhookId: string }): Promise<void> => {
      if (ratePlace !== undefined) await giveUp(webhookId, ratePlace);
    },
  };
}
export type Turns = ReturnType<typeof createTurns>;
