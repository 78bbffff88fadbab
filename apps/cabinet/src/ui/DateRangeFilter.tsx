import '@mantine/dates/styles.layer.css';
import { Button, Popover } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconCalendar, IconChevronDown } from '@tabler/icons-react';
import 'dayjs/locale/ru.js';
import type { ParseKeys } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  dayOf,
  formatRange,
  presetOf,
  presetRange,
  RANGE_PRESETS,
  type DayRange,
  type RangePreset,
} from '../format/dayRange.js';
import { useFormat } from '../format/useFormat.js';
import classes from './DateRangeFilter.module.css';
import { useNow } from './useNow.js';

const WORDS: Readonly<Record<RangePreset, ParseKeys<'filters'>>> = {
  today: 'range.today',
  yesterday: 'range.yesterday',
  week: 'range.week',
  month: 'range.month',
};
const EVER: DayRange = { from: '', to: '' };

interface DateRangeFilterProps extends DayRange {
  onChange: (range: DayRange) => void;
}

/** Days from and to: the usual ranges by name, any other in a calendar. */
export function DateRangeFilter({ from, to, onChange }: DateRangeFilterProps) {
  const { t } = useTranslation('filters');
  const { language } = useFormat();
  const [isOpen, setOpen] = useState(false);
  /** The first of two days that are being chosen. */
  const [half, setHalf] = useState<string | null>(null);
  const nowMs = useNow();
  const preset = presetOf({ from, to }, nowMs);
  const range = formatRange({ from, to }, language);
  const label = preset ? t(WORDS[preset]) : (range ?? t('range.ever'));

  const change = (isOpened: boolean): void => {
    setHalf(null);
    setOpen(isOpened);
  };
  const choose = (chosen: DayRange): void => {
    onChange(chosen);
    change(false);
  };
  const pick = ([first, last]: [string | null, string | null]): void => {
    if (first !== null && last !== null) choose({ from: first, to: last });
    else setHalf(first);
  };
  const presets = Object.keys(RANGE_PRESETS) as RangePreset[];
  return (
    <Popover opened={isOpen} onChange={change} position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          fw={400}
          px="sm"
          leftSection={<IconCalendar size={16} stroke={1.6} aria-hidden />}
          rightSection={<IconChevronDown size={14} stroke={1.6} aria-hidden />}
          aria-label={t('range.label', { range: label })}
          aria-expanded={isOpen}
          onClick={() => change(!isOpen)}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.panel ?? ''} aria-label={t('range.title')}>
        <div className={classes.presets}>
          {presets.map((name) => (
            <Button
              key={name}
              variant={name === preset ? 'light' : 'subtle'}
              color={name === preset ? 'indigo' : 'gray'}
              size="xs"
              justify="flex-start"
              aria-pressed={name === preset}
              onClick={() => choose(presetRange(name, nowMs))}
            >
              {t(WORDS[name])}
            </Button>
          ))}
          <Button
            variant={range === null ? 'light' : 'subtle'}
            color={range === null ? 'indigo' : 'gray'}
            size="xs"
            justify="flex-start"
            aria-pressed={range === null}
            onClick={() => choose(EVER)}
          >
            {t('range.ever')}
          </Button>
        </div>
        <DatePicker
          type="range"
          allowSingleDateInRange
          locale={language}
          firstDayOfWeek={1}
          hideOutsideDates
          // A red Sunday says nothing about sales, and is too pale to read.
          weekendDays={[]}
          maxDate={presetRange('today', nowMs).to}
          value={half === null ? [dayOf(from), dayOf(to)] : [half, null]}
          onChange={pick}
          ariaLabels={{ previousMonth: t('range.previousMonth'), nextMonth: t('range.nextMonth') }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
