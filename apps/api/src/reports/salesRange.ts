import type { DayOrInstant, SalesQuery } from '@kassahook/contracts/sales';
import { dayRangeMs, localDay, type TimeZone } from '@kassahook/domain/timeZone';
import { validationFailed } from '@kassahook/platform/errors';

/** A month of hours: each receipt of the range is read. An hour more, for a month in which clocks are put back. */
const DAYS_MAX = 31;
const RANGE_MAX_MS = DAYS_MAX * 86_400_000 + 3_600_000;

/**
 * The instants that a query asks for, both included: a day alone is that of its time zone, an end that is missing that of the other
 * end's day, both that of today.
 * @throws AppError VALIDATION_FAILED for a range that is none or too long
 */
export function salesRange(
  { from, to, timeZone }: Pick<SalesQuery, 'from' | 'to' | 'timeZone'>,
  nowMs: number,
): { from: Date; to: Date } {
  const first = firstMs(timeZone, from ?? to ?? { at: new Date(nowMs) }, from === undefined);
  const last = lastMs(timeZone, to ?? from ?? { at: new Date(nowMs) }, to === undefined);
  if (first > last) throw validationFailed({ from: 'must not be after to' });
  if (last - first >= RANGE_MAX_MS) throw validationFailed({ from: `at most ${DAYS_MAX} days before to` });
  return { from: new Date(first), to: new Date(last) };
}

function firstMs(zone: TimeZone, end: DayOrInstant, isWholeDay: boolean): number {
  if ('day' in end) return dayRangeMs(zone, end.day).first;
  const at = end.at.getTime();
  return isWholeDay ? dayRangeMs(zone, localDay(zone, at)).first : at;
}

function lastMs(zone: TimeZone, end: DayOrInstant, isWholeDay: boolean): number {
  if ('day' in end) return dayRangeMs(zone, end.day).last;
  const at = end.at.getTime();
  return isWholeDay ? dayRangeMs(zone, localDay(zone, at)).last : at;
}
