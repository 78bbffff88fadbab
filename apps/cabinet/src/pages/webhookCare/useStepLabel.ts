import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CLOCK, formatDateTime } from '../../format/dates.js';
import { dateTimeFormat } from '../../format/formatters.js';
import type { Stats } from './statsSeries.js';

interface StepLabels {
  /** On the axis: as short as it can be. */
  tick: (iso: string) => string;
  /** Of one step, whole. */
  whole: (iso: string) => string;
}

/** Names steps of a chart. A day is one of UTC, as it is counted; hours and minutes are the browser's. */
export function useStepLabel(step: Stats['query']['step'], isLong: boolean): StepLabels {
  const { language } = useTranslation().i18n;
  return useMemo(() => {
    const zone = step === 'day' ? { timeZone: 'UTC' } : {};
    const day = dateTimeFormat(language, { day: 'numeric', month: 'short', ...zone });
    const short = step === 'day' || isLong ? day : dateTimeFormat(language, CLOCK);
    return {
      tick: (iso) => short.format(new Date(iso)),
      whole: (iso) => (step === 'day' ? day.format(new Date(iso)) : formatDateTime(iso, language)),
    };
  }, [language, step, isLong]);
}
