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

/** Event ids → ids of the webhooks that hear them. */
type Heard = Map<string, readonly string[]>;

/** 200 events of 30 KB for 100 webhooks are 24 MB even packed: a batch must not hold all of it. */
const PUBLISH_CHUNK_CHARS = 8 * 1024 * 1024;

/**
 * Fans a batch of hints out: load the snapshots, match each account's webhooks, store the events with the webhooks they
 * matched, publish the first attempts (confirmed), and only then clear the outbox. Killed anywhere in between it is
 * repeated with the same ids: events that are already stored are published again with `repeat` set, and the deliverer
 * asks the attempt log before it sends those.
 * @throws whatever a dependency throws; the whole batch is then to be repeated, with the same hint objects: filters are not asked again
 */
export function createFanOut(deps: FanOutDeps) {
  const { outboxes, subscriptionsOf, events, publishFirst, publishForBatches, matching, clock } = deps;
  /** Who heard what of a batch that failed: asked at each try of an outage, filters would use up their account's allowance for nothing. */
  const heardBefore = new WeakMap<EventHint, readonly string[]>();

  return async function fanOut(hints: readonly EventHint[]): Promise<FanOutResult> {
    const records = await loadRecords(outboxes, hints);
    if (records.length === 0) return { events: 0, deliveries: 0, stale: hints.length };
    const heard: Heard = new Map();
    for (const hint of hints) {
      const webhookIds = heardBefore.get(hint);
      if (webhookIds) heard.set(hint.eventId, webhookIds);
    }
    try {
      const deliveries = await fanOutRecords(records, heard);
      const loaded = new Set(records.map((record) => record.eventId));
      const stale = hints.filter((hint) => !loaded.has(hint.eventId)).length;
      return { events: records.length, deliveries, stale };
    } catch (error) {
      for (const hint of hints) {
        const webhookIds = heard.get(hint.eventId);
        if (webhookIds) heardBefore.set(hint, webhookIds);
      }
      throw error;
    }
  };

  /** How many deliveries it makes. */
  async function fanOutRecords(records: readonly OutboxRecord[], heard: Heard): Promise<number> {
    const { matched, batched } = await matchAll(records, heard);
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
    return deliveries;
  }

  /** The events with the webhooks that hear them, and those of all webhooks that want batches. Notes who heard what as it goes. */
  async function matchAll(
    records: readonly OutboxRecord[],
    heard: Heard,
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
      const webhookIds = heard.get(record.eventId) ?? whoHears(record, byAccount.get(record.accountId) ?? []);
      heard.set(record.eventId, webhookIds);
      matched.push(toStored(record, webhookIds));
      if (turns.isOver()) await turns.giveOthers();
    }
    return { matched, batched };
  }

  function whoHears(record: OutboxRecord, webhooks: readonly Subscription[]): string[] {
    return matching(record, webhooks)
      .map((webhook) => webhook.id)
      .concat(record.callbackId ?? []);
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

function toStored(record: OutboxRecord, webhookIds: readonly string[]): StoredEvent {
  return {
    id: record.eventId,
    source: record.source,
    accountId: record.accountId,
    type: record.type,
    action: record.action,
    entityId: record.entityId,
    occurredAt: new Date(record.occurredAt),
    snapshot: record.snapshot,
    webhookIds: [...webhookIds],
    ...(record.register && { register: record.register }),
  };
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
