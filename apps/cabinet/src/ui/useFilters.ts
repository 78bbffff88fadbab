import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { readFilters, type FilterChecks } from './filterChecks.js';

/** By name; null, or nothing, takes it out of the address. */
type Changes<Name extends string> = Partial<Record<Name, string | null>>;

/**
 * Filters that live in the address, so that a view can be sent to a colleague. An empty value is no filter; what was not understood is none
 * either, and `wrong` tells it (see WrongFilters).
 * @param checks of the search parameters that belong to the page, in one place of the memory
 */
export function useFilters<Name extends string>(checks: FilterChecks<Name>) {
  const [params, setParams] = useSearchParams();
  const text = params.toString();
  const { values, wrong } = useMemo(() => readFilters(new URLSearchParams(text), checks), [text, checks]);
  const set = useCallback(
    (changes: Changes<Name>) => setParams((before) => withChanges(before, changes), { replace: true }),
    [setParams],
  );
  const dropWrong = useCallback(() => {
    const changes = Object.fromEntries(wrong.map(({ name }) => [name, null]));
    setParams((before) => withChanges(before, changes), { replace: true });
  }, [setParams, wrong]);
  const isFiltered = Object.values(values).some((value) => value !== '');
  return { values, wrong, dropWrong, set, isFiltered, search: text === '' ? '' : `?${text}` };
}

function withChanges(before: URLSearchParams, changes: Changes<string>): URLSearchParams {
  const after = new URLSearchParams(before);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '') after.delete(name);
    else after.set(name, value);
  }
  return after;
}
