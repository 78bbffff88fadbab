import type { OutboxRecord, StoredEvent } from '@kassahook/contracts/event';
import type { EventHint } from '@kassahook/contracts/messages';
import type { Subscription } from '@kassahook/contracts/subscription';
import type { EventSource } from '@kassahook/domain/eventType';
import type { Matching } from '@kassahook/domain/matching';
import type { Clock } from '@kassahook/platform/clock';
import { packFirstAttempts, type Matched, type PackedAttempts } from './firstAttempts.js';
import { createMatchingTurns } from './matchingTurns.js';

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
  /** Publishes a message of first attempts; resolves when the broker has confirmed it. */
  publishFirst: (packed: PackedAttempts) => Promise<void>;
  /** The same, for webhooks that want batches. */
  publishForBatches: (packed: PackedAttempts) => Promise<void>;
  matching: Matching<Subscription>;
  /** Told of events once they are fanned out; one that is repeated after a failure may be told twice. Must not throw. */
  onFannedOut?: (events: readonly StoredEvent[]) => void;
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

/** 200 events of 30 KB for 100 webhooks are 24 MB even packed: a batch must not hold all of it. */
const PUBLISH_CHUNK_CHARS = 8 * 1024 * 1024;

/**
 * Fans a batch of hints out: load the snapshots, match each account's webhooks, store the events with the webhooks they
 * matched, publish the first attempts (confirmed), and only then clear the outbox. Killed anywhere in between it is
 * repeated with the same ids: events that are already stored are published again with `repeat` set, and the deliverer
 * asks the attempt log before it sends those.
 * @throws whatever a dependency throws; the whole batch is then to be repeated
 */
export function createFanOut(deps: FanOutDeps) {
  const { outboxes, subscriptionsOf, events, publishFirst, publishForBatches, matching, clock } = deps;

  return async function fanOut(hints: readonly EventHint[]): Promise<FanOutResult> {
    const records = await loadRecords(outboxes, hints);
    if (records.length === 0) return { events: 0, deliveries: 0, stale: hints.length };

    const { matched, batched } = await matchAll(records);
    const known = await events.insertMany(matched);
    const repeated = known.size > 0 ? await events.byIds([...known]) : [];
    // What was stored the first time counts: the same event always makes the same deliveries.
    const storedFirst = new Map(repeated.map((event) => [event.id, event]));

    const all = matched.map((event) => ({
      event,
      webhookIds: (storedFirst.get(event.id) ?? event).webhookIds,
      repeat: known.has(event.id),
    }));
    let deliveries = await publishAll(
      batched.size === 0 ? all : all.map((one) => toThose(one, (id) => !batched.has(id))),
      publishFirst,
    );
    if (batched.size > 0) {
      const forBatches = all.map((one) => toThose(one, (id) => batched.has(id)));
      deliveries += await publishAll(forBatches, publishForBatches);
    }
    await clearRecords(outboxes, records);
    deps.onFannedOut?.(matched);
    const loaded = new Set(records.map((record) => record.eventId));
    const stale = hints.filter((hint) => !loaded.has(hint.eventId)).length;
    return { events: records.length, deliveries, stale };
  };

  /** The events with the webhooks that hear them, and those of all webhooks that want batches. */
  async function matchAll(
    records: readonly OutboxRecord[],
  ): Promise<{ matched: StoredEvent[]; batched: Set<string> }> {
    const accountIds = [...new Set(records.map((record) => record.accountId))];
    const byAccount = await subscriptionsOf(accountIds);
    const batched = new Set<string>();
    for (const webhooks of byAccount.values()) {
      for (const { id, batch } of webhooks) if (batch !== undefined) batched.add(id);
    }
    const matched: StoredEvent[] = [];
    const turns = createMatchingTurns(() => clock.now());
    for (const record of records) {
      matched.push(matchOne(record, byAccount.get(record.accountId) ?? []));
      if (turns.isOver()) await turns.giveOthers();
    }
    return { matched, batched };
  }

  function matchOne(record: OutboxRecord, webhooks: Subscription[]): StoredEvent {
    return {
      id: record.eventId,
      source: record.source,
      accountId: record.accountId,
      type: record.type,
      action: record.action,
      entityId: record.entityId,
      occurredAt: new Date(record.occurredAt),
      snapshot: record.snapshot,
      webhookIds: matching(record, webhooks)
        .map((webhook) => webhook.id)
        .concat(record.callbackId ?? []),
      ...(record.register && { register: record.register }),
    };
  }

  /** Publishes in chunks: packed messages of one chunk are in memory, never those of a whole batch. */
  async function publishAll(
    events: readonly Matched[],
    publish: (packed: PackedAttempts) => Promise<void>,
  ): Promise<number> {
    let count = 0;
    let chunk: PackedAttempts[] = [];
    let chunkChars = 0;
    for (const packed of packFirstAttempts(events, clock.now())) {
      chunk.push(packed);
      count += packed.deliveries;
      chunkChars += packed.body.length;
      if (chunkChars < PUBLISH_CHUNK_CHARS) continue;
      await Promise.all(chunk.map(publish));
      chunk = [];
      chunkChars = 0;
    }
    await Promise.all(chunk.map(publish));
    return count;
  }
}

function toThose(matched: Matched, isMeant: (webhookId: string) => boolean): Matched {
  return { ...matched, webhookIds: matched.webhookIds.filter(isMeant) };
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
  const found = new Map(records.flat().map((record) => [record.eventId, record]));
  // As the hints came, which is as it was committed: a webhook with a rate hears it in that order.
  return [...new Set(hints.map((hint) => hint.eventId))].flatMap((eventId) => found.get(eventId) ?? []);
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
