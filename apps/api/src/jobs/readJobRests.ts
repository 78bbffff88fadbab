import type { Clock } from '@kassahook/platform/clock';
import type { ReadRests, ReadRestsDeps } from '../stats/readRests.js';

export interface ReadJobRestsDeps {
  readRests: ReadRests;
  subscriptionsOf: ReadRestsDeps['subscriptionsOf'];
  /** How long an attempt of a webhook may be set aside, parked or waiting for its rate, ms. */
  setAsideMs: (webhook: { maxPerSecond: number | null }) => number;
  clock: Clock;
}

/** A job, as far as its messages may wait. */
interface Publishing {
  webhookId: string;
  published: number;
  finishedAt: Date | null;
}

/** Until when what these jobs have published rests, ISO 8601; jobs of which nothing can wait are absent. Never throws. */
export type ReadJobRests = (
  accountId: string,
  jobs: readonly Publishing[],
) => Promise<ReadonlyMap<Publishing, string>>;

/** Creates the look. A job publishes and ends; what it published is parked like everything else of an endpoint that rests. */
export function createReadJobRests({
  readRests,
  subscriptionsOf,
  setAsideMs,
  clock,
}: ReadJobRestsDeps): ReadJobRests {
  const longestMs = setAsideMs({ maxPerSecond: 1 });

  const mayWait = ({ finishedAt, published }: Publishing, forMs: number): boolean =>
    finishedAt === null || (published > 0 && finishedAt.getTime() >= clock.now() - forMs);

  return async function readJobRests(accountId, jobs) {
    const looked = jobs.filter((job) => mayWait(job, longestMs));
    const places = new Map(looked.map(({ webhookId }) => [webhookId, { webhookId }]));
    const rests = await readRests(accountId, [...places.values()]);
    if (rests.size === 0) return new Map();
    // Only what waits for the webhook's rate waits for longer than it may be parked.
    const webhooks = await subscriptionsOf(accountId).catch(() => []);
    const waitMs = new Map(
      webhooks.map((webhook) => [webhook.id, setAsideMs({ maxPerSecond: webhook.maxPerSecond ?? null })]),
    );
    return new Map(
      looked.flatMap((job): [Publishing, string][] => {
        const until = rests.get(job.webhookId);
        return until !== undefined && mayWait(job, waitMs.get(job.webhookId) ?? 0) ? [[job, until]] : [];
      }),
    );
  };
}
