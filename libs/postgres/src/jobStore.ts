import type { JobKind, JobState } from '@kassahook/contracts/job';
import { AppError, notFound } from '@kassahook/platform/errors';
import { newId } from '@kassahook/platform/ids';
import type { Postgres } from './postgres.js';
import { select } from './sql.js';
import { isUuid } from './uuid.js';

/** A job as its owner sees it. */
export interface Job {
  id: string;
  accountId: string;
  webhookId: string;
  kind: JobKind;
  since: Date;
  state: JobState;
  /** 0 to 1. */
  progress: number;
  /** Attempts or events that were looked at. */
  examined: number;
  published: number;
  error: string | null;
  cancelRequested: boolean;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

export interface NewJob {
  accountId: string;
  webhookId: string;
  kind: JobKind;
  since: Date;
}

export interface JobListQuery {
  accountId: string;
  webhookId?: string | undefined;
  state?: JobState | undefined;
  /** Only jobs before this one: the last of the page before. */
  before?: { at: Date; id: string } | undefined;
  limit: number;
}

export const JOB_COLUMNS = `id, account_id AS "accountId", webhook_id AS "webhookId", kind, since, state, progress, examined,
  published, error, cancel_requested AS "cancelRequested", created_at AS "createdAt", started_at AS "startedAt",
  finished_at AS "finishedAt"`;

/**
 * Creates the store of jobs, as their owners use it; every call is scoped to an account. How they are worked off: jobLeases.ts.
 * @throws from each call: AppError NOT_FOUND for a job that is not the account's
 */
export function createJobStore(postgres: Postgres) {
  return {
    /** @throws AppError JOB_RUNNING (409) when one of this kind is open for the webhook; `data` names it */
    async create({ accountId, webhookId, kind, since }: NewJob): Promise<Job> {
      const [made] = await select<Job>(
        postgres,
        `INSERT INTO jobs (id, account_id, webhook_id, kind, since, state)
         VALUES ($id, $accountId, $webhookId, $kind, $since, 'queued')
         ON CONFLICT (webhook_id, kind) WHERE state IN ('queued', 'running') DO NOTHING
         RETURNING ${JOB_COLUMNS}`,
        { id: newId(), accountId, webhookId, kind, since },
      );
      if (made) return made;
      const [open] = await select<{ id: string }>(
        postgres,
        `SELECT id FROM jobs WHERE webhook_id = $webhookId AND kind = $kind AND state IN ('queued', 'running')`,
        { webhookId, kind },
      );
      throw new AppError(`a job of this kind is already under way for the webhook`, {
        code: 'JOB_RUNNING',
        status: 409,
        ...(open && { data: { jobId: open.id } }),
      });
    },

    /** Newest first. */
    list({ accountId, webhookId, state, before, limit }: JobListQuery): Promise<Job[]> {
      return select<Job>(
        postgres,
        `SELECT ${JOB_COLUMNS} FROM jobs
         WHERE account_id = $accountId
           AND ($webhookId::uuid IS NULL OR webhook_id = $webhookId)
           AND ($state::text IS NULL OR state = $state)
           AND ($at::timestamptz IS NULL OR (created_at, id::text) < ($at, $beforeId))
         ORDER BY created_at DESC, id DESC LIMIT $limit`,
        {
          accountId,
          webhookId: webhookId ?? null,
          state: state ?? null,
          at: before?.at ?? null,
          beforeId: before?.id ?? '',
          limit,
        },
      );
    },

    async get(accountId: string, id: string): Promise<Job> {
      const [job] = isUuid(id)
        ? await select<Job>(
            postgres,
            `SELECT ${JOB_COLUMNS} FROM jobs WHERE id = $id AND account_id = $accountId`,
            { accountId, id },
          )
        : [];
      if (!job) throw notFound('job');
      return job;
    },

    /**
     * Ends a job that waits at once, and tells the worker of a running one to end it before its next message.
     * @throws AppError JOB_ENDED (409) for one that is done or failed
     */
    async cancel(accountId: string, id: string): Promise<Job> {
      const [job] = isUuid(id)
        ? await select<Job>(
            postgres,
            `UPDATE jobs SET
               cancel_requested = true,
               state = CASE state WHEN 'queued' THEN 'cancelled' ELSE state END,
               finished_at = CASE state WHEN 'queued' THEN now() ELSE finished_at END
             WHERE id = $id AND account_id = $accountId AND state IN ('queued', 'running', 'cancelled')
             RETURNING ${JOB_COLUMNS}`,
            { accountId, id },
          )
        : [];
      if (job) return job;
      const { state } = await this.get(accountId, id);
      throw new AppError(`the job has ended already: ${state}`, { code: 'JOB_ENDED', status: 409 });
    },
  };
}
export type JobStore = ReturnType<typeof createJobStore>;
