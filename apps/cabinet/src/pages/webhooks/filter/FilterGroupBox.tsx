import { ActionIcon, Button, Group, Select, Tooltip } from '@mantine/core';
import type { EntityFlag } from '@kassahook/domain/eventType';
import { FILTER_LIMITS } from '@kassahook/domain/filter';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FilterConditionRow } from './FilterConditionRow.js';
import { emptyCondition, newGroup, type FilterGroup, type FilterNode } from './filterTree.js';
import { MODE_WORDS } from './filterWords.js';
import classes from './FilterGroupBox.module.css';

interface FilterGroupBoxProps {
  group: FilterGroup;
  flags: readonly EntityFlag[];
  isChecked: boolean;
  /** 0 for the outermost. */
  depth: number;
  /** Null: nothing is left of it. */
  onChange: (group: FilterGroup | null) => void;
}

const MODES = ['and', 'or', 'not'] as const;

/** Questions that belong together, and how: all, any, or not all of them. Groups nest. */
export function FilterGroupBox({ group, flags, isChecked, depth, onChange }: FilterGroupBoxProps) {
  const { t } = useTranslation('webhookForm');
  const replace = (id: string, node: FilterNode | null): void => {
    const children = group.children.flatMap((child) => (child.id === id ? (node ? [node] : []) : [child]));
    onChange(children.length === 0 ? null : { ...group, children });
  };
  const add = (node: FilterNode): void => onChange({ ...group, children: [...group.children, node] });
  return (
    <div
      role="group"
      aria-label={t(MODE_WORDS[group.mode])}
      className={`${classes.group} ${depth > 0 ? classes.nested : ''}`}
    >
      <Group gap="xs">
        <Select
          aria-label={t('filter.modeLabel')}
          size="xs"
          w={250}
          allowDeselect={false}
          data={MODES.map((value) => ({ value, label: t(MODE_WORDS[value]) }))}
          value={group.mode}
          onChange={(mode) => mode !== null && onChange({ ...group, mode })}
        />
        {depth > 0 && (
          <Tooltip label={t('filter.removeGroup')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('filter.removeGroup')}
              onClick={() => onChange(null)}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
      <ul className={classes.children}>
        {group.children.map((child) => (
          <li key={child.id} className={classes.child}>
            {child.kind === 'condition' ? (
              <FilterConditionRow
                condition={child}
                flags={flags}
                isChecked={isChecked}
                onChange={(changed) => replace(child.id, changed)}
                onRemove={() => replace(child.id, null)}
              />
            ) : (
              <FilterGroupBox
                group={child}
                flags={flags}
                isChecked={isChecked}
                depth={depth + 1}
                onChange={(changed) => replace(child.id, changed)}
              />
            )}
          </li>
        ))}
      </ul>
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => add(emptyCondition())}
        >
          {t('filter.addCondition')}
        </Button>
        {depth < FILTER_LIMITS.depth - 1 && (
          <Button
            variant="subtle"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => add(newGroup(group.mode === 'or' ? 'and' : 'or'))}
          >
            {t('filter.addGroup')}
          </Button>
        )}
      </Group>
    </div>
  );
}
