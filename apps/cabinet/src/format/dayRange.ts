import { CLOCK } from './dates.js';
import { dateTimeFormat } from './formatters.js';

const DAY = /^\d{4}-\d\d-\d\d$/;
/** Of a range of days, both included. */
export interface DayRange {
  /** A day, `2026-11-22`, or an instant; empty is open. */
  from: string;
  to: string;
}

/** Ranges that have a name, in days before today. */
export const RANGE_PRESETS = {
  today: { first: 0, last: 0 },
  yesterday: { first: 1, last: 1 },
  week: { first: 6, last: 0 },
  month: { first: 29, last: 0 },
} as const;
export type RangePreset = keyof typeof RANGE_PRESETS;

/**
 * The end of a range as the API takes it: a day is the browser's own, so a shop's evening is not cut at UTC's midnight.
 * @returns undefined for what is open, or is no date
 */
export function instantOf(text: string, end: 'start' | 'end'): string | undefined {
  const date = new Date(
    DAY.test(text) ? `${text}T${end === 'start' ? '00:00:00.000' : '23:59:59.999'}` : text,
  );
  return text === '' || Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** A range's end as its day in the browser's zone; null when it is open or no date. */
export function dayOf(text: string): string | null {
  if (DAY.test(text)) return Number.isNaN(new Date(text).getTime()) ? null : text;
  const date = new Date(text);
  return text === '' || Number.isNaN(date.getTime()) ? null : localDay(date);
}

/** The days of a preset. */
export function presetRange(preset: RangePreset, nowMs: number): DayRange {
  const { first, last } = RANGE_PRESETS[preset];
  return { from: daysAgo(first, nowMs), to: daysAgo(last, nowMs) };
}

/** The preset that a range is, today; null for any other range. */
export function presetOf({ from, to }: DayRange, nowMs: number): RangePreset | null {
  const names = Object.keys(RANGE_PRESETS) as RangePreset[];
  const isIt = (preset: RangePreset): boolean => {
    const range = presetRange(preset, nowMs);
    return range.from === from && range.to === to;
  };
  return names.find(isIt) ?? null;
}

/**
 * `1–22 ноября`, `с 1 ноября`, with the time where an end is an instant and the year where it is another one than now; null for a range
 * that is open at both ends.
 */
export function formatRange(
  { from, to }: DayRange,
  language: string,
  nowMs: number = Date.now(),
): string | null {
  const [start, end] = [instantOf(from, 'start'), instantOf(to, 'end')].map((iso) => iso && new Date(iso));
  if (!start && !end) return null;
  const isExact = (from !== '' && !DAY.test(from)) || (to !== '' && !DAY.test(to));
  const thisYear = new Date(nowMs).getFullYear();
  const isOtherYear = [start, end].some((date) => date && date.getFullYear() !== thisYear);
  const format = dateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    ...(isOtherYear && { year: 'numeric' }),
    ...(isExact && CLOCK),
  });
  if (start && end) return format.formatRange(start, end);
  return start ? `${format.format(start)} …` : `… ${format.format(end || undefined)}`;
}

function daysAgo(days: number, nowMs: number): string {
  const date = new Date(nowMs);
  // By the calendar, not by 24 hours: a day of a change of the clocks is one day.
  date.setDate(date.getDate() - days);
  return localDay(date);
}

/** `2026-11-22`, in the browser's zone. */
export function localDay(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
