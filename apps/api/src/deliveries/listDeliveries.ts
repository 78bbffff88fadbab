import type { Attempt, DeliveryState } from '@kassahook/contracts/attempt';
import { deliveryStateOf } from '@kassahook/domain/deliveryState';
import type { AttemptPlace, DeliveryQuery } from './deliveryQuery.js';
import type { DeliveryLog } from './presentDelivery.js';

/** The attempt log, as lists read it. */
export interface AttemptLists {
  /** A page of a webhook's attempts, newest first. */
  listByWebhook(query: {
    accountId: string;
    webhookId: string;
    state?: DeliveryState;
    before?: AttemptPlace;
    limit: number;
  }): Promise<Attempt[]>;
  /** All attempts of each delivery, oldest first. */
  byDelivery(deliveryIds: readonly string[]): Promise<Map<string, Attempt[]>>;
}

export interface DeliveryPage {
  deliveries: DeliveryLog[];
  /** Where the next page begins; null when there is none. */
  next: AttemptPlace | null;
}

/** Attempts read at once: few enough for a page of one delivery, enough that most lists need one read. */
const [READ_MIN, READ_MAX] = [20, 200];
/**
 * Attempts that one list may look through: of ten thousand that were waiting once, all may be delivered by now. The page is then
 * shorter than asked for, and says where to go on.
 */
const LOOKED_AT_MAX = 1_000;

/**
 * Lists a webhook's deliveries by their latest attempt, newest first; with `state`, by their latest attempt of that state.
 * The state is derived from all attempts of a delivery, and one that has it has an attempt of that state: so those are looked
 * through, and each delivery counts at one of its attempts only.
 */
export async function listDeliveries(
  attempts: AttemptLists,
  { accountId, webhookId, state, limit, before }: DeliveryQuery & { accountId: string },
): Promise<DeliveryPage> {
  const deliveries: DeliveryLog[] = [];
  let place = before;
  for (let lookedAt = 0; lookedAt < LOOKED_AT_MAX;) {
    const readLimit = Math.min(READ_MAX, Math.max(READ_MIN, limit - deliveries.length));
    const page = await attempts.listByWebhook({
      accountId,
      webhookId,
      limit: readLimit,
      ...(state && { state }),
      ...(place && { before: place }),
    });
    const logs = await attempts.byDelivery(page.map((attempt) => attempt.deliveryId));
    for (const attempt of page) {
      // Full, and there is more to look at: the next page begins where this one ended.
      if (deliveries.length === limit) return { deliveries, next: place ?? null };
      place = attempt;
      const log = logs.get(attempt.deliveryId);
      if (!isLog(log) || (state && deliveryStateOf(log) !== state)) continue;
      if (latest(log, state)?.id === attempt.id) deliveries.push(log);
    }
    if (page.length < readLimit) return { deliveries, next: null };
    lookedAt += page.length;
  }
  return { deliveries, next: place ?? null };
}

/** True for a log that can be shown. */
export function isLog(log: readonly Attempt[] | undefined): log is DeliveryLog {
  return log !== undefined && log.length > 0;
}

/** The latest attempt of a state, in the order of the list: by instant, then by id. */
function latest(log: DeliveryLog, state: DeliveryState | undefined): Attempt | undefined {
  return log
    .filter((attempt) => state === undefined || attempt.state === state)
    .reduce<Attempt | undefined>(
      (found, attempt) => (found && isAfter(found, attempt) ? found : attempt),
      undefined,
    );
}

function isAfter(a: Attempt, b: Attempt): boolean {
  const byTimeMs = a.at.getTime() - b.at.getTime();
  return byTimeMs > 0 || (byTimeMs === 0 && a.id > b.id);
}
