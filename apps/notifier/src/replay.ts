import type { Attempt, AttemptBrief } from '@kassahook/contracts/attempt';
import type { StoredEvent } from '@kassahook/contracts/event';
import type { DeliveryMessage } from '@kassahook/contracts/messages';
import type { Clock } from '@kassahook/platform/clock';
import { attemptIdOf, deliveryIdOf } from '@kassahook/platform/ids';
import { firstAttempt } from './firstAttempts.js';
import { standingOf, type Standing } from './replayStanding.js';

/** Where a message of the replay goes. */
export interface ReplayQueues {
  first: string;
  retry: string;
  /** Queues that hand over to `retry` after their delay. */
  waits: readonly { queue: string; delayMs: number }[];
}

export interface ReplayDeps {
  events: {
    /** A page of stored events, oldest first. */
    listSince(query: { since: Date; afterId?: string; limit: number }): Promise<StoredEvent[]>;
  };
  attempts: {
    byIds(ids: readonly string[]): Promise<Map<string, Attempt>>;
    briefByDelivery(deliveryIds: readonly string[]): Promise<Map<string, AttemptBrief[]>>;
  };
  /** Resolves when the broker has confirmed it. */
  publish: (queue: string, message: DeliveryMessage) => Promise<void>;
  queues: ReplayQueues;
  clock: Clock;
  wait: (ms: number) => Promise<void>;
  onProgress: (counts: ReplayCounts) => void;
}

export interface ReplayOptions {
  /** Events from this instant on. */
  since: Date;
  /** What is younger, or overdue for less, than this many ms is taken to be on its way. */
  graceMs: number;
  /** The broker has lost its data: what waits for its tier is gone too, and is put into a waiting queue again. */
  brokerLost: boolean;
}

/** What a replay found and did. `missing`, `overdue` and `waiting` were published again. */
export interface ReplayCounts {
  events: number;
  deliveries: number;
  /** Delivered, dead or cancelled. */
  settled: number;
  /** On its way as far as anybody can tell: left alone. */
  underWay: number;
  /** No attempt in the log: the first one was published again. */
  missing: number;
  /** The next attempt was due and is not in the log: it was published again. */
  overdue: number;
  /** The next attempt is not due yet and was put into a waiting queue again (only when the broker is lost). */
  waiting: number;
}

interface Delivery {
  id: string;
  event: StoredEvent;
  webhookId: string;
}

const PAGE_EVENTS = 200;
/** Deliveries looked at together: an event may match a hundred webhooks, and memory must not grow with that. */
const CHUNK = 500;

/**
 * Replays what is missing: for every delivery that the event store knows of, looks into the attempt log whether it has ended, and
 * publishes its next attempt again when nobody seems to have it. Nothing is remembered and nothing is changed but queues: the
 * messages carry `repeat` (or are later attempts), so a deliverer asks the log before it sends, and a message too many ends there. So a
 * replay may run twice, beside a running system, and be killed at any point.
 *
 * What is younger than the grace at its start is waited for, once, so that the end of a replay means: everything that was stored before
 * it began has ended, waits for its tier, or was published again.
 * @throws whatever a dependency throws; to be run again then
 */
export function createReplay(deps: ReplayDeps) {
  const { events, attempts, publish, queues, clock } = deps;

  return async function replay({ since, graceMs, brokerLost }: ReplayOptions): Promise<ReplayCounts> {
    const counts = { events: 0, deliveries: 0, settled: 0, underWay: 0, missing: 0, overdue: 0, waiting: 0 };
    const startedAtMs = clock.now();
    let afterId: string | undefined;
    for (;;) {
      const page = await events.listSince({
        since,
        ...(afterId !== undefined && { afterId }),
        limit: PAGE_EVENTS,
      });
      const older = page.filter((event) => event.occurredAt.getTime() <= startedAtMs);
      counts.events += older.length;
      const deliveries = older.flatMap(deliveriesOf);
      for (let from = 0; from < deliveries.length; from += CHUNK) {
        await handle(deliveries.slice(from, from + CHUNK));
      }
      deps.onProgress(counts);
      afterId = page.at(-1)?.id;
      // A page may be shorter than asked for: large events are read fewer at a time.
      if (page.length === 0 || older.length < page.length) return counts;
    }

    async function handle(deliveries: readonly Delivery[]): Promise<void> {
      counts.deliveries += deliveries.length;
      const open = await openOnes(deliveries);
      counts.settled += deliveries.length - open.length;
      const young = await publishAll(open);
      const leftMs = startedAtMs + graceMs - clock.now();
      if (young.length > 0 && leftMs > 0) {
        // At most once in a replay: after this the grace of everything that was there at its start is over.
        await deps.wait(leftMs);
        counts.underWay += (await publishAll(young)).length;
      } else counts.underWay += young.length;
    }

    /** Publishes what needs it; answers with the deliveries that are too young to tell. */
    async function publishAll(deliveries: readonly Delivery[]): Promise<Delivery[]> {
      const logs = await attempts.briefByDelivery(deliveries.map((delivery) => delivery.id));
      const now = clock.now();
      const young: Delivery[] = [];
      const publishing: Promise<void>[] = [];
      for (const delivery of deliveries) {
        const standing = standingOf({
          attempts: logs.get(delivery.id) ?? [],
          occurredAt: delivery.event.occurredAt,
          now,
          graceMs,
        });
        const counted = brokerLost || standing.kind !== 'waiting' ? standing.kind : 'underWay';
        if (counted === 'young') young.push(delivery);
        else counts[counted] += 1;
        const next = nextMessage(delivery, standing, now);
        if (next) publishing.push(publish(next.queue, next.message));
      }
      await Promise.all(publishing);
      return young;
    }

    function nextMessage({ event, webhookId }: Delivery, standing: Standing, now: number) {
      const first = firstAttempt(event, { webhookId, repeat: true, now });
      switch (standing.kind) {
        case 'missing':
          return { queue: queues.first, message: first };
        case 'overdue':
          return { queue: queues.retry, message: { ...first, ...standing.next } };
        case 'waiting': {
          const queue = nearestQueue(queues, standing.next.dueAtMs - now);
          return brokerLost ? { queue, message: { ...first, ...standing.next } } : null;
        }
        case 'settled':
        case 'young':
          return null;
      }
    }
  };

  /** Those that may not have ended: nearly all end with their first attempt, and one read finds those by key. */
  async function openOnes(deliveries: readonly Delivery[]): Promise<Delivery[]> {
    const idOf = (delivery: Delivery) => attemptIdOf(delivery.id, 1);
    const firsts = await attempts.byIds(deliveries.map(idOf));
    return deliveries.filter((delivery) => (firsts.get(idOf(delivery))?.state ?? 'waiting') === 'waiting');
  }
}

function deliveriesOf(event: StoredEvent): Delivery[] {
  return event.webhookIds.map((webhookId) => ({ id: deliveryIdOf(event.id, webhookId), event, webhookId }));
}

/**
 * The queue whose delay is nearest to what is left: a queue has one delay for all its messages, so a lost wait can only be made up for
 * roughly. Never further off than half the gap between two delays; of two that are as near, the later one.
 */
export function nearestQueue({ retry, waits }: ReplayQueues, leftMs: number): string {
  const distance = (delayMs: number) => Math.abs(delayMs - leftMs);
  return [...waits, { queue: retry, delayMs: 0 }].reduce((best, one) => {
    const nearer = distance(one.delayMs) - distance(best.delayMs);
    return nearer < 0 || (nearer === 0 && one.delayMs > best.delayMs) ? one : best;
  }).queue;
}
