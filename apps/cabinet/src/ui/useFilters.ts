import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { readFilters, type FilterChecks } from './filterChecks.js';

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
    (changes: Partial<Record<Name, string | null>>) => {
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [name, value] of Object.entries(changes) as [Name, string | null | undefined][]) {
            if (value === null || value === undefined || value === '') after.delete(name);
            else after.set(name, value);
          }
          return after;
        },
        { replace: true },
      );
    },
    [setParams],
  );
  const wrongNames = wrong.map(({ name }) => name).join('\n');
  const dropWrong = useCallback(() => {
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        for (const name of wrongNames.split('\n')) after.delete(name);
        return after;
      },
      { replace: true },
    );
  }, [setParams, wrongNames]);
  const isFiltered = Object.values(values).some((value) => value !== '');
  return { values, wrong, dropWrong, set, isFiltered, search: text === '' ? '' : `?${text}` };
}
