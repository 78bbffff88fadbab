import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from './problemText.js';

const API_LANGUAGE = 'en';

/**
 * Says the API's sentences about fields in the page's language. One that is not known here is shown as it came where the page is in the
 * API's language too; elsewhere the field's error says that the value was not accepted.
 */
export function useProblemText(): (message: string) => string {
  const { t, i18n } = useTranslation('problems');
  return useCallback(
    (message: string) => {
      const known = problemText(message);
      if (known) return t(known.key, known.values ?? {});
      return i18n.language === API_LANGUAGE ? message : t('other');
    },
    [t, i18n.language],
  );
}
