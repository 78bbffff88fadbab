import { batchBody, batchItem } from '@kassahook/contracts/event';
import type { BatchedDelivery, BatchMessage } from '@kassahook/contracts/messages';
import { endpointOf, type Subscription } from '@kassahook/contracts/subscription';
import { errorClassOf } from '@kassahook/domain/outcome';
import { attemptIdOf } from '@kassahook/platform/ids';
import type { EndpointOutcome } from './admitted.js';
import { messageOf, withDeliveries } from './batches.js';
import type { BatchEnds, BatchStations, LoggedDelivery } from './batchStations.js';
import { CLAIM_SLACK_MS, isUnsendable, type Deliver, type DeliverDeps } from './deliver.js';
import type { Posted } from './postDelivery.js';

export interface DeliverBatchDeps extends Omit<DeliverDeps, 'post' | 'webhookOf'> {
  webhookOf: (batch: BatchMessage) => Promise<Subscription | undefined>;
  post: (batch: BatchMessage, webhook: Subscription, body: string) => Promise<Posted>;
  batchStations: BatchStations;
  /** For deliveries of a batch that was never tried, when its webhook wants none any more. */
  deliver: Deliver;
}

/**
 * Makes one attempt of a batch, in the order and with the guarantees of a single delivery: one request, one answer, one decision. Only what
 * is known to be done already, or in another copy's hands, leaves it; the rest is then a batch of its own, with an id of its own, so that a
 * receiver never sees one id with two contents.
 * @throws whatever a dependency of ours throws
 */
export function createDeliverBatch(deps: DeliverBatchDeps) {
  const { gate, clock, places, stations, batchStations, turns } = deps;

  return async function deliverBatch(batch: BatchMessage, redelivered: boolean): Promise<BatchEnds> {
    const ends: BatchEnds = new Map();
    const add = (more: BatchEnds): void => more.forEach((end, id) => ends.set(id, end));
    const mayBeCopy = redelivered || batch.repeat || batch.attempt > 1;
    let left = batch;
    if (mayBeCopy || batch.parks > 0 || batch.notBeforeMs !== undefined) {
      const known = await loggedOf(batch);
      if (known.length > 0) add(await batchStations.follow(batch, known));
      left = without(batch, ends);
      if (left.deliveries.length === 0) {
        await turns.giveUp(batch);
        return ends;
      }
    }
    const webhook = await deps.webhookOf(batch);
    if (!webhook?.isActive) {
      await turns.giveUp(batch);
      add(await batchStations.end(left, webhook ? 'WEBHOOK_DISABLED' : 'WEBHOOK_DELETED'));
    } else if (webhook.batch === undefined && batch.attempt === 1) {
      await turns.giveUp(batch);
      const alone = left.deliveries.map(async (delivery) => {
        ends.set(delivery.deliveryId, await deps.deliver(messageOf(left, delivery), redelivered));
      });
      await Promise.all(alone);
    } else add(await attempt(left, webhook, mayBeCopy));
    return ends;
  };

  async function attempt(batch: BatchMessage, webhook: Subscription, mayBeCopy: boolean): Promise<BatchEnds> {
    const { id, maxPerSecond } = webhook;
    const attemptId = `${batch.batchId}:${batch.attempt}`;
    if (maxPerSecond !== undefined) {
      const rest = gate.restOf(endpointOf(webhook));
      if (rest) return batchStations.park(batch, rest);
      const turn = await turns.turnOf({ id, maxPerSecond }, { ...batch, attemptId }, holdsNoPlace);
      if (turn.kind === 'tooLong') return batchStations.end(batch, 'RATE_WAITED_TOO_LONG');
      if (turn.kind === 'later') return batchStations.pace(batch, turn);
    }
    // Batches that were tried before are bounded by the prefetch of their queue.
    const leave = batch.attempt === 1 ? await places.take() : holdsNoPlace;
    try {
      const admitted = await gate.admit(endpointOf(webhook));
      if (admitted.kind !== 'go') return await batchStations.park(batch, admitted);
      const startedAtMs = clock.now();
      let seen: EndpointOutcome = 'unknown';
      let sent: Sent | null = null;
      try {
        sent = await send(batch, webhook, mayBeCopy);
        if (sent.posted) seen = errorClassOf(sent.posted.outcome) === null ? 'succeeded' : 'failed';
      } catch (error) {
        if (!isUnsendable(error)) throw error;
      } finally {
        admitted.done(seen);
        leave();
      }
      if (!sent) return await batchStations.end(batch, 'UNSENDABLE');
      const { ends, left, posted } = sent;
      if (posted)
        (await batchStations.finish(left, posted, startedAtMs)).forEach((end, one) => ends.set(one, end));
      return ends;
    } finally {
      leave();
    }
  }

  /** What of a batch went out, and how those ended that did not. */
  interface Sent {
    ends: BatchEnds;
    left: BatchMessage;
    posted: Posted | null;
  }

  async function send(batch: BatchMessage, webhook: Subscription, mayBeCopy: boolean): Promise<Sent> {
    const ends: BatchEnds = new Map();
    let left = batch;
    if (mayBeCopy) {
      const held = await heldByOthers(batch, webhook);
      if (held.length > 0) {
        const parked = await batchStations.park(withDeliveries(batch, held), { kind: 'claimed' });
        parked.forEach((end, id) => ends.set(id, end));
        left = without(batch, ends);
      }
    }
    const items: string[] = [];
    const bodies = await Promise.all(
      left.deliveries.map(async ({ body, eventId }) => body ?? (await deps.bodyOf(eventId))),
    );
    for (const [index, delivery] of left.deliveries.entries()) {
      const body = bodies[index] ?? null;
      if (body !== null) items.push(batchItem(delivery, body));
      else ends.set(delivery.deliveryId, await stations.end(messageOf(left, delivery), 'EVENT_LOST'));
    }
    left = without(left, ends);
    if (items.length === 0) return { ends, left, posted: null };
    return { ends, left, posted: await deps.post(left, webhook, batchBody(items)) };
  }

  async function loggedOf(batch: BatchMessage): Promise<LoggedDelivery[]> {
    const found = await Promise.all(
      batch.deliveries.map(async (delivery) => {
        const logged = await deps.loggedAttempt(attemptIdOf(delivery.deliveryId, batch.attempt));
        return logged ? [{ delivery, logged }] : [];
      }),
    );
    return found.flat();
  }

  async function heldByOthers(batch: BatchMessage, { timeoutMs }: Subscription): Promise<BatchedDelivery[]> {
    const ttlMs = timeoutMs + CLAIM_SLACK_MS;
    const claimed = await Promise.all(
      batch.deliveries.map(({ deliveryId }) => deps.claim(attemptIdOf(deliveryId, batch.attempt), ttlMs)),
    );
    return batch.deliveries.filter((_delivery, index) => !claimed[index]);
  }
}
export type DeliverBatch = ReturnType<typeof createDeliverBatch>;

/** The batch without those that have ended. */
function without(batch: BatchMessage, ends: BatchEnds): BatchMessage {
  return withDeliveries(
    batch,
    batch.deliveries.filter(({ deliveryId }) => !ends.has(deliveryId)),
  );
}

function holdsNoPlace(): void {
  // It has none yet, or needs none.
}
