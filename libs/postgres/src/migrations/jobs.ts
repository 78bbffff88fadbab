import type { Migration } from './migration.js';

/**
 * Jobs, and the leases of work that one process at a time does. A job has no foreign key to its webhook: its record outlives it.
 * `lease_until` is until when its worker has it; of a queued one: before when nobody should try it (again).
 */
export const jobs: Migration = {
  name: '0041-jobs',
  up: (sql) =>
    sql(`
      CREATE TABLE jobs (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES accounts ON DELETE RESTRICT,
        webhook_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('recover', 'replay-missing')),
        since timestamptz NOT NULL,
        state text NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
        progress double precision NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 1),
        examined integer NOT NULL DEFAULT 0,
        published integer NOT NULL DEFAULT 0,
        place jsonb,
        error text,
        cancel_requested boolean NOT NULL DEFAULT false,
        tries integer NOT NULL DEFAULT 0,
        worker text,
        lease_until timestamptz,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        started_at timestamptz,
        finished_at timestamptz
      );
      CREATE UNIQUE INDEX jobs_open_key ON jobs (webhook_id, kind) WHERE state IN ('queued', 'running');
      CREATE INDEX jobs_list_idx ON jobs (account_id, created_at DESC, id DESC);
      CREATE INDEX jobs_queue_idx ON jobs (created_at) WHERE state IN ('queued', 'running');
      CREATE INDEX jobs_finished_idx ON jobs (finished_at) WHERE finished_at IS NOT NULL;

      CREATE TABLE leases (
        name text PRIMARY KEY,
        worker text NOT NULL,
        until timestamptz NOT NULL
      );
    `),
  down: (sql) => sql('DROP TABLE leases; DROP TABLE jobs;'),
};
