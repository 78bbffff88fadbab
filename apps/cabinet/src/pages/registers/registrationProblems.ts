import { localDay } from '../../format/dayRange.js';
import { parseDay } from '../../format/parseDay.js';

/** What is wrong with a field of a registration, as a key of the room's words. */
export type RegistrationProblem =
  | 'registration.missing'
  | 'registration.notDigits'
  | 'registration.numberShort'
  | 'registration.numberLong'
  | 'registration.noDay'
  | 'registration.notDay'
  | 'registration.futureDay';

/** Of the numbers of a register's registration and of its fiscal drive, on the tax office's card. The API takes other texts, too. */
export const CARD_DIGITS = 16;

export function cardNumberProblem(text: string): RegistrationProblem | null {
  const typed = text.trim();
  if (typed === '') return 'registration.missing';
  if (!/^\d+$/.test(typed)) return 'registration.notDigits';
  if (typed.length === CARD_DIGITS) return null;
  return typed.length < CARD_DIGITS ? 'registration.numberShort' : 'registration.numberLong';
}

/** @param text `2026-11-22`, or what was typed instead @param nowMs its day, in the browser's zone, is the last one that may be */
export function cardDayProblem(text: string, nowMs: number = Date.now()): RegistrationProblem | null {
  if (text.trim() === '') return 'registration.noDay';
  const day = parseDay(text);
  if (day === null) return 'registration.notDay';
  return day > localDay(new Date(nowMs)) ? 'registration.futureDay' : null;
}
