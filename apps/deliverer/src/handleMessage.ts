import { setTimeout as delay } from 'node:timers/promises';
import { attemptMessageSchema, type BatchMessage, type DeliveryMessage } from '@kassahook/contracts/messages';
import { parseMessage } from '@kassahook/contracts/parseMessage';
import { errorCodeOf, toError } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';
import type { OutageStanding } from '@kassahook/platform/outageWatch';
import { messageOf } from './batches.js';
import type { DeliverBatch } from './deliverBatch.js';
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
  deliverBatch: DeliverBatch;
  /** Publishes what no schema knows to the dead queue, with the reason; confirmed. */
  bury: (body: Buffer, reason: string) => Promise<void>;
  /** Is a dependency of ours down? Then a fault says nothing about the message: it is tried again, and in a long outage it goes back. */
  outage: () => Promise<OutageStanding>;
  /** Aborted when the process stops: what cannot be finished goes back. */
  stopping: AbortSignal;
  metrics: DelivererMetrics;
  logger: Logger;
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;
/** Faults with every dependency up, after which a message goes back; the queue's delivery limit ends it in `dead`. */
const TRIES_BEFORE_GIVING_BACK = 4;

/** What is done with one delivery; a queue may have its own. */
type HandleDelivery = (message: DeliveryMessage, redelivered: boolean) => Promise<DeliveryEnd>;

/**
 * Creates the one function that parses, handles and settles a message of attempts: one of them, several first ones, or a batch.
 * A fault of ours is repeated in place: the message stays unacked, so an outage of minutes uses up neither the queue's delivery limit nor
 * the delivery's attempts. In a longer one, which the broker would not wait out, it goes back once, to a queue that nobody reads meanwhile.
 * @throws what a message keeps meeting though all dependencies are up: the queue counts it, and its limit ends in `dead`
 */
export function createHandleMessage(deps: HandleMessageDeps) {
  const { deliverBatch, bury, outage, stopping, metrics, logger } = deps;
  /** Copies of one attempt (a repeat, or the redelivery after a lost connection) wait for each other. */
  const underWay = new Map<string, Promise<void>>();

  return (deliver: HandleDelivery) =>
    async function handle(taken: TakenMessage): Promise<void> {
      const parsed = parseMessage(attemptMessageSchema, taken.body.toString('utf8'));
      if ('reason' in parsed) {
        await repeatedly(taken, async () => {
          await bury(taken.body, parsed.reason);
          metrics.broken();
          logger.error({ reason: parsed.reason }, 'message.broken');
        });
        return;
      }
      const { message: read } = parsed;
      if (read.v === 3) {
        await repeatedly(taken, (repeated) => batch(read, taken.redelivered || repeated));
        return;
      }
      // Each ends by itself; what is repeated after a fault is only what has not ended.
      let left = read.v === 1 ? [read] : unpackFirstAttempts(read);
      await repeatedly(taken, async (repeated) => {
        const works = left.map((message) => one(message, taken.redelivered || repeated, deliver));
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
        const standing = await outage();
        tries = standing === 'up' ? tries + 1 : 1;
        if (tries >= TRIES_BEFORE_GIVING_BACK) throw error;
        if (standing === 'long' || stopping.aborted) {
          taken.requeue();
          return;
        }
      }
      await delay(pauseMs, undefined, { signal: stopping }).catch(() => undefined);
    }
  }

  async function one(message: DeliveryMessage, mayBeRepeat: boolean, deliver: HandleDelivery): Promise<void> {
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

  async function batch(message: BatchMessage, mayBeRepeat: boolean): Promise<void> {
    const keys = message.deliveries.map(({ deliveryId }) => `${deliveryId}:${message.attempt}`);
    const anyUnderWay = () => keys.map((key) => underWay.get(key)).find((other) => other !== undefined);
    let isCopy = false;
    for (let other = anyUnderWay(); other; other = anyUnderWay()) {
      isCopy = true;
      await other;
    }
    const work = deliverBatch(message, mayBeRepeat || isCopy);
    const settled = work.then(noop, noop);
    for (const key of keys) underWay.set(key, settled);
    try {
      const ends = await work;
      for (const delivery of message.deliveries) {
        const end = ends.get(delivery.deliveryId);
        if (!end) throw new Error('a delivery of a batch has no end');
        metrics.ended(end);
        logEnd(messageOf(message, delivery), end);
      }
    } finally {
      for (const key of keys) if (underWay.get(key) === settled) underWay.delete(key);
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
      case 'sentToBatch':
        return logger.info({ deliveryId, webhookId, eventId, attempt, rung }, 'delivery.sent_to_batch');
      case 'known': {
        const { state } = end.attempt;
        return logger.info({ deliveryId, webhookId, eventId, attempt, rung, state }, 'delivery.repeated');
      }
      case 'attempted': {
        const { state, errorClass, response, timings, nextAttemptAt, batchId } = end.attempt;
        const status = response?.status ?? null;
        const ms = timings?.totalMs ?? null;
        // One literal: merging two objects costs more than the rest of this function.
        logger.info(
          {
            deliveryId,
            webhookId,
            eventId,
            attempt,
            rung,
            state,
            errorClass,
            status,
            ms,
            nextAttemptAt,
            batchId,
          },
          'delivery.attempted',
        );
      }
    }
  }
}

function noop(): void {
  // A copy waits for the end of the other, whatever that end is.
}
