import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from './problemText.js';

/** Says the API's sentences about a webhook's fields in the page's language. */
export function useProblemText(): (message: string) => string {
  const { t } = useTranslation('webhookForm');
  return useCallback(
    (message: string) => {
      const known = problemText(message);
      return known ? t(known.key, known.values ?? {}) : message;
    },
    [t],
  );
}
