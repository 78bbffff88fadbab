import { useCallback } from 'react';
import { fieldProblems } from '../api/failure.js';
import { useProblemText } from './useProblemText.js';

/** What an error says about each field, by its path, in the page's words; empty when it names none. */
export function useFieldProblems(): (error: unknown) => Record<string, string> {
  const say = useProblemText();
  return useCallback(
    (error: unknown) =>
      Object.fromEntries(Object.entries(fieldProblems(error)).map(([path, text]) => [path, say(text)])),
    [say],
  );
}
