import { z } from 'zod';

const DAY = String.raw`\d{4}-\d{2}-\d{2}`;
const TIME = String.raw`\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?`;
/** The sign may have become a space: a `+` in a query that nobody escaped. */
const ZONE = String.raw`[Zz]|[+\- ]\d{2}:?\d{2}`;
const PATTERN = new RegExp(`^(${DAY})(?:[Tt ](${TIME})(${ZONE})?)?$`);

/** Which instant of a day a date without a time stands for. */
export type DayEdge = 'start' | 'end';
const EDGES: Readonly<Record<DayEdge, string>> = { start: '00:00:00.000', end: '23:59:59.999' };

/** The instant that an ISO 8601 text names, UTC unless it says otherwise; null when it names none. */
export function parseInstant(text: string, edge: DayEdge): Date | null {
  const [, day, time, zone = 'Z'] = PATTERN.exec(text.trim()) ?? [];
  if (day === undefined || !z.iso.date().safeParse(day).success) return null;
  const offset = zone
    .toUpperCase()
    .replace(' ', '+')
    .replace(/(\d{2})(\d{2})$/, '$1:$2');
  const instant = new Date(`${day}T${time ?? EDGES[edge]}${offset}`);
  return hasShownYear(instant) ? instant : null;
}

/** False for an invalid date, and for a year that ISO 8601 writes with a sign and more digits: an offset may lead there. */
export function hasShownYear(instant: Date): boolean {
  const year = instant.getUTCFullYear();
  return year >= 0 && year <= 9_999;
}

/**
 * An instant in a query or a body: ISO 8601 with `Z`, with an offset, without one (UTC), or a date alone, which means the day's first
 * or last millisecond.
 */
export function instantText(edge: DayEdge) {
  return z.string().transform((text, context): Date => {
    const instant = parseInstant(text, edge);
    if (instant) return instant;
    context.addIssue({
      code: 'custom',
      message: 'must be an instant in ISO 8601, e.g. 2026-03-01T09:00:00Z',
    });
    return z.NEVER;
  });
}

/** An instant in an answer: ISO 8601, UTC, with milliseconds. */
export const shownInstant = z.iso.datetime({ precision: 3 });
