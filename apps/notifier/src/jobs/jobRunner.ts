import type { JobKind } from '@kassahook/contracts/job';
import type { DeliveryMessage } from '@kassahook/contracts/messages';
import type { Subscription } from '@kassahook/contracts/subscription';
import { errorCodeOf, toError } from '@kassahook/platform/errors';
import type { Logger } from '@kassahook/platform/logger';
import { progressOf, readPlace, type JobPlace, type ReadJobPage, type WorkedJob } from './jobWork.js';
import type { JobPace } from './jobPace.js';

/** A job that this process has a lease on. */
export interface HeldJob extends WorkedJob {
  kind: JobKind;
  examined: number;
  published: number;
  cancelRequested: boolean;
  place: unknown;
  tries: number;
}

type Order = 'go' | 'cancel' | 'lost';
interface Hold {
  id: string;
  worker: string;
}

/** The leases on jobs: see libs/postgres. */
export interface JobLeasesPort {
  claim(by: { worker: string; parallelMax: number }): Promise<HeldJob | null>;
  renew(hold: Hold): Promise<Order>;
  save(
    hold: Hold,
    advance: { place: unknown; examined: number; published: number; progress: number },
  ): Promise<Order>;
  finish(hold: Hold, end: { state: 'done' | 'failed' | 'cancelled'; error?: string | null }): Promise<void>;
  release(hold: Hold, how: { afterMs: number; failed: boolean }): Promise<void>;
}

/** How far a job is. */
export interface JobProgress {
  id: string;
  accountId: string;
  webhookId: string;
  state: 'running' | 'done' | 'failed' | 'cancelled';
  /** 0 to 1. */
  progress: number;
  examined: number;
  published: number;
}

export interface JobRunnerDeps {
  leases: JobLeasesPort;
  pages: Readonly<Record<JobKind, ReadJobPage>>;
  /** The webhook from the database; null when it is gone. */
  webhookOf: (accountId: string, webhookId: string) => Promise<Subscription | null>;
  pace: JobPace;
  /** Publishes to the queue of retries, confirmed. */
  publish: (message: DeliveryMessage) => Promise<void>;
  /** Told after each page and at the end. Must not throw. */
  onProgress?: (job: JobProgress) => void;
  worker: string;
  /** Jobs that all processes together work on at once. */
  parallelMax: number;
  logger: Logger;
}

/** A fault of a dependency ends by itself; one that comes back as often as this is in the job. */
const TRIES_MAX = 50;
const [PAUSE_FIRST_MS, PAUSE_MAX_MS] = [1_000, 60_000];

/**
 * Works jobs off, page by page: read, publish, save the place. A worker that is killed lets its lease run out, and the next one goes on
 * from the place; the page that was under way is published again, and its repeats meet their attempts in the log.
 */
export function createJobRunner(deps: JobRunnerDeps) {
  const { leases, worker, parallelMax, logger } = deps;
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();

  async function work(job: HeldJob): Promise<void> {
    const hold = { id: job.id, worker };
    const facts = { jobId: job.id, kind: job.kind, webhookId: job.webhookId };
    logger.info({ ...facts, place: job.place }, 'job.started');
    try {
      const end = await pages(job, hold);
      logger.info({ ...facts, end }, 'job.left');
    } catch (error) {
      const isHopeless = job.tries + 1 >= TRIES_MAX;
      logger.warn({ ...facts, code: errorCodeOf(error), err: toError(error) }, 'job.fault');
      if (isHopeless) await leases.finish(hold, { state: 'failed', error: errorCodeOf(error) ?? 'INTERNAL' });
      else {
        const afterMs = Math.min(PAUSE_MAX_MS, PAUSE_FIRST_MS * 2 ** Math.min(job.tries, 10));
        await leases.release(hold, { afterMs, failed: true });
      }
    }
  }

  async function pages(job: HeldJob, hold: Hold): Promise<string> {
    let { examined, published } = job;
    let place: JobPlace | null = readPlace(job.place);
    const tell = (state: JobProgress['state']): void => {
      const { id, accountId, webhookId } = job;
      const progress = state === 'done' ? 1 : progressOf(job, place);
      deps.onProgress?.({ id, accountId, webhookId, state, progress, examined, published });
    };
    const end = async (state: 'done' | 'failed' | 'cancelled', error?: string): Promise<string> => {
      await leases.finish(hold, { state, error: error ?? null });
      tell(state);
      return error ?? state;
    };
    if (job.cancelRequested) return end('cancelled');
    for (;;) {
      if (stopping.signal.aborted) return giveBack(hold);
      const webhook = await deps.webhookOf(job.accountId, job.webhookId);
      if (!webhook?.isActive) return end('failed', webhook ? 'WEBHOOK_INACTIVE' : 'WEBHOOK_GONE');
      const page = await deps.pages[job.kind](job, webhook, place);
      let order: Order = 'go';
      const handed = await deps.pace.inSlices(page.messages, {
        publish: async (slice) => {
          await Promise.all(slice.map(deps.publish));
        },
        mayGoOn: async () => {
          order = await leases.renew(hold);
          return order === 'go' && !stopping.signal.aborted;
        },
      });
      published += handed;
      const isWhole = handed === page.messages.length;
      if (isWhole) {
        examined += page.examined;
        place = page.next ?? place;
      }
      const progress = progressOf(job, place);
      order = worseOf(order, await leases.save(hold, { place, examined, published, progress }));
      if (order === 'lost') return 'lost';
      if (order === 'cancel') return end('cancelled');
      if (!isWhole) return giveBack(hold);
      if (!page.next) return end('done');
      tell('running');
    }
  }

  async function giveBack(hold: Hold): Promise<string> {
    await leases.release(hold, { afterMs: 0, failed: false });
    return 'given back';
  }

  return {
    /** Starts what may be started now; does not wait for its end. */
    async round(): Promise<void> {
      while (running.size < parallelMax && !stopping.signal.aborted) {
        const job = await leases.claim({ worker, parallelMax });
        if (!job) return;
        const under = work(job)
          .catch((error: unknown) =>
            logger.warn({ jobId: job.id, err: toError(error) }, 'job.left_to_its_lease'),
          )
          .finally(() => running.delete(under));
        running.add(under);
      }
    },
    /** Gives running jobs back before their next messages, for another process to go on with. */
    async stop(): Promise<void> {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

function worseOf(a: Order, b: Order): Order {
  return a === 'lost' || b === 'lost' ? 'lost' : a === 'cancel' || b === 'cancel' ? 'cancel' : 'go';
}
