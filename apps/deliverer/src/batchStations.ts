import type { Attempt } from '@kassahook/contracts/attempt';
import type { BatchedDelivery, BatchMessage } from '@kassahook/contracts/messages';
import { decide } from '@kassahook/domain/decide';
import type { InternalErrorClass } from '@kassahook/domain/outcome';
import { parksAfter, type SetAside } from '@kassahook/domain/parking';
import { attemptOf, isSame, notPosted } from './attemptOf.js';
import { messageOf, withDeliveries } from './batches.js';
import type { DeliveryEnd } from './deliveryEnd.js';
import { parkingOf } from './parkingOf.js';
import type { Posted } from './postDelivery.js';
import type { StationsDeps, WaitingPlace } from './stations.js';
import type { Turn } from './turns.js';

/** How each delivery of a batch ended, by delivery id. */
export type BatchEnds = Map<string, DeliveryEnd>;

/** A delivery whose attempt is in the log already. */
export interface LoggedDelivery {
  delivery: BatchedDelivery;
  logged: Attempt;
}

export type BatchStationsDeps = Omit<StationsDeps, 'publishLater'> & {
  /** Publishes to a waiting queue, confirmed. */
  publishLater: (batch: BatchMessage, place: WaitingPlace) => Promise<void>;
};

/**
 * The stations of a batch: it waits and climbs as one, while each of its deliveries gets its own attempt in the log, so that where a
 * delivery stands is told by its own attempts, in a batch or not.
 */
export function createBatchStations(deps: BatchStationsDeps) {
  const { ladder, clock, worker } = deps;

  async function park(batch: BatchMessage, because: SetAside): Promise<BatchEnds> {
    const parking = parkingOf({ ...batch, trigger: 'schedule' }, because, deps);
    if (!parking) return end(batch, 'PARKED_TOO_LONG');
    const { delayMs, parkedSinceMs } = parking;
    const parked = { ...batch, parks: parksAfter(because, batch.parks), parkedSinceMs };
    delete parked.notBeforeMs;
    await deps.publishLater(parked, { kind: 'park', delayMs });
    return endsOf(batch, { kind: 'parked', delayMs });
  }

  async function pace(batch: BatchMessage, turn: Turn & { kind: 'later' }): Promise<BatchEnds> {
    const { ratePlace, notBeforeMs, rateSinceMs, delayMs, addedMs } = turn;
    const { parkedSinceMs } = batch;
    const paced = {
      ...batch,
      ratePlace,
      notBeforeMs,
      rateSinceMs,
      ...(parkedSinceMs !== undefined && { parkedSinceMs: parkedSinceMs + addedMs }),
    };
    await deps.publishLater(paced, { kind: 'pace', delayMs });
    return endsOf(batch, { kind: 'paced', notBeforeMs });
  }

  function end(batch: BatchMessage, errorClass: InternalErrorClass): Promise<BatchEnds> {
    return finish(batch, notPosted(errorClass), clock.now());
  }

  async function finish(batch: BatchMessage, posted: Posted, startedAtMs: number): Promise<BatchEnds> {
    // One decision for all: they had one answer, and are due again together.
    const decision = decide(posted.outcome, { rung: batch.rung, trigger: 'schedule' }, ladder, clock.now());
    const made = { posted, decision, startedAtMs, worker };
    const { batchId } = batch;
    const ends: BatchEnds = new Map();
    const others: LoggedDelivery[] = [];
    await Promise.all(
      batch.deliveries.map(async (delivery) => {
        const attempt = { ...attemptOf(messageOf(batch, delivery), made), batchId };
        const first = (await deps.record(attempt)) ? null : await deps.loggedAttempt(attempt.id);
        if (first && !isSame(first, attempt)) others.push({ delivery, logged: first });
        else ends.set(delivery.deliveryId, { kind: 'attempted', attempt, decision });
      }),
    );
    if (others.length > 0) for (const [id, known] of await follow(batch, others)) ends.set(id, known);
    const own = batch.deliveries.filter(({ deliveryId }) => ends.get(deliveryId)?.kind === 'attempted');
    if (own.length === 0) return ends;
    if ('disableWebhook' in decision)
      await disable(batch, { reason: decision.disableWebhook, observedAt: new Date(startedAtMs) });
    if (decision.state === 'waiting') await climb(withDeliveries(batch, own), decision);
    return ends;
  }

  /** What logged attempts ask for and may not have got. Those that were due together stay together. */
  async function follow(batch: BatchMessage, all: readonly LoggedDelivery[]): Promise<BatchEnds> {
    const gone = all.find(({ logged }) => logged.errorClass === 'GONE')?.logged;
    if (gone) await disable(batch, { reason: 'GONE', observedAt: gone.at });
    const groups = new Map<string, { rung: number; dueAtMs: number; deliveries: BatchedDelivery[] }>();
    for (const { delivery, logged } of all) {
      if (logged.nextAttemptAt === null || logged.nextRung === null) continue;
      const [rung, dueAtMs] = [logged.nextRung, logged.nextAttemptAt.getTime()];
      const group = groups.get(`${rung}:${dueAtMs}`) ?? { rung, dueAtMs, deliveries: [] };
      group.deliveries.push(delivery);
      groups.set(`${rung}:${dueAtMs}`, group);
    }
    const climbs = [...groups.values()].map(({ deliveries, ...to }) =>
      climb(withDeliveries(batch, deliveries), to),
    );
    await Promise.all(climbs);
    return new Map(
      all.map(({ delivery, logged }) => [delivery.deliveryId, { kind: 'known', attempt: logged }]),
    );
  }

  async function disable(
    { accountId, webhookId }: BatchMessage,
    why: { reason: string; observedAt: Date },
  ): Promise<void> {
    await deps.disableWebhook({ accountId, webhookId, ...why });
  }

  async function climb(batch: BatchMessage, to: { rung: number; dueAtMs: number }): Promise<void> {
    const {
      parkedSinceMs: _parked,
      ratePlace: _place,
      notBeforeMs: _turn,
      rateSinceMs: _rate,
      ...same
    } = batch;
    const next = { ...same, attempt: batch.attempt + 1, rung: to.rung, dueAtMs: to.dueAtMs, parks: 0 };
    const delayMs = ladder[to.rung] ?? ladder.at(-1) ?? 0;
    await deps.publishLater(next, { kind: 'delay', delayMs });
  }

  return { park, pace, end, finish, follow };
}
export type BatchStations = ReturnType<typeof createBatchStations>;

function endsOf(batch: BatchMessage, end: DeliveryEnd): BatchEnds {
  return new Map(batch.deliveries.map(({ deliveryId }) => [deliveryId, end]));
}
