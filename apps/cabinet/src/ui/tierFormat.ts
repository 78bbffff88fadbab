const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** A tier's delay: `1 мин`, `24 ч`. The unit is the largest that leaves a whole number. */
export function formatTier(delayMs: number, language: string): string {
  const [unit, unitMs] =
    delayMs % HOUR_MS === 0
      ? (['hour', HOUR_MS] as const)
      : delayMs % MINUTE_MS === 0
        ? (['minute', MINUTE_MS] as const)
        : (['second', SECOND_MS] as const);
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  })
    .format(delayMs / unitMs)
    .replace(/ /g, '\u00a0');
}

/** What is left of a wait: `0:42`, `9:12`, `23:59:10`. */
export function formatCountdown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / SECOND_MS));
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
