import type { Attempt, AttemptBrief } from '@kassahook/contracts/attempt';
import type { DeliveryQuery } from '@kassahook/contracts/delivery';
import type { ListPlace } from '@kassahook/contracts/queryInstant';
import { deliveryStateOf } from '@kassahook/domain/deliveryState';
import { deliveryOfLog, type Delivery } from './delivery.js';
import { isAfter, selects } from './selectAttempt.js';

/** The attempt log, as lists read it. */
export interface AttemptLists {
  /** A page of an account's attempts, newest first. */
  listAttempts(
    query: DeliveryQuery & { accountId: string },
  ): Promise<Pick<Attempt, 'id' | 'deliveryId' | 'at'>[]>;
  /** All attempts of each delivery, oldest first. */
  briefByDelivery(deliveryIds: readonly string[]): Promise<Map<string, AttemptBrief[]>>;
}

export interface DeliveryPage {
  deliveries: Delivery[];
  /** Where the next page begins; null when there is none. */
  next: ListPlace | null;
}

/** Attempts read at once: few enough for a page of one delivery, enough that most lists need one read. */
const [READ_MIN, READ_MAX] = [20, 200];
/**
 * Attempts that one list may look through: of ten thousand that were waiting once, all may be delivered by now. The page is then
 * shorter than asked for, and says where to go on.
 */
const LOOKED_AT_MAX = 1_000;

/**
 * Lists deliveries by their latest attempt that fits the query, newest first. The state is derived from all attempts of a
 * delivery, and one that has it has an attempt of that state: so those are looked through, and each delivery counts at one of
 * its attempts only. A delivery without an attempt is not in the log: see listWaiting.
 */
export async function listDeliveries(
  attempts: AttemptLists,
  query: DeliveryQuery & { accountId: string },
): Promise<DeliveryPage> {
  const { state, limit, before } = query;
  const deliveries: Delivery[] = [];
  let place = before;
  for (let lookedAt = 0; lookedAt < LOOKED_AT_MAX;) {
    const readLimit = Math.min(READ_MAX, Math.max(READ_MIN, limit - deliveries.length));
    const page = await attempts.listAttempts({ ...query, before: place, limit: readLimit });
    const logs = await attempts.briefByDelivery(page.map((attempt) => attempt.deliveryId));
    for (const attempt of page) {
      // Full, and there is more to look at: the next page begins where this one ended.
      if (deliveries.length === limit) return { deliveries, next: place ?? null };
      place = { at: attempt.at, id: attempt.id };
      const delivery = deliveryOfLog(logs.get(attempt.deliveryId));
      if (!delivery || (state && deliveryStateOf(delivery.log) !== state)) continue;
      if (latestFitting(delivery.log, query)?.id === attempt.id) deliveries.push(delivery);
    }
    if (page.length < readLimit) return { deliveries, next: null };
    lookedAt += page.length;
  }
  return { deliveries, next: place ?? null };
}

/** The latest attempt that the query selects, in the order of the list: by instant, then by id. */
export function latestFitting(log: readonly AttemptBrief[], query: DeliveryQuery): AttemptBrief | undefined {
  return log
    .filter((attempt) => selects(query, attempt))
    .reduce<AttemptBrief | undefined>(
      (found, attempt) => (found && isAfter(found, attempt) ? found : attempt),
      undefined,
    );
}
