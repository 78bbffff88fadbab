import type { Attempt, AttemptBrief } from '@kassahook/contracts/attempt';
import { RESENDS_PER_DELIVERY_MAX } from '@kassahook/contracts/delivery';
import type { StoredEvent } from '@kassahook/contracts/event';
import type { DeliveryMessage } from '@kassahook/contracts/messages';
import { deliveryStateOf } from '@kassahook/domain/deliveryState';
import type { Clock } from '@kassahook/platform/clock';
import { resendAttemptIdOf } from '@kassahook/platform/ids';
import { firstAttempt } from '../firstAttempts.js';
import type { JobPlace, ReadJobPage, WorkedJob } from './jobWork.js';

export interface RecoverPagesDeps {
  attempts: {
    /** A page of a webhook's attempts that were not acknowledged, oldest first. */
    listFailedSince(query: {
      accountId: string;
      webhookId: string;
      since: Date;
      until: Date;
      after?: JobPlace | undefined;
      limit: number;
    }): Promise<Pick<Attempt, 'id' | 'deliveryId' | 'at'>[]>;
    briefByDelivery(deliveryIds: readonly string[]): Promise<Map<string, AttemptBrief[]>>;
  };
  events: { byIds(ids: readonly string[]): Promise<StoredEvent[]> };
  clock: Clock;
  pageSize?: number;
}

/**
 * Sends again what has failed since: every delivery with an attempt that was not acknowledged, unless it was delivered meanwhile or was
 * resent as often as we do. Dead ones,
 * cancelled ones (the webhook was off) and those that wait for their next attempt, whose schedule goes on. Each is one manual
 * attempt with the job's id, so that a page that is worked off twice asks for no second one.
 */
export function createRecoverPages({
  attempts,
  events,
  clock,
  pageSize = 200,
}: RecoverPagesDeps): ReadJobPage {
  return async function readPage(job, webhook, after) {
    const { accountId, since, createdAt: until } = job;
    const page = await attempts.listFailedSince({
      accountId,
      webhookId: webhook.id,
      since,
      until,
      after: after ?? undefined,
      limit: pageSize,
    });
    const logs = await attempts.briefByDelivery(page.map((attempt) => attempt.deliveryId));
    const failed = page.flatMap(({ id, deliveryId }) => {
      const log = logs.get(deliveryId) ?? [];
      return isToRecover(job, { id, deliveryId, log }) ? [log] : [];
    });
    const last = page.at(-1);
    return {
      messages: await messagesOf(job, failed),
      examined: page.length,
      next: last && page.length === pageSize ? { at: last.at, id: last.id } : null,
    };
  };

  async function messagesOf(job: WorkedJob, logs: readonly AttemptBrief[][]): Promise<DeliveryMessage[]> {
    const ids = logs.map(([first]) => first?.eventId ?? '');
    const stored = new Map((await events.byIds([...new Set(ids)])).map((event) => [event.id, event]));
    return logs.flatMap((log, index) => {
      const event = stored.get(ids[index] ?? '');
      // Without its event there is no body: it is older than what we keep.
      if (!event) return [];
      const base = firstAttempt(event, { webhookId: job.webhookId, repeat: true, now: clock.now() });
      return [{ ...base, attempt: log.length + 1, trigger: 'manual' as const, resendId: job.id, bulk: true }];
    });
  }
}

/** A delivery counts at its latest attempt that failed within the job's time, so that it counts once. */
function isToRecover(
  { id: jobId, since, createdAt }: WorkedJob,
  { id, deliveryId, log }: { id: string; deliveryId: string; log: readonly AttemptBrief[] },
): boolean {
  if (deliveryStateOf(log) === 'delivered') return false;
  if (log.filter(({ trigger }) => trigger === 'manual').length >= RESENDS_PER_DELIVERY_MAX) return false;
  const own = resendAttemptIdOf(deliveryId, jobId);
  const latest = log
    .filter((attempt) => attempt.id !== own && attempt.at >= since && attempt.at <= createdAt)
    .reduce<AttemptBrief | null>(
      (found, attempt) => (found && isLater(found, attempt) ? found : attempt),
      null,
    );
  return latest?.id === id && !log.some((attempt) => attempt.id === own);
}

function isLater(a: AttemptBrief, b: AttemptBrief): boolean {
  return a.at > b.at || (a.at.getTime() === b.at.getTime() && a.id > b.id);
}
