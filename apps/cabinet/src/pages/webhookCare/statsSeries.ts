import type { components } from '@kassahook/client';

export type Stats = components['schemas']['GetStatsAnswer'];
type Values = Stats['data'][number];

export const RANGES = ['hour', 'day', 'week', 'month'] as const;
export type Range = (typeof RANGES)[number];

interface RangeSpec {
  spanMs: number;
  step: Stats['query']['step'];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const STEP_MS: Readonly<Record<Stats['query']['step'], number>> = {
  minute: MINUTE_MS,
  hour: HOUR_MS,
  day: DAY_MS,
};

/** How long each range is, and in which steps it is counted: a chart has room for some two hundred of them. */
export const RANGE_SPECS: Readonly<Record<Range, RangeSpec>> = {
  hour: { spanMs: HOUR_MS, step: 'minute' },
  day: { spanMs: DAY_MS, step: 'hour' },
  week: { spanMs: 7 * DAY_MS, step: 'hour' },
  month: { spanMs: 30 * DAY_MS, step: 'day' },
};

/** The four series of the chart, from the bottom: what a person tells apart. */
export const SERIES = ['delivered', 'refused', 'silent', 'notSent'] as const;
export type SeriesName = (typeof SERIES)[number];

export interface StatsPoint extends Record<SeriesName, number> {
  /** When the step began, ISO 8601. */
  at: string;
  attempts: number;
  /** Milliseconds; null when no request was made. */
  p50: number | null;
  p90: number | null;
  p99: number | null;
}

/** Every step of the range, oldest first, with zeros where the API leaves out that nothing was attempted. */
export function statsSeries({ query, data }: Pick<Stats, 'query' | 'data'>): StatsPoint[] {
  const stepMs = STEP_MS[query.step];
  const known = new Map(data.map((values) => [Date.parse(values.at), values]));
  const fromMs = Math.floor(Date.parse(query.from) / stepMs) * stepMs;
  const points: StatsPoint[] = [];
  for (let atMs = fromMs; atMs < Date.parse(query.to); atMs += stepMs) {
    const values = known.get(atMs);
    const at = new Date(atMs).toISOString();
    points.push(values ? pointOf(at, values) : { at, ...NOTHING });
  }
  return points;
}

const NOTHING = {
  attempts: 0,
  delivered: 0,
  refused: 0,
  silent: 0,
  notSent: 0,
  p50: null,
  p90: null,
  p99: null,
};

function pointOf(at: string, { attempts, outcomes, latencyMs }: Values): StatsPoint {
  return {
    at,
    attempts,
    delivered: outcomes.delivered,
    refused: outcomes.redirect + outcomes.clientError + outcomes.serverError,
    silent: outcomes.timeout + outcomes.noAnswer,
    notSent: outcomes.notSent,
    p50: latencyMs.p50,
    p90: latencyMs.p90,
    p99: latencyMs.p99,
  };
}
