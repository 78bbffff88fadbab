import { Button, Group, SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import type { EntityFlag } from '@kassahook/domain/eventType';
import type { Filter } from '@kassahook/domain/filter';
import { filterProblems } from '@kassahook/domain/filterProblems';
import { IconFilter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../form/useProblemText.js';
import { isWholeTree } from './conditionProblem.js';
import { KNOWN_FIELDS } from './filterFields.js';
import { filterOf, newGroup, treeOf, type FilterGroup } from './filterTree.js';
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
  const [tree, setTree] = useState<FilterGroup | null>(() => initial && treeOf(initial));
  const [text, setText] = useState(() => jsonOf(initial));
  const [mode, setMode] = useState<'builder' | 'json'>(initial && !tree ? 'json' : 'builder');
  const [isStuck, setStuck] = useState(false);

  const changeTree = (changed: FilterGroup | null): void => {
    setTree(changed);
    const isWhole = changed === null || isWholeTree(changed);
    const filter = changed && isWhole ? filterOf(changed) : null;
    onChange(filter, !isWhole || problemsOf(filter).length > 0);
  };
  const changeText = (changed: string): void => {
    setText(changed);
    setStuck(false);
    const read = readJson(changed);
    onChange(read.filter, read.isBroken);
  };
  const changeMode = (wanted: string): void => {
    if (wanted === 'json') {
      if (tree && isWholeTree(tree)) setText(jsonOf(filterOf(tree)));
      else if (!tree) setText('');
      return setMode('json');
    }
    const read = readJson(text);
    const known = read.filter && treeOf(read.filter);
    if (read.isBroken || (read.filter && !known)) return setStuck(true);
    setTree(known);
    setMode('builder');
  };
  const wholeFilter = tree && isWholeTree(tree) ? filterOf(tree) : null;
  const problems = mode === 'json' ? readJson(text).problems : problemsOf(wholeFilter);
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
          onChange={changeMode}
          data={[
            { value: 'builder', label: t('filter.builder') },
            { value: 'json', label: 'JSON' },
          ]}
        />
      </Group>
      {mode === 'builder' && tree && (
        <FilterGroupBox group={tree} flags={flags} isChecked={isChecked} depth={0} onChange={changeTree} />
      )}
      {mode === 'builder' && !tree && (
        <Group gap="sm">
          <Button
            variant="default"
            size="xs"
            leftSection={<IconFilter size={14} aria-hidden />}
            onClick={() => changeTree(newGroup('and'))}
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
          onChange={({ currentTarget }) => changeText(currentTarget.value)}
        />
      )}
      {isStuck && (
        <Text size="sm" c="var(--state-retrying)" role="status">
          {t('filter.stuck')}
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

interface ReadJson {
  filter: Filter | null;
  isBroken: boolean;
  problems: { path: string; message: string }[];
}

/** An empty text is no filter. */
function readJson(text: string): ReadJson {
  if (text.trim() === '') return { filter: null, isBroken: false, problems: [] };
  let filter: unknown;
  try {
    filter = JSON.parse(text);
  } catch {
    return { filter: null, isBroken: true, problems: [{ path: '', message: 'json' }] };
  }
  const problems = problemsOf(filter);
  return {
    filter: problems.length === 0 ? (filter as Filter) : null,
    isBroken: problems.length > 0,
    problems,
  };
}

function problemsOf(filter: unknown): ReadJson['problems'] {
  if (filter === null) return [];
  return filterProblems(filter, KNOWN_FIELDS).map(({ path, message }) => ({ path: path.join('.'), message }));
}

function jsonOf(filter: Filter | null): string {
  return filter ? JSON.stringify(filter, null, 2) : '';
}
