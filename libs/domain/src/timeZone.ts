/** A time zone: how far its wall clock is ahead of UTC at an instant. */
export interface TimeZone {
  /** As it was given, e.g. `Europe/Moscow` or `180`. */
  name: string;
  /** Milliseconds, at an instant (Unix ms). */
  offsetMsAt(instantMs: number): number;
}

const [MINUTE_MS, HOUR_MS, DAY_MS] = [60_000, 3_600_000, 86_400_000];
/** Every offset in use is a multiple of this, so a quarter of an hour of UTC lies in one local hour everywhere. */
export const QUARTER_MS = 900_000;
/** Kiribati; the west ends at -12 h. */
const OFFSET_MAX_MINUTES = 14 * 60;

const MINUTES = /^[+-]?\d{1,3}$/;
const HOURS = /^([+-])(\d\d):(\d\d)$/;
const SHOWN_OFFSET = /GMT(?:([+-])(\d\d):(\d\d))?/;

/** A zone by its IANA name, by minutes east of UTC (`180`, `-60`) or by an offset (`+03:00`); null for what is none. */
export function timeZoneOf(name: string): TimeZone | null {
  const minutes = fixedMinutes(name);
  if (minutes !== null) {
    const isOne = Math.abs(minutes) <= OFFSET_MAX_MINUTES && (minutes * MINUTE_MS) % QUARTER_MS === 0;
    return isOne ? { name, offsetMsAt: () => minutes * MINUTE_MS } : null;
  }
  // A name begins with a letter: some engines take offsets of their own besides.
  const format = /^[a-z]/i.test(name) ? formatOf(name) : null;
  return format && { name, offsetMsAt: (instantMs) => offsetShownBy(format, instantMs) };
}

/** The wall clock at an instant, as the instant at which a clock in UTC shows the same. */
export function wallClockMs(zone: TimeZone, instantMs: number): number {
  return instantMs + zone.offsetMsAt(instantMs);
}

/** The local day of an instant, `2026-03-01`. */
export function localDay(zone: TimeZone, instantMs: number): string {
  return new Date(wallClockMs(zone, instantMs)).toISOString().slice(0, 10);
}

/** The instant (Unix ms) at which the local hour of an instant began. */
export function hourStartMs(zone: TimeZone, instantMs: number): number {
  const intoHourMs = ((wallClockMs(zone, instantMs) % HOUR_MS) + HOUR_MS) % HOUR_MS;
  return instantMs - intoHourMs;
}

/** The instants (Unix ms) of a local day's first and last millisecond. @param day `2026-03-01` */
export function dayRangeMs(zone: TimeZone, day: string): { first: number; last: number } {
  const next = new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
  return { first: dayStartMs(zone, day), last: dayStartMs(zone, next) - 1 };
}

/** Where clocks change at midnight, a day begins at 1 or comes to its midnight an hour later than it seemed to. */
function dayStartMs(zone: TimeZone, day: string): number {
  const midnight = Date.parse(day);
  const candidates = [midnight - DAY_MS, midnight + DAY_MS]
    .map((around) => midnight - zone.offsetMsAt(around))
    .sort((a, b) => a - b);
  return candidates.find((instantMs) => localDay(zone, instantMs) === day) ?? Math.max(...candidates);
}

function fixedMinutes(name: string): number | null {
  if (MINUTES.test(name)) return Number(name);
  const [, sign, hours, minutes] = HOURS.exec(name) ?? [];
  if (sign === undefined) return null;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function formatOf(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  } catch {
    return null;
  }
}

/** The only way that every engine has to tell an offset: it writes `3/1/2026, GMT+03:00`. */
function offsetShownBy(format: Intl.DateTimeFormat, instantMs: number): number {
  const [, sign, hours, minutes] = SHOWN_OFFSET.exec(format.format(instantMs)) ?? [];
  const size = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * MINUTE_MS;
  return sign === '-' ? -size : size;
}
