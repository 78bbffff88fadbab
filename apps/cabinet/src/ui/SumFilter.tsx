import { Button, Group, Popover, Stack, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { parseMoney } from '../format/money.js';
import { useFormat } from '../format/useFormat.js';

interface SumFilterProps {
  /** Kopecks; empty is open. */
  from: string;
  to: string;
  onChange: (range: { from: string; to: string }) => void;
}

/** Sums from and to, in roubles, both included. */
export function SumFilter({ from, to, onChange }: SumFilterProps) {
  const { t } = useTranslation('filters');
  const { money } = useFormat();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState({ from: '', to: '' });
  const isWrong = (text: string): boolean => text.trim() !== '' && parseMoney(text) === null;
  const words = { from: money(Number(from)), to: money(Number(to)) };

  const open = (isOpened: boolean): void => {
    if (isOpened) setTyped({ from: roublesOf(from), to: roublesOf(to) });
    setOpen(isOpened);
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (isWrong(typed.from) || isWrong(typed.to)) return;
    onChange({ from: kopecksOf(typed.from), to: kopecksOf(typed.to) });
    setOpen(false);
  };
  const clear = (): void => {
    onChange({ from: '', to: '' });
    setOpen(false);
  };
  return (
    <Popover opened={isOpen} onChange={open} position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          fw={400}
          px="sm"
          rightSection={<IconChevronDown size={14} stroke={1.6} aria-hidden />}
          aria-expanded={isOpen}
          onClick={() => open(!isOpen)}
        >
          {from === '' && to === '' && t('sum.any')}
          {from !== '' && to !== '' && t('sum.between', words)}
          {from !== '' && to === '' && t('sum.above', words)}
          {from === '' && to !== '' && t('sum.below', words)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('sum.title')}>
        <form onSubmit={submit} noValidate>
          <Stack gap="sm" w={260}>
            <Group gap="sm" grow align="flex-start">
              <TextInput
                label={t('sum.from')}
                inputMode="decimal"
                data-autofocus
                value={typed.from}
                error={isWrong(typed.from) && t('sum.wrong')}
                onChange={({ currentTarget }) => setTyped({ ...typed, from: currentTarget.value })}
              />
              <TextInput
                label={t('sum.to')}
                inputMode="decimal"
                value={typed.to}
                error={isWrong(typed.to) && t('sum.wrong')}
                onChange={({ currentTarget }) => setTyped({ ...typed, to: currentTarget.value })}
              />
            </Group>
            <Group gap="sm" justify="flex-end">
              <Button size="xs" variant="subtle" color="gray" onClick={clear}>
                {t('sum.clear')}
              </Button>
              <Button size="xs" type="submit">
                {t('sum.apply')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

function kopecksOf(text: string): string {
  const kopecks = parseMoney(text);
  return kopecks === null ? '' : String(kopecks);
}

function roublesOf(kopecks: string): string {
  return kopecks === '' ? '' : String(Number(kopecks) / 100).replace('.', ',');
}
