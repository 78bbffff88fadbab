import { useTranslation } from 'react-i18next';
import type { Registration } from './registerQueries.js';

export type TaxMode = Registration['taxModes'][number];

/** Taxation systems, as people call them. */
export function useTaxModeWords(): Readonly<Record<TaxMode, string>> {
  const { t } = useTranslation('operations');
  return {
    DEFAULT: t('taxModes.DEFAULT'),
    SIMPLE: t('taxModes.SIMPLE'),
    SIMPLE_WO: t('taxModes.SIMPLE_WO'),
    ENVD: t('taxModes.ENVD'),
    AGRICULT: t('taxModes.AGRICULT'),
    PATENT: t('taxModes.PATENT'),
  };
}
