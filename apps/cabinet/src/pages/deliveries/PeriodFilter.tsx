import '@mantine/dates/styles.layer.css';
import { DatePickerInput, DatesProvider, type DatesRangeValue } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import dayjs from 'dayjs';
import 'dayjs/locale/ru.js';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface PeriodFilterProps {
  /** Days of the browser's zone, `2026-11-22`, both included; empty: open. */
  from: string;
  to: string;
  onChange: (from: string | null, to: string | null) => void;
}

const DAY = 'YYYY-MM-DD';

/** A range of days, with the usual ones ready. */
export function PeriodFilter({ from, to, onChange }: PeriodFilterProps) {
  const { t, i18n } = useTranslation('deliveries');
  const [half, setHalf] = useState<string | null>(null);
  const presets = useMemo(() => {
    const ago = (days: number): string => dayjs().subtract(days, 'day').format(DAY);
    const range = (first: number, last: number): [string, string] => [ago(first), ago(last)];
    return [
      { value: range(0, 0), label: t('filters.today') },
      { value: range(1, 1), label: t('filters.yesterday') },
      { value: range(6, 0), label: t('filters.week') },
      { value: range(29, 0), label: t('filters.month') },
    ];
  }, [t]);
  const thisYear = dayjs().format('YYYY');
  const isOtherYear = [from, to].some((day) => day !== '' && !day.startsWith(thisYear));
  const shown: DatesRangeValue<string> = half === null ? [from || null, to || null] : [half, null];
  return (
    <DatesProvider settings={{ locale: i18n.language, firstDayOfWeek: 1 }}>
      <DatePickerInput
        type="range"
        label={t('filters.period')}
        aria-label={t('filters.day')}
        placeholder={t('filters.whole')}
        w={{ base: '100%', xs: 220 }}
        clearable
        allowSingleDateInRange
        valueFormat={isOtherYear ? 'D MMM YYYY' : 'D MMM'}
        leftSection={<IconCalendar size={16} aria-hidden />}
        presets={presets}
        value={shown}
        onChange={([first, last]) => {
          // The first day alone is not a filter yet.
          if (first !== null && last === null) return setHalf(first);
          setHalf(null);
          return onChange(first, last);
        }}
      />
    </DatesProvider>
  );
}
