import type { AttemptBrief } from '@kassahook/contracts/attempt';
import type { StoredEvent } from '@kassahook/contracts/event';
import type { DeliveryMessage } from '@kassahook/contracts/messages';
import type { Subscription } from '@kassahook/contracts/subscription';
import { ON_ITS_WAY_MS } from '@kassahook/domain/parking';
import type { Clock } from '@kassahook/platform/clock';
import { errorCodeOf } from '@kassahook/platform/errors';
import { deliveryIdOf } from '@kassahook/platform/ids';
import { firstAttempt } from '../firstAttempts.js';
import { standingOf } from '../replayStanding.js';
import type { JobPlace, ReadJobPage, WorkedJob } from './jobWork.js';

export interface MissingPagesDeps {
  events: {
    /** A page of an account's events, oldest first. */
    listSince(query: {
      since: Date;
      afterId?: string;
      accountId: string;
      limit: number;
    }): Promise<StoredEvent[]>;
    /** Notes that these events are for the webhook too. */
    addWebhook(eventIds: readonly string[], webhookId: string): Promise<void>;
  };
  attempts: { briefByDelivery(deliveryIds: readonly string[]): Promise<Map<string, AttemptBrief[]>> };
  /** Does the webhook hear this event now? */
  hears: (webhook: Subscription, event: StoredEvent) => Promise<boolean>;
  /** How long an attempt of the webhook may be set aside, parked or waiting for its rate, before it counts as failed, ms. */
  setAsideMs: (webhook: Subscription) => number;
  clock: Clock;
  pageSize?: number;
}

/**
 * Makes the deliveries that never were: events that the webhook hears and that have no attempt, because they occurred before the webhook
 * existed, while it was off or heard other things, or because their message was lost with a broker; and, after such a loss, the next
 * attempt of those that wait for one that is overdue. An event is noted to be for the webhook before anything is published: from then on
 * the delivery is one like any other. What may still be set aside in a queue is left alone: a copy of it would be one message more for an
 * endpoint that cannot keep up as it is.
 */
export function createMissingPages(deps: MissingPagesDeps): ReadJobPage {
  const { events, attempts, hears, setAsideMs, clock, pageSize = 200 } = deps;

  return async function readPage(job, webhook, after) {
    const page = await pageAfter(job, after);
    const older = page.filter((event) => event.occurredAt <= job.createdAt);
    const heard: StoredEvent[] = [];
    // One after the other: a costly filter is to be waited for, not asked of a whole page at once.
    for (const event of older) if (await hears(webhook, event)) heard.push(event);
    const logs = await attempts.briefByDelivery(heard.map((event) => deliveryIdOf(event.id, webhook.id)));
    const messages = heard.flatMap((event) => {
      const message = messageFor(webhook, event, logs.get(deliveryIdOf(event.id, webhook.id)) ?? []);
      return message ? [{ event, message }] : [];
    });
    const added = messages.filter(({ event }) => !event.webhookIds.includes(webhook.id));
    await events.addWebhook(
      added.map(({ event }) => event.id),
      webhook.id,
    );
    const last = page.at(-1);
    // A page may be shorter than asked for: large events are read fewer at a time.
    const isLast = page.length === 0 || older.length < page.length;
    return {
      messages: messages.map(({ message }) => message),
      examined: older.length,
      next: last && !isLast ? { at: last.occurredAt, id: last.id } : null,
    };
  };

  async function pageAfter({ accountId, since }: WorkedJob, after: JobPlace | null): Promise<StoredEvent[]> {
    const query = { since: after?.at ?? since, accountId, limit: pageSize };
    try {
      return await events.listSince({ ...query, ...(after && { afterId: after.id }) });
    } catch (error) {
      // Retention took the event at which the last page ended: those of the same instant are looked at again.
      if (errorCodeOf(error) !== 'EVENT_GONE') throw error;
      return events.listSince(query);
    }
  }

  function messageFor(
    webhook: Subscription,
    event: StoredEvent,
    log: readonly AttemptBrief[],
  ): DeliveryMessage | null {
    const { id: webhookId } = webhook;
    const now = clock.now();
    // An event that was never for this webhook is on nobody's way.
    const graceMs = event.webhookIds.includes(webhookId) ? ON_ITS_WAY_MS + setAsideMs(webhook) : 0;
    const standing = standingOf({ attempts: log, occurredAt: event.occurredAt, now, graceMs });
    const first = firstAttempt(event, { webhookId, repeat: true, now });
    switch (standing.kind) {
      case 'missing':
        return first;
      case 'overdue':
        return { ...first, ...standing.next };
      case 'young':
      case 'waiting':
      case 'settled':
        return null;
    }
  }
}
