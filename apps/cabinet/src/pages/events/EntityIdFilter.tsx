import { useTranslation } from 'react-i18next';
import { SearchFilter } from '../../ui/SearchFilter.js';

/** As long as the API takes one. */
const ID_MAX = 64;

/** "What happened to receipt 123?" */
export function EntityIdFilter({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { t } = useTranslation('events');
  return (
    <SearchFilter
      label={t('filters.entityId')}
      placeholder={t('filters.entityIdHint')}
      width={290}
      maxLength={ID_MAX}
      value={value}
      onChange={onChange}
    />
  );
}
