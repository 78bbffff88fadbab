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
  /** `2026-11-22`, empty for none, or what was typed and is no day. */
  value: string;
  onChange: (day: string) => void;
  onBlur?: () => void;
  /** The last day that the calendar offers. */
  max?: string;
  error?: ReactNode;
}

/** A day: typed, or chosen in a calendar of the page's language. What is typed and is no day stays, for the form to say so. */
export function DayInput({ value, onChange, max, ...field }: DayInputProps) {
  const { t } = useTranslation('filters');
  const { language } = useFormat();
  const day = parseDay(value);
  return (
    <DateInput
      {...field}
      locale={language}
      firstDayOfWeek={1}
      weekendDays={[]}
      hideOutsideDates
      {...(max !== undefined && { maxDate: max })}
      // What cannot be read is not replaced by the day before it.
      fixOnBlur={value === '' || day !== null}
      valueFormat={FORMATS[language] ?? 'YYYY-MM-DD'}
      dateParser={parseDay}
      // In its place in the page: elsewhere it would be outside of every landmark.
      popoverProps={{ withinPortal: false }}
      ariaLabels={{ previousMonth: t('range.previousMonth'), nextMonth: t('range.nextMonth') }}
      autoComplete="off"
      value={day}
      onInput={({ currentTarget }) => onChange(parseDay(currentTarget.value) ?? currentTarget.value.trim())}
      onChange={(chosen) => onChange(chosen ?? '')}
    />
  );
}
