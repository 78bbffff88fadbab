import type { ParseKeys } from 'i18next';
import type { SeriesName } from './statsSeries.js';

interface SeriesLook {
  word: ParseKeys<'webhookCare'>;
  colour: string;
}

/** The colours are those of the states: a delivery's and a failure's mean the same everywhere. */
export const SERIES_LOOK: Readonly<Record<SeriesName, SeriesLook>> = {
  delivered: { word: 'stats.series.delivered', colour: 'var(--state-delivered)' },
  refused: { word: 'stats.series.refused', colour: 'var(--state-retrying)' },
  silent: { word: 'stats.series.silent', colour: 'var(--state-dead)' },
  notSent: { word: 'stats.series.notSent', colour: 'var(--state-cancelled)' },
};

export const PERCENTILES = ['p50', 'p90', 'p99'] as const;
export type Percentile = (typeof PERCENTILES)[number];

/** Darker and unbroken is the usual answer, paler and dashed the slow ones. */
export const PERCENTILE_LOOK: Readonly<Record<Percentile, { colour: string; dash: string }>> = {
  p50: { colour: 'var(--state-waiting)', dash: '0' },
  p90: { colour: 'color-mix(in srgb, var(--state-waiting) 75%, var(--surface))', dash: '6 3' },
  p99: { colour: 'var(--quiet)', dash: '2 3' },
};
