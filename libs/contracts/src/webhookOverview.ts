import { z } from 'zod';
import { shownInstant } from './instantText.js';
import { ownQuery } from './ownQuery.js';
import { healthViewSchema } from './stats.js';
import { timeZoneText } from './timeZoneText.js';

/** `GET /api/webhooks/health`; the time zone says when today began. */
export const webhookOverviewQuery = ownQuery({ timeZone: timeZoneText });

const count = z.int().min(0);

/** One webhook at a glance. Counts are of the last 24 hours, the current one included. */
const webhookOverview = healthViewSchema.extend({
  webhookId: z.string(),
  url: z.string(),
  /** The share of attempts that were acknowledged, retries included; null when there were none. */
  successRate: z.number().min(0).max(1).nullable(),
  /** Deliveries that ended dead. */
  dead: count,
  /** Deliveries that wait for a retry now. */
  retrying: count,
  /** Attempts by hour, oldest first: 24, without gaps. */
  hours: z.array(z.object({ at: shownInstant, delivered: count, failed: count })),
});

export const webhookOverviewView = z.object({
  /** When this was true. */
  at: shownInstant,
  totals: z.object({
    webhooks: count,
    /** Of these, switched on and failing now. */
    failing: count,
    /** Switched off, by us or by the owner. */
    disabled: count,
    deliveredToday: count,
    /** As for a webhook, callbacks of operations included. */
    dead: count,
    retrying: count,
  }),
  data: z.array(webhookOverview),
});
export type WebhookOverviewView = z.infer<typeof webhookOverviewView>;

/** The answer to `GET /api/webhooks/:id/pending`: what its deletion would keep from being sent. */
export const webhookPendingView = z.object({
  /** Deliveries without an attempt, whether or not they are parked, among the webhook's newest thousand. */
  waiting: count,
  /** Deliveries that wait for a retry that is due later; a thousand at most. */
  retrying: count,
  /** Deliveries whose retry was due and has not been made: parked while the endpoint is busy or rests, or on their way to it. */
  parked: count,
  /**
   * Deliveries whose retry was due for longer than anything is parked or waits for a rate: lost with a broker, or no deliverer has run.
   * `replay-missing` brings them.
   */
  overdue: count,
  /** Until when the endpoint rests; null while it does not, or nobody can tell. */
  restsUntil: z.string().nullable(),
  total: count,
  /** True when there may be more: a thousand of a kind were looked at. */
  isMore: z.boolean(),
});
export type WebhookPendingView = z.infer<typeof webhookPendingView>;
