/** Spans that a job usually looks back over, hours; anything else is typed. */
export const SINCE_HOURS = [1, 24, 72, 168, 720] as const;
export type SinceChoice = `${(typeof SINCE_HOURS)[number]}` | 'own';

const HOUR_MS = 3_600_000;

/** The instant that a choice means; null while an own one is not given, or is none. @param own `YYYY-MM-DD HH:mm:ss` of the browser's zone */
export function sinceOf(choice: SinceChoice, own: string | null, nowMs: number): string | null {
  if (choice !== 'own') return new Date(nowMs - Number(choice) * HOUR_MS).toISOString();
  const instant = own === null ? Number.NaN : new Date(own.replace(' ', 'T')).getTime();
  return Number.isNaN(instant) ? null : new Date(instant).toISOString();
}
