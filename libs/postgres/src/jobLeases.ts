import { JOB_COLUMNS, type Job } from './jobStore.js';
import type { Postgres } from './postgres.js';
import { select } from './sql.js';

/** A job that this process works on, and from where. */
export interface ClaimedJob extends Job {
  /** What `save` was given last; null at the beginning. */
  place: unknown;
  /** Failures in a row before this claim. */
  tries: number;
}

/** What the worker of a job is to do next. `lost`: its lease ran out and somebody else may have it. */
export type JobOrder = 'go' | 'cancel' | 'lost';

export interface JobHold {
  id: string;
  worker: string;
}

export interface JobAdvance {
  place: unknown;
  examined: number;
  published: number;
  progress: number;
}

/** Any number that no other program locks in this database. */
const CLAIM_LOCK = '7737592497000378220';

/**
 * Who works on which job: a lease in the job's own row. A worker that was killed lets it run out, and the next one goes on from the
 * place that was saved last. Time is the database's.
 */
export function createJobLeases(postgres: Postgres, { leaseMs }: { leaseMs: number }) {
  const until = `now() + make_interval(secs => $leaseMs::float8 / 1000)`;

  async function ordered(text: string, bind: Record<string, unknown>): Promise<JobOrder> {
    const [row] = await select<{ cancelRequested: boolean }>(postgres, text, { ...bind, leaseMs });
    if (!row) return 'lost';
    return row.cancelRequested ? 'cancel' : 'go';
  }

  return {
    /**
     * Takes the oldest job that nobody works on; null when there is none, or `parallelMax` are worked on by all processes together. One
     * account's second job waits while its first one runs, so that nobody's jobs keep all others waiting.
     */
    claim({ worker, parallelMax }: { worker: string; parallelMax: number }): Promise<ClaimedJob | null> {
      return postgres.transaction(async (transaction) => {
        // Two that count at the same time would both see a free place.
        await select(postgres, `SELECT pg_advisory_xact_lock(${CLAIM_LOCK})`, {}, transaction);
        const [job] = await select<ClaimedJob>(
          postgres,
          `UPDATE jobs SET state = 'running', worker = $worker, lease_until = ${until},
             started_at = COALESCE(started_at, now())
           WHERE id = (
             SELECT id FROM jobs AS free
             WHERE state IN ('queued', 'running') AND (lease_until IS NULL OR lease_until < now())
               AND (SELECT count(*) FROM jobs WHERE state = 'running' AND lease_until >= now()) < $parallelMax
               AND NOT EXISTS (
                 SELECT 1 FROM jobs AS other
                 WHERE other.account_id = free.account_id AND other.state = 'running' AND other.lease_until >= now())
             ORDER BY created_at LIMIT 1)
           RETURNING ${JOB_COLUMNS}, place, tries`,
          { worker, parallelMax, leaseMs },
          transaction,
        );
        return job ?? null;
      });
    },

    /** Keeps the lease. */
    renew({ id, worker }: JobHold): Promise<JobOrder> {
      return ordered(
        `UPDATE jobs SET lease_until = ${until} WHERE id = $id AND worker = $worker AND state = 'running'
         RETURNING cancel_requested AS "cancelRequested"`,
        { id, worker },
      );
    },

    /** Notes how far the job is: whoever goes on, goes on from here. */
    save({ id, worker }: JobHold, { place, examined, published, progress }: JobAdvance): Promise<JobOrder> {
      return ordered(
        `UPDATE jobs SET lease_until = ${until}, place = $place::jsonb, examined = $examined, published = $published,
           progress = $progress, tries = 0
         WHERE id = $id AND worker = $worker AND state = 'running'
         RETURNING cancel_requested AS "cancelRequested"`,
        { id, worker, place: JSON.stringify(place), examined, published, progress },
      );
    },

    /** Ends a job. One that was lost to another worker is left to that. */
    async finish(
      { id, worker }: JobHold,
      { state, error = null }: { state: 'done' | 'failed' | 'cancelled'; error?: string | null },
    ): Promise<void> {
      await select(
        postgres,
        `UPDATE jobs SET state = $state, error = $error, finished_at = now(), worker = NULL, lease_until = NULL,
           progress = CASE WHEN $state = 'done' THEN 1 ELSE progress END
         WHERE id = $id AND worker = $worker AND state = 'running'`,
        { id, worker, state, error },
      );
    },

    /** Gives a job back: to anybody, after `afterMs`. @param failed counts as one of its tries */
    async release(
      { id, worker }: JobHold,
      { afterMs, failed }: { afterMs: number; failed: boolean },
    ): Promise<void> {
      await select(
        postgres,
        `UPDATE jobs SET state = 'queued', worker = NULL, tries = tries + $failed::int,
           lease_until = now() + make_interval(secs => $afterMs::float8 / 1000)
         WHERE id = $id AND worker = $worker AND state = 'running'`,
        { id, worker, afterMs, failed: failed ? 1 : 0 },
      );
    },
  };
}
export type JobLeases = ReturnType<typeof createJobLeases>;
