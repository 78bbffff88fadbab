import { useEffect } from 'react';
import { focusFirstError } from './focusFirstError.js';

/** After the API refused a form, the first field with an error has the focus. @param error of the last try */
export function useFocusOnRefusal(error: unknown): void {
  useEffect(() => {
    if (error) focusFirstError();
  }, [error]);
}
