import { setTimeout as delay } from 'node:timers/promises';
import { deliveryMessageSchema, type DeliveryMessage } from '@kassahook/contracts/messages';
import { parseMessage } from '@kassahook/contracts/parseMessage';
import { errorCodeOf, toError } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';
import type { DeliveryEnd } from './deliver.js';
import type { DelivererMetrics } from './delivererMetrics.js';

/** A message as the queue hands it over, and the ways it may be settled: exactly one of them. */
export interface TakenMessage {
  body: Buffer;
  redelivered: boolean;
  ack(): void;
  requeue(): void;
}

export interface HandleMessageDeps {
  deliver: (message: DeliveryMessage, redelivered: boolean) => Promise<DeliveryEnd>;
  /** Publishes what no schema knows to the dead queue, with the reason; confirmed. */
  bury: (body: Buffer, reason: string) => Promise<void>;
  /** Is a dependency of ours down? Then a fault says nothing about the message, and it is tried for as long as it takes. */
  isOutage: () => Promise<boolean>;
  /** Aborted when the process stops: what cannot be finished goes back. */
  stopping: AbortSignal;
  metrics: DelivererMetrics;
  logger: Logger;
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;
/** Faults with every dependency up, after which a message goes back; the queue's delivery limit ends it in `dead`. */
const TRIES_BEFORE_GIVING_BACK = 4;

/**
 * Creates the one function that parses, handles and settles a delivery message.
 * A fault of ours is repeated in place: the message stays unacked, so an outage of hours uses up neither the queue's delivery
 * limit nor the delivery's attempts.
 * @throws what a message keeps meeting though all dependencies are up: the queue counts it, and its limit ends in `dead`
 */
export function createHandleMessage(deps: HandleMessageDeps) {
  const { deliver, bury, isOutage, stopping, metrics, logger } = deps;
  /** Copies of one attempt (a repeat, or the redelivery after a lost connection) wait for each other. */
  const underWay = new Map<string, Promise<void>>();

  return async function handle(taken: TakenMessage): Promise<void> {
    let tries = 0;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      try {
        await once(taken, tries > 0);
        taken.ack();
        return;
      } catch (error) {
        metrics.fault();
        logger.error({ err: toError(error), code: errorCodeOf(error) }, 'message.fault');
        tries = (await isOutage()) ? 1 : tries + 1;
        if (tries >= TRIES_BEFORE_GIVING_BACK) throw error;
      }
      if (stopping.aborted) {
        taken.requeue();
        return;
      }
      await delay(pauseMs, undefined, { signal: stopping }).catch(() => undefined);
    }
  };

  async function once(taken: TakenMessage, repeated: boolean): Promise<void> {
    const parsed = parseMessage(deliveryMessageSchema, taken.body.toString('utf8'));
    if ('reason' in parsed) {
      await bury(taken.body, parsed.reason);
      metrics.broken();
      logger.error({ reason: parsed.reason }, 'message.broken');
      return;
    }
    const { message } = parsed;
    const key = `${message.deliveryId}:${message.resendId ?? message.attempt}`;
    let isCopy = false;
    for (let other = underWay.get(key); other; other = underWay.get(key)) {
      isCopy = true;
      await other;
    }
    const work = deliver(message, taken.redelivered || repeated || isCopy);
    const settled = work.then(noop, noop);
    underWay.set(key, settled);
    try {
      const end = await work;
      metrics.ended(end);
      logEnd(message, end);
    } finally {
      if (underWay.get(key) === settled) underWay.delete(key);
    }
  }

  function logEnd(message: DeliveryMessage, end: DeliveryEnd): void {
    const { deliveryId, webhookId, eventId, attempt, rung, parks } = message;
    const ids = { deliveryId, webhookId, eventId, attempt, rung };
    switch (end.kind) {
      case 'parked':
        return logger.info({ ...ids, parks, delayMs: end.delayMs }, 'delivery.parked');
      case 'known':
        return logger.info({ ...ids, state: end.attempt.state }, 'delivery.repeated');
      case 'attempted': {
        const { state, errorClass, response, timings, nextAttemptAt } = end.attempt;
        const facts = {
          state,
          errorClass,
          status: response?.status ?? null,
          ms: timings?.totalMs ?? null,
          nextAttemptAt,
        };
        return logger.info({ ...ids, ...facts }, 'delivery.attempted');
      }
    }
  }
}

function noop(): void {
  // A copy waits for the end of the other, whatever that end is.
}
