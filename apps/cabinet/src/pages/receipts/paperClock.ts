import type { Receipt } from './receiptWords.js';

type Clocks = Pick<Receipt, 'date' | 'localDate'>;

const MINUTE_MS = 60_000;
/** `2026-11-22T14:20` */
const MINUTE_LETTERS = 16;
/** Zones are apart by no less; what the register's clock is off by is no zone. */
const ZONE_STEP_MINUTES = 15;

/** Whether the wall clock of the shop, which the paper shows, says what the reader's does. */
export function isReadersClock({ date, localDate }: Clocks): boolean {
  const at = new Date(date);
  const local = new Date(at.getTime() - at.getTimezoneOffset() * MINUTE_MS).toISOString();
  return local.slice(0, MINUTE_LETTERS) === localDate.slice(0, MINUTE_LETTERS);
}

/** The zone of the paper's clock, `UTC+3`, `UTC−3:30`; null for a time that cannot be read. */
export function paperZone({ date, localDate }: Clocks): string | null {
  const minute = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.exec(localDate)?.[0];
  const aheadMs = minute === undefined ? Number.NaN : Date.parse(`${minute}:00Z`) - Date.parse(date);
  if (Number.isNaN(aheadMs)) return null;
  const minutes = Math.round(aheadMs / MINUTE_MS / ZONE_STEP_MINUTES) * ZONE_STEP_MINUTES;
  if (minutes === 0) return 'UTC';
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '\u2212' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}
