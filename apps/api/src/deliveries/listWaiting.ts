import type { DeliveryQuery } from '@kassahook/contracts/delivery';
import type { ListPlace } from '@kassahook/contracts/queryInstant';
import { deliveryStateOf } from '@kassahook/domain/deliveryState';
import { attemptIdOf, deliveryIdOf } from '@kassahook/platform/ids';
import type { Delivery, EventOfDelivery } from './delivery.js';
import { latestFitting, listDeliveries, type AttemptLists, type DeliveryPage } from './listDeliveries.js';
import { isAfter } from './selectAttempt.js';

export interface WaitingLists {
  attempts: AttemptLists & {
    /** Which of these attempts are stored. */
    storedAttempts(ids: readonly string[]): Promise<ReadonlySet<string>>;
  };
  events: {
    /** The account's newest events, or those that are for a webhook. */
    list(
      query: Pick<DeliveryQuery, 'type' | 'action' | 'entityId' | 'from' | 'to' | 'webhookId'> & {
        accountId: string;
        limit: number;
      },
    ): Promise<EventOfDelivery[]>;
  };
}

interface Placed {
  delivery: Delivery;
  place: ListPlace;
}

/** Events that are looked at: what waits for its first attempt is new, unless a receiver has been out for long. */
const EVENTS_LOOKED_AT = 1_000;
/** Deliveries of theirs: an event may be for a hundred webhooks. */
const DELIVERIES_LOOKED_AT = 2_000;

/**
 * Lists what waits: deliveries that wait for their next attempt, which the log knows, and those of the newest events that have none yet
 * (queued, parked, or waiting for their webhook's rate) but resends in vain, at their event's moment. Both in one order, so that a page begins where the one
 * before ended, whichever kind it ended with.
 */
export async function listWaiting(
  { attempts, events }: WaitingLists,
  query: DeliveryQuery & { accountId: string },
): Promise<DeliveryPage> {
  const { limit, before } = query;
  const [logged, untried] = await Promise.all([listDeliveries(attempts, query), untriedOf()]);
  // Beyond the place at which the log was left, there may be more of it between these.
  const until = logged.next;
  const placed = [
    ...logged.deliveries.flatMap((delivery) => placedAtLatest(delivery, query)),
    ...untried.filter(({ place }) => !until || isAfter(place, until)),
  ].sort(newestFirst);
  const page = placed.slice(0, limit);
  return {
    deliveries: page.map(({ delivery }) => delivery),
    next: placed.length > limit ? (page.at(-1)?.place ?? null) : (until ?? null),
  };

  /** Those of the newest events that the log does not know, before the place at which the page begins. */
  async function untriedOf(): Promise<Placed[]> {
    if (query.statusClass !== undefined) return [];
    const { accountId, webhookId, type, action, entityId, from, to } = query;
    const wanted = { accountId, webhookId, type, action, entityId, from, to };
    const newest = await events.list({ ...wanted, limit: EVENTS_LOOKED_AT });
    const candidates = newest
      .flatMap((event) => untriedDeliveries(event, webhookId))
      .slice(0, DELIVERIES_LOOKED_AT)
      .filter(({ place }) => !before || isAfter(before, place))
      .sort(newestFirst);
    const firsts = candidates.map(({ delivery }) => attemptIdOf(delivery.deliveryId, 1));
    const stored = await attempts.storedAttempts(firsts);
    const unknown = candidates.filter((_candidate, index) => !stored.has(firsts[index] ?? ''));
    const untried: Placed[] = [];
    for (let at = 0; at < unknown.length && untried.length <= limit; at += limit + 1) {
      const some = unknown.slice(at, at + limit + 1);
      // One that was resent before its first attempt has a log, in which nothing waits: in vain, it waits all the same.
      const logs = await attempts.briefByDelivery(some.map(({ delivery }) => delivery.deliveryId));
      for (const { delivery, place } of some) {
        const log = logs.get(delivery.deliveryId) ?? [];
        if (deliveryStateOf(log) === 'waiting') untried.push({ delivery: { ...delivery, log }, place });
      }
    }
    return untried;
  }
}

function newestFirst(a: Placed, b: Placed): number {
  return isAfter(a.place, b.place) ? -1 : 1;
}

function placedAtLatest(delivery: Delivery, query: DeliveryQuery): Placed[] {
  const place = latestFitting(delivery.log, query);
  return place ? [{ delivery, place: { at: place.at, id: place.id } }] : [];
}

function untriedDeliveries(
  { id: eventId, accountId, type, action, entityId, occurredAt, webhookIds }: EventOfDelivery,
  wanted: string | undefined,
): Placed[] {
  return webhookIds
    .filter((webhookId) => wanted === undefined || webhookId === wanted)
    .map((webhookId) => {
      const deliveryId = deliveryIdOf(eventId, webhookId);
      const facts = { deliveryId, eventId, webhookId, accountId, type, action, entityId, occurredAt };
      return { delivery: { ...facts, log: [] }, place: { at: occurredAt, id: deliveryId } };
    });
}
