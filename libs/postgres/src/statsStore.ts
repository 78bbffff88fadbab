import type { DeliveryCounters, StatsCounters, StatsStep } from '@kassahook/contracts/stats';
import { ATTEMPT_OUTCOMES, type AttemptOutcomeName } from '@kassahook/domain/attemptOutcome';
import type { Postgres } from './postgres.js';
import { select } from './sql.js';

/** Counters to be added: of a webhook, or of all of an account's (then `subjectId` is the account). */
export interface StatsAddition extends StatsCounters, DeliveryCounters {
  accountId: string;
  subjectId: string;
  step: StatsStep;
  at: Date;
}

/** What a batch of attempts says about a webhook's health. */
export interface HealthAddition {
  accountId: string;
  webhookId: string;
  lastSuccessAt: Date | null;
  lastFailureAt: Date | null;
  /** The first failure after the last success of the batch. */
  failingSince: Date | null;
  /** Failures after the last success of the batch. */
  failuresInRow: number;
}

export interface StatsFlush {
  /** One run of a process, and the number of its flush, counted up: a repeat is recognised by both. */
  worker: string;
  number: number;
  stats: readonly StatsAddition[];
  health: readonly HealthAddition[];
}

export interface StatsQuery {
  accountId: string;
  subjectId: string;
  step: StatsStep;
  /** Inclusive. */
  from: Date;
  /** Exclusive. */
  to: Date;
}

/** Columns of the counters, and their names in the table. */
const COLUMNS: Readonly<
  Record<AttemptOutcomeName | 'firstAttempts' | 'firstDelivered' | keyof DeliveryCounters, string>
> = {
  delivered: 'delivered',
  redirect: 'redirect',
  clientError: 'client_error',
  serverError: 'server_error',
  timeout: 'timeout',
  noAnswer: 'no_answer',
  notSent: 'not_sent',
  firstAttempts: 'first_attempts',
  firstDelivered: 'first_delivered',
  dead: 'dead',
  due: 'due',
};
const NAMES = Object.values(COLUMNS);
/** Attempts of a step; none where retries are due only. */
const ATTEMPTS = ATTEMPT_OUTCOMES.map((name) => COLUMNS[name]).join(' + ');
/** A failure that no later success has made past. `success` is the later of both sides' last successes. */
const standing = (failure: string) =>
  `CASE WHEN ${failure} > COALESCE(GREATEST(h.last_success_at, excluded.last_success_at), '-infinity') THEN ${failure} END`;

/**
 * One statement: the flush is noted, and only if it is new are its counters added. Rows are taken in one order by every process, so
 * that two flushes cannot wait for each other.
 */
const ADD = `
  WITH flush AS (
    INSERT INTO stats_flushes (worker, number, at) VALUES ($worker, $number, now())
    ON CONFLICT (worker) DO UPDATE SET number = excluded.number, at = excluded.at
      WHERE stats_flushes.number < excluded.number
    RETURNING 1
  ), health AS (
    INSERT INTO webhook_health AS h
      (webhook_id, account_id, last_success_at, last_failure_at, failing_since, failures_in_row)
    SELECT "webhookId", "accountId", "lastSuccessAt", "lastFailureAt", "failingSince", "failuresInRow"
    FROM jsonb_to_recordset($health::jsonb) AS given ("webhookId" uuid, "accountId" uuid, "lastSuccessAt" timestamptz,
      "lastFailureAt" timestamptz, "failingSince" timestamptz, "failuresInRow" integer)
    WHERE EXISTS (SELECT 1 FROM flush)
    ORDER BY 1
    ON CONFLICT (webhook_id) DO UPDATE SET
      last_success_at = GREATEST(h.last_success_at, excluded.last_success_at),
      last_failure_at = GREATEST(h.last_failure_at, excluded.last_failure_at),
      failing_since = LEAST(
        ${standing('h.failing_since')},
        ${standing('excluded.failing_since')},
        ${standing('GREATEST(h.last_failure_at, excluded.last_failure_at)')}),
      failures_in_row =
        CASE WHEN (${standing('h.failing_since')}) IS NULL THEN 0 ELSE h.failures_in_row END +
        CASE WHEN (${standing('excluded.last_failure_at')}) IS NULL THEN 0 ELSE excluded.failures_in_row END
    RETURNING 1
  )
  INSERT INTO delivery_stats AS s (subject_id, step, at, account_id, ${NAMES.join(', ')}, latency)
  SELECT subject_id, step, at, account_id, ${NAMES.join(', ')}, latency
  FROM jsonb_to_recordset($stats::jsonb) AS given (subject_id uuid, step text, at timestamptz, account_id uuid,
    ${NAMES.map((name) => `${name} integer`).join(', ')}, latency integer[])
  WHERE EXISTS (SELECT 1 FROM flush)
  ORDER BY 1, 2, 3
  ON CONFLICT (subject_id, step, at) DO UPDATE SET
    ${NAMES.map((name) => `${name} = s.${name} + excluded.${name}`).join(', ')},
    latency = (
      SELECT array_agg(COALESCE(a, 0) + COALESCE(b, 0) ORDER BY i)
      FROM unnest(s.latency, excluded.latency) WITH ORDINALITY AS pair (a, b, i))`;

/** Creates the store of counters. */
export function createStatsStore(postgres: Postgres) {
  return {
    /** Adds a flush; one that was added before changes nothing, so it is repeated until it is known to be in. */
    async add({ worker, number, stats, health }: StatsFlush): Promise<void> {
      await select(postgres, ADD, {
        worker,
        number,
        stats: JSON.stringify(stats.map(toRow)),
        health: JSON.stringify(health),
      });
    },

    /** Counters of each step in which something was attempted, oldest first. */
    async read({
      accountId,
      subjectId,
      step,
      from,
      to,
    }: StatsQuery): Promise<(StatsCounters & { at: Date })[]> {
      const rows = await select<StatsRow>(
        postgres,
        `SELECT at, ${Object.entries(COLUMNS)
          .map(([name, column]) => `${column} AS "${name}"`)
          .join(', ')}, latency
         FROM delivery_stats
         WHERE subject_id = $subjectId AND account_id = $accountId AND step = $step AND at >= $from AND at < $to
           AND ${ATTEMPTS} > 0
         ORDER BY at`,
        { subjectId, accountId, step, from, to },
      );
      return rows.map(
        ({ at, latency, firstAttempts, firstDelivered, dead: _dead, due: _due, ...outcomes }) => ({
          at,
          latency,
          firstAttempts,
          firstDelivered,
          outcomes,
        }),
      );
    },
  };
}
export type StatsStore = ReturnType<typeof createStatsStore>;

interface StatsRow extends Record<AttemptOutcomeName, number>, DeliveryCounters {
  at: Date;
  firstAttempts: number;
  firstDelivered: number;
  latency: number[];
}

function toRow({ subjectId, accountId, step, at, outcomes, latency, ...firsts }: StatsAddition): object {
  const counters = {
    ...outcomes,
    firstAttempts: firsts.firstAttempts,
    firstDelivered: firsts.firstDelivered,
    dead: firsts.dead,
    due: firsts.due,
  };
  const columns = Object.entries(counters).map(
    ([name, count]) => [COLUMNS[name as keyof typeof COLUMNS], count] as const,
  );
  return { subject_id: subjectId, account_id: accountId, step, at, latency, ...Object.fromEntries(columns) };
}
