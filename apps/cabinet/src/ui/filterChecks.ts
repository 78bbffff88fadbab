import { instantOf } from '../format/dayRange.js';

/** Whether what a page's address says about a filter means something. */
export type FilterCheck = (text: string) => boolean;
export type FilterChecks<Name extends string> = Readonly<Record<Name, FilterCheck>>;

/** What is typed by people, and finds nothing when it means nothing. */
export const anyText: FilterCheck = () => true;
/** A day or an instant. */
export const isDate: FilterCheck = (text) => instantOf(text, 'start') !== undefined;
/** Kopecks. */
export const isKopecks: FilterCheck = (text) => /^\d{1,15}$/.test(text);
/** The ids of registers, `7` or `7,12`. */
export const isRegisterIds: FilterCheck = (text) => /^\d{1,9}(?:,\d{1,9})*$/.test(text);
/** One of a few words. */
export const oneOf = (words: readonly string[]): FilterCheck => {
  return (text) => words.includes(text);
};

/** A part of the address that was not understood. */
export interface WrongFilter {
  name: string;
  text: string;
}

/** What pages keep in the address beside the filters of their lists: the open detail's view and event, a chart's range, a new webhook. */
const NO_FILTERS = ['view', 'of', 'range', 'created'];

/**
 * Reads the filters from a page's address, which can be typed. What means nothing is no filter: it is told apart, so that nobody takes the
 * whole list for a part of it.
 */
export function readFilters<Name extends string>(
  params: URLSearchParams,
  checks: FilterChecks<Name>,
): { values: Record<Name, string>; wrong: WrongFilter[] } {
  const names = Object.keys(checks) as Name[];
  const textOf = (name: Name): string => params.get(name) ?? '';
  const isWrong = (name: Name): boolean => textOf(name) !== '' && !checks[name](textOf(name));
  const values = Object.fromEntries(names.map((name) => [name, isWrong(name) ? '' : textOf(name)]));
  const unknown = [...new Set(params.keys())].filter(
    (name) => !Object.hasOwn(checks, name) && !NO_FILTERS.includes(name),
  );
  return {
    values: values as Record<Name, string>,
    wrong: [
      ...names.filter(isWrong).map((name) => ({ name, text: textOf(name) })),
      ...unknown.map((name) => ({ name, text: params.get(name) ?? '' })),
    ],
  };
}
