import type { Migration } from './migration.js';

/**
 * Counters of attempts per webhook, and per account (the subject), and minute, hour and day; which flushes they hold already, so that a repeated one counts once; and
 * where each webhook's health stands. `latency` counts answers by bucket (libs/domain/src/latencyBuckets.ts).
 * Rows are updated in place many times: room in the page keeps these updates out of the indexes.
 */
export const deliveryStats: Migration = {
  name: '0042-delivery-stats',
  up: (sql) =>
    sql(`
      CREATE TABLE delivery_stats (
        subject_id uuid NOT NULL,
        step text NOT NULL CHECK (step IN ('minute', 'hour', 'day')),
        at timestamptz(3) NOT NULL,
        account_id uuid NOT NULL,
        delivered integer NOT NULL,
        redirect integer NOT NULL,
        client_error integer NOT NULL,
        server_error integer NOT NULL,
        timeout integer NOT NULL,
        no_answer integer NOT NULL,
        not_sent integer NOT NULL,
        first_attempts integer NOT NULL,
        first_delivered integer NOT NULL,
        latency integer[] NOT NULL,
        PRIMARY KEY (subject_id, step, at)
      ) WITH (fillfactor = 70);
      CREATE INDEX delivery_stats_age_idx ON delivery_stats (step, at);

      CREATE TABLE stats_flushes (
        worker text PRIMARY KEY,
        number integer NOT NULL,
        at timestamptz NOT NULL
      );

      CREATE TABLE webhook_health (
        webhook_id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        last_success_at timestamptz(3),
        last_failure_at timestamptz(3),
        failing_since timestamptz(3),
        failures_in_row integer NOT NULL,
        warned_percent integer NOT NULL DEFAULT 0,
        warned_since timestamptz(3)
      ) WITH (fillfactor = 70);
      CREATE INDEX webhook_health_failing_idx ON webhook_health (failing_since) WHERE failing_since IS NOT NULL;
    `),
  down: (sql) => sql('DROP TABLE webhook_health; DROP TABLE stats_flushes; DROP TABLE delivery_stats;'),
};
