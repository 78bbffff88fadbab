import type { AttemptBrief } from '@kassahook/contracts/attempt';
import type { DeliveryQuery, StatusClass } from '@kassahook/contracts/delivery';
import type { ListPlace } from '@kassahook/contracts/queryInstant';

/** Does the query speak of this attempt of a delivery? The same question that the log's own filter answers. */
export function selects({ state, from, to, statusClass }: DeliveryQuery, attempt: AttemptBrief): boolean {
  if (state !== undefined && attempt.state !== state) return false;
  if (from && attempt.at < from) return false;
  if (to && attempt.at >= to) return false;
  return statusClass === undefined || statusClassOf(attempt) === statusClass;
}

/** Null for a status that has no class of ours (1xx, 600 and above). */
function statusClassOf({ response }: AttemptBrief): StatusClass | null {
  if (!response) return 'none';
  const digit = Math.floor(response.status / 100);
  return digit >= 2 && digit <= 5 ? (`${digit}xx` as StatusClass) : null;
}

/** Does `a` come later than `b` in the order of time, then id? */
export function isAfter(a: ListPlace, b: ListPlace): boolean {
  const byTimeMs = a.at.getTime() - b.at.getTime();
  return byTimeMs > 0 || (byTimeMs === 0 && a.id > b.id);
}
