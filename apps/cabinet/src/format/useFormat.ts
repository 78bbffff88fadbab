import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  formatCalendarDay,
  formatDateTime,
  formatDay,
  formatDuration,
  formatMinuteAfter,
  formatSpan,
  formatTime,
  formatTimeAfter,
  formatWallClock,
} from './dates.js';
import { formatMoney, formatNumber, formatQuantity, formatRoubles, formatShare } from './money.js';

/** Every form of a number, a sum or an instant, in the page's language. */
export function useFormat() {
  const { language } = useTranslation().i18n;
  return useMemo(
    () => ({
      language,
      money: (kopecks: number) => formatMoney(kopecks, language),
      roubles: (kopecks: number) => formatRoubles(kopecks, language),
      number: (value: number) => formatNumber(value, language),
      quantity: (thousandths: number) => formatQuantity(thousandths, language),
      share: (share: number) => formatShare(share, language),
      dateTime: (iso: string) => formatDateTime(iso, language),
      day: (iso: string) => formatDay(iso, language),
      calendarDay: (iso: string) => formatCalendarDay(iso, language),
      time: (iso: string) => formatTime(iso, language),
      minuteAfter: (iso: string) => formatMinuteAfter(iso, language),
      timeAfter: (iso: string, sinceIso: string) => formatTimeAfter(iso, sinceIso, language),
      span: (ms: number) => formatSpan(ms, language),
      wallClock: (localDate: string) => formatWallClock(localDate, language),
      duration: (ms: number) => formatDuration(ms, language),
    }),
    [language],
  );
}
