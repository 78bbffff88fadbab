import { ActionIcon, Autocomplete, Group, Select, Tooltip } from '@mantine/core';
import type { EntityFlag } from '@kassahook/domain/eventType';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FLAG_WORDS } from '../eventWords.js';
import { conditionProblem } from './conditionProblem.js';
import { ConditionValue } from './ConditionValue.js';
import { typeOfField, typeOfValue, type ValueType } from './conditionValue.js';
import { fieldAt, fieldsOf } from './filterFields.js';
import { OPERATORS, type FilterCondition, type Operator } from './filterTree.js';
import { CONDITION_WORDS, OPERATOR_WORDS, TYPE_WORDS } from './filterWords.js';

interface FilterConditionRowProps {
  condition: FilterCondition;
  /** The entities that are heard: their fields are suggested. */
  flags: readonly EntityFlag[];
  /** What is missing is said. */
  isChecked: boolean;
  onChange: (condition: FilterCondition) => void;
  onRemove: () => void;
}

const TYPES: readonly ValueType[] = ['text', 'number', 'boolean', 'null'];

/** One question: field, operator, value. */
export function FilterConditionRow(props: FilterConditionRowProps) {
  const { condition, flags, isChecked, onChange, onRemove } = props;
  const { t } = useTranslation(['webhookForm', 'webhooks']);
  const field = fieldAt(condition.path, flags);
  const [first] = condition.values;
  const [chosenType, setChosenType] = useState<ValueType>(() =>
    first === undefined ? 'text' : typeOfValue(first),
  );
  const fieldType = field && typeOfField(field.kind);
  // A value from JSON may be of another type than its field's: then the type is shown, and kept.
  const isForeign = fieldType !== null && first !== undefined && typeOfValue(first) !== fieldType;
  const asksType = condition.operator !== 'exists' && (fieldType === null || isForeign);
  const type =
    fieldType === null || isForeign ? (first === undefined ? chosenType : typeOfValue(first)) : fieldType;
  const problem = conditionProblem(condition);
  const say = (kinds: readonly (typeof problem)[]): string | undefined =>
    isChecked && problem !== null && kinds.includes(problem)
      ? t(`webhookForm:${CONDITION_WORDS[problem]}`)
      : undefined;

  const setPath = (path: string): void => {
    const kindBefore = field?.kind;
    const now = fieldAt(path, flags);
    onChange({ ...condition, path, values: now?.kind === kindBefore ? condition.values : [] });
  };
  const setOperator = (operator: Operator): void => {
    const isOther = (operator === 'exists') !== (condition.operator === 'exists');
    const values = operator === 'exists' ? [true] : isOther ? [] : condition.values;
    onChange({ ...condition, operator, values: operator === 'in' ? values : values.slice(0, 1) });
  };
  return (
    <Group gap="xs" align="flex-start" wrap="nowrap" flex={1} miw={0}>
      <Group gap="xs" align="flex-start" flex={1} miw={0}>
        <Autocomplete
          aria-label={t('webhookForm:filter.field')}
          placeholder={t('webhookForm:filter.field')}
          flex="2 1 200px"
          miw={160}
          data={flags.map((flag) => ({
            group: t(`webhooks:${FLAG_WORDS[flag]}`),
            items: uniqueOf(flag, flags),
          }))}
          value={condition.path}
          error={say(['path', 'unknownField'])}
          limit={60}
          maxDropdownHeight={280}
          onChange={setPath}
        />
        <Select
          aria-label={t('webhookForm:filter.operator')}
          flex="1 1 130px"
          miw={130}
          allowDeselect={false}
          data={OPERATORS.map((value) => ({ value, label: t(`webhookForm:${OPERATOR_WORDS[value]}`) }))}
          value={condition.operator}
          onChange={(operator) => operator !== null && setOperator(operator)}
        />
        {asksType && (
          <Select
            aria-label={t('webhookForm:filter.type')}
            w={110}
            allowDeselect={false}
            data={TYPES.map((value) => ({ value, label: t(`webhookForm:${TYPE_WORDS[value]}`) }))}
            value={type}
            onChange={(value) => {
              if (value === null) return;
              setChosenType(value);
              onChange({ ...condition, values: value === 'null' ? [null] : [] });
            }}
          />
        )}
        <ConditionValue
          key={`${field?.kind} ${type} ${condition.operator === 'in'}`}
          condition={condition}
          type={type}
          field={field}
          error={say(['value'])}
          onChange={(values) => onChange({ ...condition, values })}
        />
      </Group>
      <Tooltip label={t('webhookForm:filter.remove')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('webhookForm:filter.remove')}
          onClick={onRemove}
        >
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

/** Fields that several entities have are suggested once, with the first of them. */
function uniqueOf(flag: EntityFlag, flags: readonly EntityFlag[]): string[] {
  const before = new Set(
    flags.slice(0, flags.indexOf(flag)).flatMap((other) => fieldsOf(other).map(({ path }) => path)),
  );
  return fieldsOf(flag)
    .map(({ path }) => path)
    .filter((path) => !before.has(path));
}
