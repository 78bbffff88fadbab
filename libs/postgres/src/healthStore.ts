import type { Postgres } from './postgres.js';
import { select } from './sql.js';

/** Where a webhook stands, from the counters of its attempts. */
export interface WebhookHealth {
  lastSuccessAt: Date | null;
  lastFailureAt: Date | null;
  /** The first failure since which there was no success; not before the webhook was switched on or got its URL. */
  failingSince: Date | null;
  failuresInRow: number;
}

/** A webhook that has only failed for a while. */
export interface FailingWebhook {
  accountId: string;
  webhookId: string;
  url: string;
  failingSince: Date;
  lastFailureAt: Date;
  /** How far its account was warned already, of this failing. */
  warnedPercent: number;
}

const SINCE = 'GREATEST(h.failing_since, w.enabled_at)';

/** A webhook of an account with its health. */
export interface WebhookWithHealth {
  webhookId: string;
  url: string;
  isActive: boolean;
  disabledReason: string | null;
  disabledAt: Date | null;
  /** Null while nothing was attempted. */
  health: WebhookHealth | null;
}

const HEALTH = `h.last_success_at AS "lastSuccessAt", h.last_failure_at AS "lastFailureAt",
  CASE WHEN h.failing_since IS NOT NULL AND h.last_failure_at >= w.enabled_at THEN ${SINCE} END AS "failingSince",
  h.failures_in_row AS "failuresInRow"`;

/** Creates the reader of webhooks' health. */
export function createHealthStore(postgres: Postgres) {
  return {
    /** Null while nothing was attempted. The webhook must be known to be the account's. */
    async get(accountId: string, webhookId: string): Promise<WebhookHealth | null> {
      const [health] = await select<WebhookHealth>(
        postgres,
        `SELECT ${HEALTH}
         FROM webhook_health AS h JOIN webhooks AS w ON w.id = h.webhook_id
         WHERE h.webhook_id = $webhookId AND w.account_id = $accountId`,
        { accountId, webhookId },
      );
      return health ?? null;
    },

    /** All webhooks of an account, in the order of their list. */
    async list(accountId: string): Promise<WebhookWithHealth[]> {
      type Row = Omit<WebhookWithHealth, 'health'> & {
        [Field in keyof WebhookHealth]: WebhookHealth[Field] | null;
      };
      const rows = await select<Row>(
        postgres,
        `SELECT w.id AS "webhookId", w.url, w.is_active AS "isActive", w.disabled_reason AS "disabledReason",
           w.disabled_at AS "disabledAt", ${HEALTH}
         FROM webhooks AS w LEFT JOIN webhook_health AS h ON h.webhook_id = w.id
         WHERE w.account_id = $accountId ORDER BY w.created_at, w.id`,
        { accountId },
      );
      return rows.map(({ lastSuccessAt, lastFailureAt, failingSince, failuresInRow, ...webhook }) => ({
        ...webhook,
        health: failuresInRow === null ? null : { lastSuccessAt, lastFailureAt, failingSince, failuresInRow },
      }));
    },

    /** Webhooks that are on and have only failed since before an instant, and failed after they were switched on. */
    failing({ before, afterId, limit }: { before: Date; afterId: string | null; limit: number }) {
      return select<FailingWebhook>(
        postgres,
        `SELECT w.account_id AS "accountId", w.id AS "webhookId", w.url, ${SINCE} AS "failingSince",
           h.last_failure_at AS "lastFailureAt",
           CASE WHEN h.warned_since = ${SINCE} THEN h.warned_percent ELSE 0 END AS "warnedPercent"
         FROM webhook_health AS h JOIN webhooks AS w ON w.id = h.webhook_id
         WHERE h.failing_since < $before AND w.is_active AND w.enabled_at < $before
           AND h.last_failure_at >= w.enabled_at AND ($afterId::uuid IS NULL OR w.id > $afterId)
         ORDER BY w.id LIMIT $limit`,
        { before, afterId, limit },
      );
    },
  };
}
