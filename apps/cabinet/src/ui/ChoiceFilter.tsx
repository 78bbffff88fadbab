import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface ChoiceFilterProps<Value extends string> {
  label: string;
  /** What no choice means: "All types". */
  all: string;
  words: Readonly<Record<Value, string>>;
  /** Empty for all. */
  value: string;
  onChange: (value: string | null) => void;
  width?: number;
}

/** One of a few words, or all of them. */
export function ChoiceFilter<Value extends string>(props: ChoiceFilterProps<Value>) {
  const { label, all, words, value, onChange, width = 165 } = props;
  const { t } = useTranslation('filters');
  return (
    <Select
      w={width}
      aria-label={label}
      placeholder={all}
      clearable
      clearButtonProps={{ 'aria-label': t('clear') }}
      data={Object.entries<string>(words).map(([key, word]) => ({ value: key, label: word }))}
      value={value === '' ? null : value}
      onChange={onChange}
    />
  );
}
