import { MultiSelect, Select, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readValue, writeValue, type ValueType } from './conditionValue.js';
import type { FilterField } from './filterFields.js';
import type { FilterCondition } from './filterTree.js';
import { useChoiceWords } from './useChoiceWords.js';

interface ConditionValueProps {
  condition: FilterCondition;
  type: ValueType;
  /** Null for a path that is not known. */
  field: FilterField | null;
  error: string | undefined;
  onChange: (values: FilterCondition['values']) => void;
}

const INSTANT_EXAMPLE = '2026-01-31T09:00:00.000Z';

/** Where a question's value is typed: the input that its field and operator ask for. What is typed half stays as it is typed. */
export function ConditionValue({ condition, type, field, error, onChange }: ConditionValueProps) {
  const { t } = useTranslation('webhookForm');
  const say = useChoiceWords();
  const kind = field?.kind ?? null;
  const { operator, values } = condition;
  const [text, setText] = useState(() => (values[0] === undefined ? '' : writeValue(values[0], kind)));
  const label = t('filter.value');
  const shared = { 'aria-label': label, error, flex: '1 1 160px', miw: 140 };

  if (operator === 'exists' || type === 'boolean') {
    return (
      <Select
        {...shared}
        data={[
          { value: 'true', label: t('filter.yes') },
          { value: 'false', label: t('filter.no') },
        ]}
        value={values[0] === undefined ? null : String(values[0])}
        placeholder={label}
        onChange={(chosen) => chosen !== null && onChange([chosen === 'true'])}
      />
    );
  }
  if (type === 'null') return null;
  if (operator === 'in') {
    const tags = values.map((value) => writeValue(value, kind));
    if (field?.choices && tags.every((tag) => field.choices?.includes(tag))) {
      return (
        <MultiSelect
          {...shared}
          data={field.choices.map((value) => ({ value, label: say(value) }))}
          value={tags}
          onChange={onChange}
          placeholder={label}
        />
      );
    }
    return (
      <TagsInput
        {...shared}
        data={[...(field?.choices ?? [])]}
        value={tags}
        placeholder={t('filter.manyValues')}
        onChange={(typed) =>
          onChange(
            typed.flatMap((tag) => {
              const read = readValue(tag, type, kind);
              return read ? [read.value] : [];
            }),
          )
        }
      />
    );
  }
  if (field?.choices && (operator === 'eq' || operator === 'ne')) {
    const chosen = values[0] === undefined ? null : String(values[0]);
    const data =
      chosen === null || field.choices.includes(chosen) ? field.choices : [...field.choices, chosen];
    return (
      <Select
        {...shared}
        data={data.map((value) => ({ value, label: say(value) }))}
        value={chosen}
        placeholder={label}
        onChange={(value) => value !== null && onChange([value])}
      />
    );
  }
  return (
    <TextInput
      {...shared}
      placeholder={kind === 'instant' ? INSTANT_EXAMPLE : label}
      inputMode={type === 'number' ? 'decimal' : 'text'}
      rightSection={kind === 'sum' ? '₽' : undefined}
      value={text}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        const read = readValue(currentTarget.value, type, kind);
        onChange(read ? [read.value] : []);
      }}
    />
  );
}
