import type { Postgres } from './postgres.js';
import { select } from './sql.js';

/** Attempts of one webhook, or of a whole account, in one hour. */
export interface HourCounts {
  /** The webhook, or the account. */
  subjectId: string;
  at: Date;
  delivered: number;
  /** Attempts that were made and not acknowledged. */
  failed: number;
  /** Deliveries that ended dead. */
  dead: number;
}

interface Subjects {
  accountId: string;
  subjectIds: readonly string[];
}

const MINUTE_MS = 60_000;
const FAILED = 'redirect + client_error + server_error + timeout + no_answer';

/** Creates the reader of what many webhooks' counters say at once: each by the table's primary key, none of them a scan. */
export function createOutlookStore(postgres: Postgres) {
  return {
    /** Hours from an instant on in which something was attempted, oldest first. */
    hours({ accountId, subjectIds, from }: Subjects & { from: Date }): Promise<HourCounts[]> {
      return select<HourCounts>(
        postgres,
        `SELECT subject_id AS "subjectId", at, delivered, ${FAILED} AS failed, dead FROM delivery_stats
         WHERE subject_id = ANY($subjectIds::uuid[]) AND step = 'hour' AND at >= $from AND account_id = $accountId
         ORDER BY at`,
        { accountId, subjectIds, from },
      );
    },

    /**
     * How many deliveries of each subject wait for a retry at an instant (Unix ms); those without any are left out. Of the current minute's
     * retries a part is over: as large a part as the minute's own.
     */
    async retrying({
      accountId,
      subjectIds,
      nowMs,
    }: Subjects & { nowMs: number }): Promise<Map<string, number>> {
      const minute = new Date(nowMs - (nowMs % MINUTE_MS));
      const rows = await select<{ subjectId: string; retrying: number }>(
        postgres,
        `SELECT subject_id AS "subjectId",
           round(sum(CASE WHEN at = $minute THEN due * $left::float8 ELSE due END))::integer AS retrying
         FROM delivery_stats
         WHERE subject_id = ANY($subjectIds::uuid[]) AND step = 'minute' AND at >= $minute AND account_id = $accountId
         GROUP BY subject_id`,
        { accountId, subjectIds, minute, left: 1 - (nowMs % MINUTE_MS) / MINUTE_MS },
      );
      return new Map(rows.map(({ subjectId, retrying }) => [subjectId, retrying]));
    },

    /** Attempts of an account that were acknowledged since an instant, which must be younger than the counters by minute. */
    async deliveredSince(accountId: string, from: Date): Promise<number> {
      const [row] = await select<{ delivered: number }>(
        postgres,
        `SELECT COALESCE(sum(delivered), 0)::integer AS delivered FROM delivery_stats
         WHERE subject_id = $accountId AND step = 'minute' AND at >= $from AND account_id = $accountId`,
        { accountId, from },
      );
      return row?.delivered ?? 0;
    },
  };
}
export type OutlookStore = ReturnType<typeof createOutlookStore>;
