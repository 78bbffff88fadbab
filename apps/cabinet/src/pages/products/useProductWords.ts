import { useTranslation } from 'react-i18next';
import type { ProductProblem, ProductType } from './productDraft.js';

/** The words of products: kinds, and what may be wrong with a field. */
export function useProductWords() {
  const { t } = useTranslation('products');
  const types: Record<ProductType, string> = {
    COUNTABLE: t('types.COUNTABLE'),
    SCALABLE: t('types.SCALABLE'),
    ALCOHOL: t('types.ALCOHOL'),
    CLOTHES: t('types.CLOTHES'),
    SHOES: t('types.SHOES'),
    SERVICE: t('types.SERVICE'),
    TOBACCO: t('types.TOBACCO'),
  };
  const problems: Record<ProductProblem, string> = {
    nameMissing: t('problems.nameMissing'),
    nameLong: t('problems.nameLong'),
    price: t('problems.price'),
    quantity: t('problems.quantity'),
    unitLong: t('problems.unitLong'),
    codeLong: t('problems.codeLong'),
  };
  return { types, problems };
}
