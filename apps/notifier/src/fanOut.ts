import type { OutboxRecord, StoredEvent } from '@kassahook/contracts/event';
import type { EventHint } from '@kassahook/contracts/messages';
import type { Subscription } from '@kassahook/contracts/subscription';
import type { EventSource } from '@kassahook/domain/eventType';
import { maskMatches } from '@kassahook/domain/mask';
import type { Clock } from '@kassahook/platform/clock';
import { encodeFirstAttempts, type EncodedDelivery } from './firstAttempts.js';

/** An outbox, as the fan-out needs it. */
export interface FanOutOutbox {
  /** What is still in the outbox for these hints; may bring other events of the same entities along. */
  load(hints: EventHint[]): Promise<OutboxRecord[]>;
  clear(records: OutboxRecord[]): Promise<void>;
}

export interface FanOutDeps {
  outboxes: Readonly<Record<EventSource, FanOutOutbox>>;
  subscriptionsOf: (accountId: string) => Promise<Subscription[]>;
  events: {
    /** Stores events; answers with the ids that were already there. */
    insertMany(events: StoredEvent[]): Promise<Set<string>>;
    byIds(ids: string[]): Promise<StoredEvent[]>;
  };
  /** Publishes a first attempt; resolves when the broker has confirmed it. */
  publishDelivery: (delivery: EncodedDelivery) => Promise<void>;
  clock: Clock;
}

/** What a batch came to. */
export interface FanOutResult {
  /** Events that were in an outbox and are fanned out now. */
  events: number;
  deliveries: number;
  /** Hints whose outbox was empty: somebody was faster. */
  stale: number;
}

/** As many as may be unconfirmed at once: a batch that matches many webhooks must not time out in its own queue. */
const PUBLISH_CHUNK = 1_000;

/**
 * Fans a batch of hints out: load the snapshots, match each account's webhooks, store the events with the webhooks they
 * matched, publish one message per delivery (confirmed), and only then clear the outbox. Killed anywhere in between it is
 * repeated with the same ids: events that are already stored are published again with `repeat` set, and the deliverer
 * asks the attempt log before it sends those.
 * @throws whatever a dependency throws; the whole batch is then to be repeated
 */
export function createFanOut({ outboxes, subscriptionsOf, events, publishDelivery, clock }: FanOutDeps) {
  return async function fanOut(hints: readonly EventHint[]): Promise<FanOutResult> {
    const records = await loadRecords(outboxes, hints);
    if (records.length === 0) return { events: 0, deliveries: 0, stale: hints.length };

    const matched = await matchAll(records, subscriptionsOf);
    const known = await events.insertMany(matched);
    const repeated = known.size > 0 ? await events.byIds([...known]) : [];
    // What was stored the first time counts: the same event always makes the same deliveries.
    const storedFirst = new Map(repeated.map((event) => [event.id, event]));

    const deliveries = matched.flatMap((event) =>
      encodeFirstAttempts(event, {
        webhookIds: (storedFirst.get(event.id) ?? event).webhookIds,
        repeat: known.has(event.id),
        now: clock.now(),
      }),
    );
    for (let from = 0; from < deliveries.length; from += PUBLISH_CHUNK) {
      await Promise.all(deliveries.slice(from, from + PUBLISH_CHUNK).map(publishDelivery));
    }
    await clearRecords(outboxes, records);
    const loaded = new Set(records.map((record) => record.eventId));
    const stale = hints.filter((hint) => !loaded.has(hint.eventId)).length;
    return { events: records.length, deliveries: deliveries.length, stale };
  };
}

async function loadRecords(
  outboxes: FanOutDeps['outboxes'],
  hints: readonly EventHint[],
): Promise<OutboxRecord[]> {
  const load = (source: EventSource) => {
    const own = hints.filter((hint) => hint.source === source);
    return own.length > 0 ? outboxes[source].load(own) : [];
  };
  const records = await Promise.all([load('postgres'), load('mongo')]);
  return [...new Map(records.flat().map((record) => [record.eventId, record])).values()];
}

async function clearRecords(
  outboxes: FanOutDeps['outboxes'],
  records: readonly OutboxRecord[],
): Promise<void> {
  const clear = (source: EventSource) => {
    const own = records.filter((record) => record.source === source);
    return own.length > 0 ? outboxes[source].clear(own) : undefined;
  };
  await Promise.all([clear('postgres'), clear('mongo')]);
}

async function matchAll(
  records: readonly OutboxRecord[],
  subscriptionsOf: FanOutDeps['subscriptionsOf'],
): Promise<StoredEvent[]> {
  const accountIds = [...new Set(records.map((record) => record.accountId))];
  const lists = await Promise.all(accountIds.map(subscriptionsOf));
  const byAccount = new Map(accountIds.map((accountId, index) => [accountId, lists[index] ?? []]));
  return records.map((record) => ({
    id: record.eventId,
    source: record.source,
    accountId: record.accountId,
    type: record.type,
    action: record.action,
    entityId: record.entityId,
    occurredAt: new Date(record.occurredAt),
    snapshot: record.snapshot,
    webhookIds: (byAccount.get(record.accountId) ?? [])
      .filter((webhook) => webhook.isActive && maskMatches(webhook.mask, record.type, record.action))
      .map((webhook) => webhook.id),
  }));
}
