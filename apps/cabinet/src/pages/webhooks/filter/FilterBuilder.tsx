import { Button, Group, SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import type { EntityFlag } from '@kassahook/domain/eventType';
import type { Filter } from '@kassahook/domain/filter';
import { IconFilter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../../ui/useProblemText.js';
import {
  isUnfinishedElsewhere,
  startEditor,
  withMode,
  withText,
  withTree,
  writtenFilter,
  type FilterEditor,
} from './filterEditor.js';
import { newGroup } from './filterTree.js';
import { FilterGroupBox } from './FilterGroupBox.js';

interface FilterBuilderProps {
  /** What it begins with; later it knows better. */
  initial: Filter | null;
  flags: readonly EntityFlag[];
  /** What is missing is said, since the form was sent. */
  isChecked: boolean;
  /** From the API, or from the form. */
  error: string | undefined;
  /** @param isBroken what is typed is no filter */
  onChange: (filter: Filter | null, isBroken: boolean) => void;
}

const EXAMPLE = '{"amount": {"gte": 100000}}';

/** The filter's editor: questions to put together, or the JSON itself. */
export function FilterBuilder({ initial, flags, isChecked, error, onChange }: FilterBuilderProps) {
  const { t } = useTranslation('webhookForm');
  const say = useProblemText();
  const [editor, setEditor] = useState(() => startEditor(initial));
  const { mode, tree, text, isStuck } = editor;
  const { problems } = writtenFilter(editor);

  // Each change is told, also of the view alone: what the form holds is what this shows.
  const change = (changed: FilterEditor): void => {
    setEditor(changed);
    const { filter, isBroken } = writtenFilter(changed);
    onChange(filter, isBroken);
  };
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="sm">
        <Text size="sm" fw={500}>
          {t('filter.title')}
        </Text>
        <SegmentedControl
          size="xs"
          aria-label={t('filter.view')}
          value={mode}
          onChange={(wanted) => change(withMode(editor, wanted))}
          data={[
            { value: 'builder', label: t('filter.builder') },
            { value: 'json', label: 'JSON' },
          ]}
        />
      </Group>
      {mode === 'builder' && tree && (
        <FilterGroupBox
          group={tree}
          flags={flags}
          isChecked={isChecked}
          depth={0}
          onChange={(changed) => change(withTree(editor, changed))}
        />
      )}
      {mode === 'builder' && !tree && (
        <Group gap="sm">
          <Button
            variant="default"
            size="xs"
            leftSection={<IconFilter size={14} aria-hidden />}
            onClick={() => change(withTree(editor, newGroup('and')))}
          >
            {t('filter.start')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('filter.nothing')}
          </Text>
        </Group>
      )}
      {mode === 'json' && (
        <Textarea
          aria-label={t('filter.json')}
          autosize
          minRows={5}
          maxRows={20}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
          placeholder={EXAMPLE}
          value={text}
          onChange={({ currentTarget }) => change(withText(editor, currentTarget.value))}
        />
      )}
      {isStuck && (
        <Text size="sm" c="var(--state-retrying)" role="status">
          {t('filter.stuck')}
        </Text>
      )}
      {isUnfinishedElsewhere(editor) && (
        <Text size="sm" c="var(--state-retrying)" role="status">
          {t('filter.unfinished')}
        </Text>
      )}
      {problems.map(({ path, message }) => (
        <Text key={`${path} ${message}`} size="sm" c="var(--state-dead)" style={{ overflowWrap: 'anywhere' }}>
          {message === 'json'
            ? t('filter.notJson')
            : path === ''
              ? say(message)
              : t('filter.problemAt', { path, problem: say(message) })}
        </Text>
      ))}
      {error !== undefined && problems.length === 0 && (
        <Text size="sm" c="var(--state-dead)" role="alert">
          {error}
        </Text>
      )}
    </Stack>
  );
}
