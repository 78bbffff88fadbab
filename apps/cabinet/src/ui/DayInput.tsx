import '@mantine/dates/styles.layer.css';
import { DateInput } from '@mantine/dates';
import 'dayjs/locale/ru.js';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { parseDay } from '../format/parseDay.js';
import { useFormat } from '../format/useFormat.js';

/** As a day is shown in each language; what is shown can be typed. */
const FORMATS: Readonly<Record<string, string>> = { ru: 'DD.MM.YYYY', en: 'D MMMM YYYY' };

interface DayInputProps {
  label: string;
  required?: boolean;
  /** `2026-11-22`, empty for none. */
  value: string;
  onChange: (day: string) => void;
  error?: ReactNode;
}

/** A day: typed, or chosen in a calendar of the page's language. What is typed and is no day goes back to what it was. */
export function DayInput({ value, onChange, ...field }: DayInputProps) {
  const { t } = useTranslation('filters');
  const { language } = useFormat();
  return (
    <DateInput
      {...field}
      locale={language}
      firstDayOfWeek={1}
      weekendDays={[]}
      hideOutsideDates
      valueFormat={FORMATS[language] ?? 'YYYY-MM-DD'}
      dateParser={parseDay}
      // In its place in the page: elsewhere it would be outside of every landmark.
      popoverProps={{ withinPortal: false }}
      ariaLabels={{ previousMonth: t('range.previousMonth'), nextMonth: t('range.nextMonth') }}
      autoComplete="off"
      value={value === '' ? null : value}
      onChange={(day) => onChange(day ?? '')}
    />
  );
}
