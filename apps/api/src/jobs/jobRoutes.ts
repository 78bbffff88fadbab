import { jobBody, jobQuery, type JobKind, type JobState, type JobView } from '@kassahook/contracts/job';
import { placeText, type ListPlace } from '@kassahook/contracts/queryInstant';
import type { Clock } from '@kassahook/platform/clock';
import { AppError, validationFailed } from '@kassahook/platform/errors';
import type { Authenticate } from '../http/authenticate.js';
import {
  pathParam,
  principalOf,
  type ApiContext,
  type ApiMiddleware,
  type ApiRouter,
} from '../http/context.js';
import { bodyOf } from '../http/jsonBody.js';
import { validated } from '../http/validate.js';
import type { ReadJobRests } from './readJobRests.js';

/** A job as its store knows it. */
export interface StoredJob {
  id: string;
  webhookId: string;
  kind: JobKind;
  since: Date;
  state: JobState;
  progress: number;
  examined: number;
  published: number;
  error: string | null;
  cancelRequested: boolean;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

export interface JobRoutesDeps {
  authenticate: Authenticate;
  jsonBody: ApiMiddleware;
  jobs: {
    create(job: { accountId: string; webhookId: string; kind: JobKind; since: Date }): Promise<StoredJob>;
    list(query: {
      accountId: string;
      webhookId?: string | undefined;
      state?: JobState | undefined;
      before?: ListPlace | undefined;
      limit: number;
    }): Promise<StoredJob[]>;
    get(accountId: string, id: string): Promise<StoredJob>;
    cancel(accountId: string, id: string): Promise<StoredJob>;
  };
  webhooks: { get(accountId: string, id: string): Promise<{ id: string; isActive: boolean }> };
  readJobRests: ReadJobRests;
  clock: Clock;
}

const PATH = '/api/jobs';

/** `/api/jobs` and what starts one: reading needs `read` or `webhooks`, starting and ending `webhooks`. */
export function jobRoutes(deps: JobRoutesDeps) {
  const { authenticate, jsonBody, jobs, webhooks, readJobRests, clock } = deps;
  const reader = authenticate('read', 'webhooks');
  const manager = authenticate('webhooks');

  const starts = (kind: JobKind) => async (ctx: ApiContext) => {
    const { since } = validated(jobBody, bodyOf(ctx));
    if (since.getTime() > clock.now()) throw validationFailed({ since: 'must not be in the future' });
    const { accountId } = principalOf(ctx);
    const { id: webhookId, isActive } = await webhooks.get(accountId, pathParam(ctx, 'id').toLowerCase());
    if (!isActive) {
      throw new AppError('the webhook is switched off: switch it on first', {
        code: 'WEBHOOK_INACTIVE',
        status: 409,
      });
    }
    ctx.status = 202;
    ctx.body = await presentOne(accountId, await jobs.create({ accountId, webhookId, kind, since }));
  };

  async function present(accountId: string, shown: readonly StoredJob[]): Promise<JobView[]> {
    const rests = await readJobRests(accountId, shown);
    return shown.map((job) => presentJob(job, rests.get(job)));
  }

  async function presentOne(accountId: string, job: StoredJob): Promise<JobView | undefined> {
    return (await present(accountId, [job]))[0];
  }

  return (router: ApiRouter): void => {
    router.post('/api/webhooks/:id/recover', manager, jsonBody, starts('recover'));
    router.post('/api/webhooks/:id/replay-missing', manager, jsonBody, starts('replay-missing'));

    router.get(PATH, reader, async (ctx) => {
      const query = validated(jobQuery, ctx.query);
      const { accountId } = principalOf(ctx);
      const found = await jobs.list({ ...query, accountId, limit: query.limit + 1 });
      const page = found.slice(0, query.limit);
      const last = page.at(-1);
      if (last && found.length > page.length) {
        ctx.set('X-Next-Before', placeText({ at: last.createdAt, id: last.id }));
      }
      ctx.body = await present(accountId, page);
    });

    router.get(`${PATH}/:id`, reader, async (ctx) => {
      const { accountId } = principalOf(ctx);
      ctx.body = await presentOne(accountId, await jobs.get(accountId, pathParam(ctx, 'id')));
    });

    router.post(`${PATH}/:id/cancel`, manager, async (ctx) => {
      ctx.status = 202;
      const { accountId } = principalOf(ctx);
      ctx.body = await presentOne(accountId, await jobs.cancel(accountId, pathParam(ctx, 'id')));
    });
  };
}

function presentJob(job: StoredJob, restsUntil: string | undefined): JobView {
  const { id, webhookId, kind, state, progress, examined, published, error, cancelRequested } = job;
  return {
    ...{ id, webhookId, kind, state, progress, error, cancelRequested },
    since: job.since.toISOString(),
    counts: { examined, published },
    ...(restsUntil !== undefined && { restsUntil }),
    createdAt: job.createdAt.toISOString(),
    startedAt: job.startedAt?.toISOString() ?? null,
    finishedAt: job.finishedAt?.toISOString() ?? null,
  };
}
