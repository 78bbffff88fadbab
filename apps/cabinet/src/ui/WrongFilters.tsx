import { Alert, Button, Group, Text } from '@mantine/core';
import { IconFilterQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { WrongFilter } from './filterChecks.js';

/** Longer ones are cut: an address can hold anything. */
const SHOWN_CHARS = 40;

interface WrongFiltersProps {
  filters: { wrong: readonly WrongFilter[]; dropWrong: () => void };
}

/** Says which filters of the address were not understood, so that nobody takes the whole list for a part of it. */
export function WrongFilters({ filters: { wrong, dropWrong } }: WrongFiltersProps) {
  const { t } = useTranslation('filters');
  if (wrong.length === 0) return null;
  return (
    <Alert color="yellow" variant="light" role="status" icon={<IconFilterQuestion aria-hidden />}>
      <Group justify="space-between" gap="sm">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {t('wrong.title')}{' '}
          <Text span inherit ff="monospace">
            {wrong.map(({ name, text }) => `${cut(name)}=${cut(text)}`).join(', ')}
          </Text>
          {'. '}
          {t('wrong.hint')}
        </Text>
        <Button size="xs" variant="default" onClick={dropWrong}>
          {t('wrong.drop')}
        </Button>
      </Group>
    </Alert>
  );
}

function cut(text: string): string {
  return text.length > SHOWN_CHARS ? `${text.slice(0, SHOWN_CHARS)}…` : text;
}
