import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CLOCK } from '../../format/dates.js';
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
    const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', ...zone });
    const time = new Intl.DateTimeFormat(language, CLOCK);
    const both = new Intl.DateTimeFormat(language, {
      day: 'numeric',
      month: 'long',
      ...CLOCK,
    });
    const short = step === 'day' || isLong ? day : time;
    return {
      tick: (iso) => short.format(new Date(iso)),
      whole: (iso) => (step === 'day' ? day : both).format(new Date(iso)),
    };
  }, [language, step, isLong]);
}
