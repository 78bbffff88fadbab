import { dateTimeFormat, numberFormat, relativeFormat } from './formatters.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Hours and minutes, 00:00 to 23:59; `hour12: false` would say 24:05 in English. */
export const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** `22 ноября, 14:20`; with the year when it is another one than now. In the browser's zone, as all but `formatUtc`. */
export function formatDateTime(iso: string, language: string, nowMs: number = Date.now()): string {
  return `${formatDay(iso, language, nowMs)}, ${formatTime(iso, language)}`;
}

/** `22 ноября`; with the year when it is another one than now. */
export function formatDay(iso: string, language: string, nowMs: number = Date.now()): string {
  const date = new Date(iso);
  const isThisYear = date.getFullYear() === new Date(nowMs).getFullYear();
  return dateTimeFormat(language, {
    day: 'numeric',
    month: 'long',
    ...(!isThisYear && { year: 'numeric' }),
  }).format(date);
}

/** `14:20` */
export function formatTime(iso: string, language: string): string {
  return dateTimeFormat(language, CLOCK).format(new Date(iso));
}

/** `14:20`; on another day than what it followed, `23 нояб., 14:20`. */
export function formatTimeAfter(iso: string, sinceIso: string, language: string): string {
  const date = new Date(iso);
  const isSameDay = date.toDateString() === new Date(sinceIso).toDateString();
  return dateTimeFormat(language, {
    ...(!isSameDay && { day: 'numeric', month: 'short' }),
    ...CLOCK,
  }).format(date);
}

/** A day that is nobody's hour, such as one on a tax card: kept as UTC's midnight, read in UTC, so no zone moves it. */
export function formatCalendarDay(iso: string, language: string): string {
  return dateTimeFormat(language, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(iso));
}

/** A shop's wall clock as it was printed, `22.11.2026, 14:20`, `22 November 2026, 14:20`: whatever zone whoever reads it is in. */
export function formatWallClock(localDate: string, language: string): string {
  const minute = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.exec(localDate)?.[0];
  const date = new Date(minute === undefined ? Number.NaN : `${minute}:00Z`);
  if (Number.isNaN(date.getTime())) return localDate;
  const day = dateTimeFormat(language, {
    // Short English dates are read differently on the two sides of an ocean.
    dateStyle: language === 'en' ? 'long' : 'short',
    timeZone: 'UTC',
  });
  return `${day.format(date)}, ${dateTimeFormat(language, { ...CLOCK, timeZone: 'UTC' }).format(date)}`;
}

/** The exact instant, as logs have it: `2026-11-22 11:20:05.123 UTC`. */
export function formatUtc(iso: string): string {
  return `${new Date(iso).toISOString().replace('T', ' ').replace('Z', '')} UTC`;
}

/** `5 минут назад`, `через 9 минут`; null beyond a day, where the date says more. The number stays with its unit. */
export function formatRelative(iso: string, language: string, nowMs: number): string | null {
  const differenceMs = new Date(iso).getTime() - nowMs;
  const distanceMs = Math.abs(differenceMs);
  const relative = relativeFormat(language, { numeric: 'auto' });
  const say = (value: number, unit: Intl.RelativeTimeFormatUnit): string =>
    relative.format(value, unit).replace(/(\d) /g, '$1\u00a0');
  if (distanceMs < MINUTE_MS) return say(Math.trunc(differenceMs / 1_000), 'second');
  if (distanceMs < HOUR_MS) return say(Math.trunc(differenceMs / MINUTE_MS), 'minute');
  if (distanceMs < DAY_MS) return say(Math.trunc(differenceMs / HOUR_MS), 'hour');
  return null;
}

/** A length of time of a machine: `38 ms`, `1.2 s`. The unit's letters are the language's. */
export function formatDuration(ms: number, language: string): string {
  const inSeconds = ms >= 1_000;
  return numberFormat(language, {
    style: 'unit',
    unit: inSeconds ? 'second' : 'millisecond',
    unitDisplay: 'short',
    maximumFractionDigits: inSeconds || ms < 10 ? 1 : 0,
  }).format(inSeconds ? ms / 1_000 : ms);
}

/** How long something of people lasted: `12 мин`, `8 ч 5 мин`, `2 дн. 3 ч`; two units say enough. */
export function formatSpan(ms: number, language: string): string {
  const minutes = Math.max(0, Math.floor(ms / MINUTE_MS));
  const parts = [
    { unit: 'day', value: Math.floor(minutes / (24 * 60)) },
    { unit: 'hour', value: Math.floor(minutes / 60) % 24 },
    { unit: 'minute', value: minutes % 60 },
  ];
  const first = parts.findIndex(({ value }) => value > 0);
  const shown = first === -1 ? parts.slice(-1) : parts.slice(first, first + 2);
  return shown
    .filter(({ value }, place) => value > 0 || place === 0)
    .map(({ unit, value }) =>
      numberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(value),
    )
    .join(' ');
}
