import type { DeliveryMessage } from '@kassahook/contracts/messages';
import type { Subscription } from '@kassahook/contracts/subscription';

/** A job, as the work on it needs it. */
export interface WorkedJob {
  id: string;
  accountId: string;
  webhookId: string;
  since: Date;
  /** The job looks at nothing that is younger than itself: so it ends, beside a running system. */
  createdAt: Date;
}

/** A place in the log or in the event store, oldest first. */
export interface JobPlace {
  at: Date;
  id: string;
}

/** One page of a job. */
export interface JobPage {
  messages: DeliveryMessage[];
  examined: number;
  /** Where the next page begins; null when this was the last. */
  next: JobPlace | null;
}

/**
 * Reads one page of a job and makes its messages. Reading a page twice makes the same messages, and each carries `repeat`: a deliverer
 * asks the attempt log first, so what a worker published before it was killed is not sent again.
 */
export type ReadJobPage = (job: WorkedJob, webhook: Subscription, after: JobPlace | null) => Promise<JobPage>;

/** How far a job is, 0 to 1, by time. */
export function progressOf({ since, createdAt }: WorkedJob, place: JobPlace | null): number {
  const wholeMs = createdAt.getTime() - since.getTime();
  if (!place || wholeMs <= 0) return 0;
  return Math.min(1, Math.max(0, (place.at.getTime() - since.getTime()) / wholeMs));
}

/** A place as it was saved as JSON; null for anything else. */
export function readPlace(value: unknown): JobPlace | null {
  if (typeof value !== 'object' || value === null || !('at' in value) || !('id' in value)) return null;
  const { at, id } = value;
  return typeof at === 'string' && typeof id === 'string' ? { at: new Date(at), id } : null;
}
