import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/**
 * Filters that live in the address, so that a view can be sent to a colleague. An empty value is no filter.
 * @param names the search parameters that belong to the page
 */
export function useFilters<Name extends string>(names: readonly Name[]) {
  const [params, setParams] = useSearchParams();
  const text = params.toString();
  const values = Object.fromEntries(names.map((name) => [name, params.get(name) ?? ''])) as Record<
    Name,
    string
  >;
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
  const isFiltered = names.some((name) => values[name] !== '');
  return { values, set, isFiltered, search: text === '' ? '' : `?${text}` };
}
