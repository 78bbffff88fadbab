import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DeliveryMessage } from '@kassahook/contracts/messages';
import type { Subscription } from '@kassahook/contracts/subscription';
import { createJobPace } from '@kassahook/notifier/jobs/jobPace';
import { createJobRunner, type JobRunnerDeps } from '@kassahook/notifier/jobs/jobRunner';
import type { ReadJobPage } from '@kassahook/notifier/jobs/jobWork';
import { systemClock } from '@kassahook/platform/clock';
import { newId } from '@kassahook/platform/ids';
import { createSilentLogger } from '@kassahook/platform/logger';
import { createAccountStore } from '@kassahook/postgres/accountStore';
import { createJobLeases } from '@kassahook/postgres/jobLeases';
import { createJobStore, type Job, type JobStore } from '@kassahook/postgres/jobStore';
import { migratePostgres } from '@kassahook/postgres/migrate';
import { createPostgres, type Postgres } from '@kassahook/postgres/postgres';
import { createTestNamespace, type TestNamespace } from '@kassahook/testing/testServices';
import { waitFor } from '@kassahook/testing/waitFor';

let namespace: TestNamespace;
let postgres: Postgres;
let jobs: JobStore;
let accountId: string;

beforeAll(async () => {
  namespace = await createTestNamespace(['postgres']);
  const logger = createSilentLogger();
  postgres = createPostgres({
    url: namespace.POSTGRES_URL,
    logger,
    onCommitted: () => undefined,
    onWebhooksChanged: () => undefined,
  });
  await migratePostgres(postgres, logger);
  jobs = createJobStore(postgres);
});
beforeEach(async () => {
  await postgres.sequelize.query('DELETE FROM jobs');
  accountId = await newAccount();
});
afterAll(async () => {
  await postgres.close();
  await namespace.drop();
});

async function newAccount(): Promise<string> {
  const owner = { name: 'Анна', email: `${newId()}@example.com`, passwordHash: 'none' };
  return (await createAccountStore(postgres).create({ name: 'Ларёк', owner })).accountId;
}

const newJob = (owner = accountId) =>
  jobs.create({
    accountId: owner,
    webhookId: newId(),
    kind: 'recover',
    since: new Date(Date.now() - 3_600_000),
  });

const PAGES = 4;
const PER_PAGE = 10;

/** Four pages of ten messages, named by their number. */
const countingPages: ReadJobPage = (job, _webhook, after) => {
  const page = Number(after?.id ?? 0);
  const messages = Array.from(
    { length: PER_PAGE },
    (_, index) => ({ deliveryId: `${page * PER_PAGE + index}`, eventId: job.id }) as DeliveryMessage,
  );
  const next = page + 1 < PAGES ? { at: job.createdAt, id: String(page + 1) } : null;
  return Promise.resolve({ messages, examined: PER_PAGE, next });
};

interface Rig {
  published: string[];
  round: () => Promise<void>;
  stop: () => Promise<void>;
}

/** A runner with a lease of its own, that may be made to hang or to fail. */
function rig(deps: Partial<JobRunnerDeps> & { leaseMs?: number; depth?: () => Promise<number> } = {}): Rig {
  const published: string[] = [];
  const { leaseMs = 30_000, depth = () => Promise.resolve(0), publish, ...rest } = deps;
  const runner = createJobRunner({
    leases: createJobLeases(postgres, { leaseMs }),
    pages: { recover: countingPages, 'replay-missing': countingPages },
    webhookOf: () => Promise.resolve({ isActive: true } as Subscription),
    pace: createJobPace({
      depth,
      depthMax: 5,
      perSecond: 4_000,
      clock: systemClock,
      wait: () => new Promise((resolve) => setImmediate(resolve)),
    }),
    worker: newId(),
    parallelMax: 2,
    logger: createSilentLogger(),
    ...rest,
    publish: async (message) => {
      await publish?.(message);
      published.push(message.deliveryId);
    },
  });
  return { published, round: () => runner.round(), stop: () => runner.stop() };
}

const untilState = (job: Job, state: Job['state']) =>
  waitFor(
    async () => {
      const now = await jobs.get(job.accountId, job.id);
      return now.state === state && now;
    },
    { what: `the job to be ${state}` },
  );

const ALL = Array.from({ length: PAGES * PER_PAGE }, (_, index) => String(index));

describe('working jobs off', () => {
  it('when a job is there, then all its pages are published and its counts and progress say so', async () => {
    const job = await newJob();
    const { published, round, stop } = rig();
    await round();
    expect(await untilState(job, 'done')).toMatchObject({
      examined: 40,
      published: 40,
      progress: 1,
      error: null,
    });
    expect(published).toEqual(ALL);
    await stop();
  });

  it('when a worker dies in the middle, then another goes on from the page it had saved last', async () => {
    const job = await newJob();
    let release = (): void => undefined;
    const hanging = new Promise<void>((resolve) => (release = resolve));
    const dying = rig({
      leaseMs: 300,
      publish: ({ deliveryId }) => (deliveryId === '15' ? hanging : Promise.resolve()),
    });
    await dying.round();
    await waitFor(async () => (await jobs.get(accountId, job.id)).published === 10, {
      what: 'the first page',
    });

    const other = rig();
    await waitFor(async () => {
      await other.round();
      return other.published.length > 0;
    });
    expect(await untilState(job, 'done')).toMatchObject({ published: 40 });
    expect(other.published).toEqual(ALL.slice(10));
    // The one that was taken for dead comes back: the job is not its own any more.
    release();
    await dying.stop();
    expect(dying.published.some((id) => Number(id) >= 20)).toBe(false);
    expect(await jobs.get(accountId, job.id)).toMatchObject({ state: 'done', published: 40 });
    await other.stop();
  });

  it('when a running job is cancelled, then it ends before its next messages; one that waits ends at once', async () => {
    const [running, waiting] = [await newJob(), await newJob()];
    const { published, round, stop } = rig({ depth: () => Promise.resolve(published.length >= 10 ? 6 : 0) });
    await round();
    await waitFor(() => published.length === 10, { what: 'a long queue' });
    expect(await jobs.cancel(accountId, waiting.id)).toMatchObject({ state: 'cancelled' });
    expect(await jobs.cancel(accountId, running.id)).toMatchObject({
      state: 'running',
      cancelRequested: true,
    });
    await untilState(running, 'cancelled');
    expect(published).toHaveLength(10);
    await stop();
    await expect(jobs.cancel(accountId, running.id)).resolves.toMatchObject({ state: 'cancelled' });
  });

  it('when the process stops, then its job is given back and another process ends it', async () => {
    const job = await newJob();
    const first = rig({ depth: () => Promise.resolve(first.published.length >= 10 ? 6 : 0) });
    await first.round();
    await waitFor(() => first.published.length === 10, { what: 'a long queue' });
    await first.stop();
    expect(await jobs.get(accountId, job.id)).toMatchObject({ state: 'queued', published: 10 });
    const second = rig();
    await waitFor(async () => {
      await second.round();
      return (await jobs.get(accountId, job.id)).state === 'done';
    });
    expect(second.published).toEqual(ALL.slice(10));
    await second.stop();
  });

  it('when the webhook is off or gone, then the job fails and says why', async () => {
    const job = await newJob();
    const { round, stop } = rig({ webhookOf: () => Promise.resolve({ isActive: false } as Subscription) });
    await round();
    expect(await untilState(job, 'failed')).toMatchObject({ error: 'WEBHOOK_INACTIVE' });
    await stop();
  });

  it('when a dependency fails, then the job waits and is tried again', async () => {
    const job = await newJob();
    let failures = 1;
    const { published, round, stop } = rig({
      publish: () => (failures-- > 0 ? Promise.reject(new Error('the broker is down')) : Promise.resolve()),
    });
    await round();
    await untilState(job, 'queued');
    await postgres.sequelize.query('UPDATE jobs SET lease_until = now()');
    await waitFor(async () => {
      await round();
      return (await jobs.get(accountId, job.id)).state === 'done';
    });
    expect(new Set(published)).toEqual(new Set(ALL));
    await stop();
  });

  it('when there are many jobs, then at most so many run, and of one account one at a time', async () => {
    const leases = createJobLeases(postgres, { leaseMs: 30_000 });
    const [first, second] = [await newJob(), await newJob()];
    const others = [await newJob(await newAccount()), await newJob(await newAccount())];
    const claim = () => leases.claim({ worker: 'w', parallelMax: 2 });
    const claimed = await Promise.all([claim(), claim(), claim(), claim()]);
    const ids = claimed.flatMap((job) => job?.id ?? []);
    expect(ids.sort()).toEqual([first.id, others[0]!.id].sort());
    await leases.finish({ id: first.id, worker: 'w' }, { state: 'done' });
    expect((await claim())?.id).toBe(second.id);
  });
});
