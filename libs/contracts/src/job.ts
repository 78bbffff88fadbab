import { z } from 'zod';
import { ownQuery } from './ownQuery.js';
import { listPlace, pageLimit, queryInstant, uuidText } from './queryInstant.js';

/** What a job does: sends again what failed, or makes the deliveries that never were. */
export const JOB_KINDS = ['recover', 'replay-missing'] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/** `queued` and `running` are open; a job that met a fault is queued again. */
export const JOB_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** The body of `POST /api/webhooks/:id/recover` and `/replay-missing`. */
export const jobBody = z.strictObject({ since: queryInstant });

/** The query of `GET /api/jobs`. */
export const jobQuery = ownQuery({
  webhookId: uuidText.optional(),
  state: z.enum(JOB_STATES).optional(),
  limit: pageLimit(200, 50),
  before: listPlace.optional(),
});

export const jobViewSchema = z.object({
  id: z.string(),
  webhookId: z.string(),
  kind: z.enum(JOB_KINDS),
  since: z.string(),
  state: z.enum(JOB_STATES),
  /** 0 to 1, by the time between `since` and the job's creation that is looked through. */
  progress: z.number(),
  counts: z.object({
    /** Attempts (recover) or events (replay-missing) that were looked at. */
    examined: z.int(),
    /** Messages that were published: each is one attempt to come. */
    published: z.int(),
  }),
  /** Its webhook's endpoint rests: what was published waits until then, or longer. Absent while it does not, or when nothing of it can wait. */
  restsUntil: z.string().optional(),
  /** Somebody asked for its end; a running job ends before its next messages. */
  cancelRequested: z.boolean(),
  /** Why it failed; null when it did not. */
  error: z.string().nullable(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
});
export type JobView = z.infer<typeof jobViewSchema>;
