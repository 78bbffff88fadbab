import type { DeliveryState } from '@kassahook/contracts/attempt';
import { isCallback } from '@kassahook/contracts/event';
import { deliveryStateOf } from '@kassahook/domain/deliveryState';
import type { EntityType } from '@kassahook/domain/eventType';

interface OldEvent {
  id: string;
  type: EntityType;
  entityId: string;
  occurredAt: Date;
  webhookIds: readonly string[];
}

interface OldAttempt {
  id: string;
  eventId: string;
  webhookId: string;
  attempt: number;
  trigger: 'schedule' | 'manual';
  state: DeliveryState;
  at: Date;
  nextAttemptAt: Date | null;
}

interface Page {
  before: Date;
  after: { at: Date; id: string } | null;
  limit: number;
}

export interface LogRetentionDeps {
  logs: {
    /** Oldest first. */
    oldEvents(page: Page): Promise<OldEvent[]>;
    attemptsOf(eventIds: readonly string[]): Promise<OldAttempt[]>;
    /** Oldest first. */
    oldAttempts(page: Page): Promise<OldAttempt[]>;
    storedEvents(ids: readonly string[]): Promise<Set<string>>;
    removeEvents(ids: readonly string[]): Promise<void>;
    removeAttempts(ids: readonly string[]): Promise<void>;
  };
  /** Those of the ids that are webhooks. */
  knownWebhooks: (ids: readonly string[]) => Promise<Set<string>>;
  /** Asked before each page; false ends the round. */
  mayGoOn: () => Promise<boolean>;
  pageSize?: number;
}

export interface LogRetentionAges {
  before: Date;
  /** An event that occurred earlier is waited for no longer, */
  lostBefore: Date;
  /** unless an attempt of it is due since then. */
  waitedBefore: Date;
}

export interface LogRetentionCounts {
  events: number;
  attempts: number;
  /** Old, but still to be delivered, or attempted lately. */
  kept: number;
  /** Of the events: too old to be waited for any longer, though a delivery of theirs was never made. */
  lost: number;
}

/**
 * Lets old events go, with the attempts of their deliveries. An event stays while one of its deliveries waits for an attempt (unless the
 * webhook was deleted: nothing will be sent to it), and while an attempt of it was made, or was due, later than what is kept: the schedule
 * of a delivery that was resent by hand goes on. An event of twice that age whose delivery still seems to wait, for longer than
 * any wait may take, has lost its message, and goes.
 *
 * The event goes first and its attempts after it: the other way round, an event whose attempts are gone would look as if it had never
 * been sent, and a replay would send it. Attempts that a round which was killed left without their event go in the second pass.
 */
export function createLogRetention({ logs, knownWebhooks, mayGoOn, pageSize = 200 }: LogRetentionDeps) {
  /** One round over everything that is older than `before`; what is older than `lostBefore` is waited for no longer. */
  return async function round({
    before,
    lostBefore,
    waitedBefore,
  }: LogRetentionAges): Promise<LogRetentionCounts> {
    const counts = { events: 0, attempts: 0, kept: 0, lost: 0 };
    await eachPage(
      (after) => logs.oldEvents({ before, after, limit: pageSize }),
      async (events) => {
        const ids = events.map(({ id }) => id);
        const [attempts, webhooks] = await Promise.all([
          logs.attemptsOf(ids),
          knownWebhooks([...new Set(events.flatMap(({ webhookIds }) => webhookIds))]),
        ]);
        const byEvent = new Map<string, OldAttempt[]>(ids.map((id) => [id, []]));
        for (const attempt of attempts) byEvent.get(attempt.eventId)?.push(attempt);
        const isQuiet = ({ id }: OldEvent, since = before) => isQuietSince(byEvent.get(id) ?? [], since);
        const isEnded = (event: OldEvent) => hasEnded(event, byEvent.get(event.id) ?? [], webhooks);
        const quiet = events.filter((event) => isQuiet(event));
        const isLost = (event: OldEvent) => event.occurredAt < lostBefore && isQuiet(event, waitedBefore);
        const lost = quiet.filter((event) => !isEnded(event) && isLost(event));
        const gone = [...quiet.filter(isEnded), ...lost];
        const goneIds = new Set(gone.map(({ id }) => id));
        const theirs = attempts.filter(({ eventId }) => goneIds.has(eventId)).map(({ id }) => id);
        await logs.removeEvents([...goneIds]);
        await logs.removeAttempts(theirs);
        counts.events += goneIds.size;
        counts.attempts += theirs.length;
        counts.kept += events.length - goneIds.size;
        counts.lost += lost.length;
      },
      ({ occurredAt }) => occurredAt,
    );
    await eachPage(
      (after) => logs.oldAttempts({ before, after, limit: pageSize }),
      async (attempts) => {
        const stored = await logs.storedEvents([...new Set(attempts.map(({ eventId }) => eventId))]);
        const orphans = attempts.filter(({ eventId }) => !stored.has(eventId)).map(({ id }) => id);
        await logs.removeAttempts(orphans);
        counts.attempts += orphans.length;
      },
      ({ at }) => at,
    );
    return counts;
  };

  async function eachPage<Item extends { id: string }>(
    read: (after: Page['after']) => Promise<Item[]>,
    work: (items: Item[]) => Promise<void>,
    instantOf: (item: Item) => Date,
  ): Promise<void> {
    let after: Page['after'] = null;
    while (await mayGoOn()) {
      const page = await read(after);
      const last = page.at(-1);
      if (!last) return;
      await work(page);
      if (page.length < pageSize) return;
      after = { at: instantOf(last), id: last.id };
    }
  }
}

/** No attempt was made, or due, since then. */
function isQuietSince(attempts: readonly OldAttempt[], since: Date): boolean {
  return attempts.every(({ at, nextAttemptAt }) => at < since && (nextAttemptAt ?? at) < since);
}

/** Nothing of it is still to be delivered. */
function hasEnded(
  { type, entityId, webhookIds }: OldEvent,
  attempts: readonly OldAttempt[],
  webhooks: ReadonlySet<string>,
): boolean {
  return webhookIds.every((id) => {
    const log = attempts.filter(({ webhookId }) => webhookId === id);
    // A callback is in no table of webhooks, and cannot be deleted.
    const isThere = webhooks.has(id) || isCallback({ type, webhookId: id, entityId });
    return deliveryStateOf(log) !== 'waiting' || !isThere;
  });
}
