import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRegisters } from '../api/registers.js';

/** One register, or all of them. @param value its id, empty for all */
export function RegisterFilter({
  value,
  onChange,
}: {
  value: string;
  onChange: (id: string | null) => void;
}) {
  const { t } = useTranslation('filters');
  const { registers } = useRegisters();
  return (
    <Select
      w={145}
      aria-label={t('register.label')}
      placeholder={t('register.all')}
      clearable
      clearButtonProps={{ 'aria-label': t('clear') }}
      searchable={registers.length > 10}
      nothingFoundMessage={t('register.none')}
      data={registers.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={value === '' ? null : value}
      onChange={onChange}
    />
  );
}
