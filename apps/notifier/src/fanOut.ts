import type { OutboxRecord, StoredEvent } from '@kassahook/contracts/event';
import type { EventHint } from '@kassahook/contracts/messages';
import type { Subscription } from '@kassahook/contracts/subscription';
import type { EventSource } from '@kassahook/domain/eventType';
import { maskMatches } from '@kassahook/domain/mask';
import type { Clock } from '@kassahook/platform/clock';
import { encodeFirstAttempts, type EncodedDelivery } from './firstAttempts.js';

/** An outbox, as the fan-out needs it. */
export interface FanOutOutbox {
  /** What is still in the outbox for these hints; may bring other events of the same entities along, which are left to their hints. */
  load(hints: EventHint[]): Promise<OutboxRecord[]>;
  clear(records: OutboxRecord[]): Promise<void>;
}

export interface FanOutDeps {
  outboxes: Readonly<Record<EventSource, FanOutOutbox>>;
  /** Each account's webhooks, none older than what was committed before the call. */
  subscriptionsOf: (accountIds: readonly string[]) => Promise<Map<string, Subscription[]>>;
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
/** 200 events of 30 KB for 100 webhooks are 600 MB: a batch must not hold all of it. */
const PUBLISH_CHUNK_BYTES = 8 * 1024 * 1024;

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

    const deliveries = await publishAll(
      matched.map((event) => ({
        event,
        webhookIds: (storedFirst.get(event.id) ?? event).webhookIds,
        repeat: known.has(event.id),
      })),
    );
    await clearRecords(outboxes, records);
    const loaded = new Set(records.map((record) => record.eventId));
    const stale = hints.filter((hint) => !loaded.has(hint.eventId)).length;
    return { events: records.length, deliveries, stale };
  };

  /** Publishes in chunks: encoded messages of one chunk are in memory, never those of a whole batch. */
  async function publishAll(
    events: readonly { event: StoredEvent; webhookIds: readonly string[]; repeat: boolean }[],
  ): Promise<number> {
    let count = 0;
    let chunk: EncodedDelivery[] = [];
    let chunkBytes = 0;
    for (const { event, webhookIds, repeat } of events) {
      for (const delivery of encodeFirstAttempts(event, { webhookIds, repeat, now: clock.now() })) {
        chunk.push(delivery);
        chunkBytes += delivery.bytes.length;
        if (chunk.length < PUBLISH_CHUNK && chunkBytes < PUBLISH_CHUNK_BYTES) continue;
        await Promise.all(chunk.map(publishDelivery));
        count += chunk.length;
        chunk = [];
        chunkBytes = 0;
      }
    }
    await Promise.all(chunk.map(publishDelivery));
    return count + chunk.length;
  }
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
  // Others of the same entity may be under way in another notifier: each event is the business of its own hint.
  const hinted = new Set(hints.map((hint) => hint.eventId));
  const own = records.flat().filter((record) => hinted.has(record.eventId));
  return [...new Map(own.map((record) => [record.eventId, record])).values()];
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
  const byAccount = await subscriptionsOf(accountIds);
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
      .map((webhook) => webhook.id)
      .concat(record.callbackId ?? []),
  }));
}
