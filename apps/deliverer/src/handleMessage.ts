import { setTimeout as delay } from 'node:timers/promises';
import { attemptMessageSchema, type DeliveryMessage } from '@kassahook/contracts/messages';
import { parseMessage } from '@kassahook/contracts/parseMessage';
import { errorCodeOf, toError } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';
import type { DeliveryEnd } from './deliveryEnd.js';
import type { DelivererMetrics } from './delivererMetrics.js';
import { unpackFirstAttempts } from './unpackFirstAttempts.js';

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
 * Creates the one function that parses, handles and settles a message of attempts: one of them, or several first ones.
 * A fault of ours is repeated in place: the message stays unacked, so an outage of hours uses up neither the queue's delivery
 * limit nor the delivery's attempts.
 * @throws what a message keeps meeting though all dependencies are up: the queue counts it, and its limit ends in `dead`
 */
export function createHandleMessage(deps: HandleMessageDeps) {
  const { deliver, bury, isOutage, stopping, metrics, logger } = deps;
  /** Copies of one attempt (a repeat, or the redelivery after a lost connection) wait for each other. */
  const underWay = new Map<string, Promise<void>>();

  return async function handle(taken: TakenMessage): Promise<void> {
    const parsed = parseMessage(attemptMessageSchema, taken.body.toString('utf8'));
    if ('reason' in parsed) {
      await repeatedly(taken, async () => {
        await bury(taken.body, parsed.reason);
        metrics.broken();
        logger.error({ reason: parsed.reason }, 'message.broken');
      });
      return;
    }
    // Each ends by itself; what is repeated after a fault is only what has not ended.
    let left = parsed.message.v === 1 ? [parsed.message] : unpackFirstAttempts(parsed.message);
    await repeatedly(taken, async (repeated) => {
      const works = left.map((message) => one(message, taken.redelivered || repeated));
      const ends = await Promise.allSettled(works);
      left = left.filter((_message, index) => ends[index]?.status === 'rejected');
      const failure = ends.find((end) => end.status === 'rejected');
      if (failure) throw toError(failure.reason);
    });
  };

  /** Does a message's work until it is done, and settles the message. */
  async function repeatedly(taken: TakenMessage, work: (repeated: boolean) => Promise<void>): Promise<void> {
    let tries = 0;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      try {
        await work(tries > 0);
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
  }

  async function one(message: DeliveryMessage, mayBeRepeat: boolean): Promise<void> {
    const key = `${message.deliveryId}:${message.resendId ?? message.attempt}`;
    let isCopy = false;
    for (let other = underWay.get(key); other; other = underWay.get(key)) {
      isCopy = true;
      await other;
    }
    const work = deliver(message, mayBeRepeat || isCopy);
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
    const { deliveryId, webhookId, eventId, attempt, rung } = message;
    switch (end.kind) {
      case 'parked': {
        const { parks } = message;
        const line = { deliveryId, webhookId, eventId, attempt, rung, parks, delayMs: end.delayMs };
        return logger.info(line, 'delivery.parked');
      }
      case 'paced': {
        const { notBeforeMs } = end;
        return logger.info({ deliveryId, webhookId, eventId, attempt, rung, notBeforeMs }, 'delivery.paced');
      }
      case 'known': {
        const { state } = end.attempt;
        return logger.info({ deliveryId, webhookId, eventId, attempt, rung, state }, 'delivery.repeated');
      }
      case 'attempted': {
        const { state, errorClass, response, timings, nextAttemptAt } = end.attempt;
        const status = response?.status ?? null;
        const ms = timings?.totalMs ?? null;
        // One literal: merging two objects costs more than the rest of this function.
        logger.info(
          { deliveryId, webhookId, eventId, attempt, rung, state, errorClass, status, ms, nextAttemptAt },
          'delivery.attempted',
        );
      }
    }
  }
}

function noop(): void {
  // A copy waits for the end of the other, whatever that end is.
}
