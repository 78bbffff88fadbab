const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** `22 ноября, 14:20`; with the year when it is another one than now. In the browser's zone, as all but `formatUtc`. */
export function formatDateTime(iso: string, language: string, nowMs: number = Date.now()): string {
  return `${formatDay(iso, language, nowMs)}, ${formatTime(iso, language)}`;
}

/** `22 ноября`; with the year when it is another one than now. */
export function formatDay(iso: string, language: string, nowMs: number = Date.now()): string {
  const date = new Date(iso);
  const isThisYear = date.getFullYear() === new Date(nowMs).getFullYear();
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'long',
    ...(!isThisYear && { year: 'numeric' }),
  }).format(date);
}

/** `14:20` */
export function formatTime(iso: string, language: string): string {
  return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hour12: false }).format(
    new Date(iso),
  );
}

/** The exact instant, as logs have it: `2026-11-22 11:20:05.123 UTC`. */
export function formatUtc(iso: string): string {
  return `${new Date(iso).toISOString().replace('T', ' ').replace('Z', '')} UTC`;
}

/** `5 минут назад`, `через 9 минут`; null beyond a day, where the date says more. The number stays with its unit. */
export function formatRelative(iso: string, language: string, nowMs: number): string | null {
  const differenceMs = new Date(iso).getTime() - nowMs;
  const distanceMs = Math.abs(differenceMs);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
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
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: inSeconds ? 'second' : 'millisecond',
    unitDisplay: 'short',
    maximumFractionDigits: inSeconds || ms < 10 ? 1 : 0,
  }).format(inSeconds ? ms / 1_000 : ms);
}
