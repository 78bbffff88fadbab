import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Bar, BarChart, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useFormat } from '../../format/useFormat.js';
import { PERCENTILE_LOOK, PERCENTILES, SERIES_LOOK } from './seriesLook.js';
import { SERIES, type Stats, type StatsPoint } from './statsSeries.js';
import { StepTooltip } from './StepTooltip.js';
import { useStepLabel } from './useStepLabel.js';
import classes from './StatsCharts.module.css';

interface StatsChartsProps {
  points: readonly StatsPoint[];
  step: Stats['query']['step'];
}

const SYNC = 'webhook-stats';
const [BARS_PX, LINES_PX, AXIS_PX] = [220, 150, 64];
const MARGIN = { top: 6, right: 4, bottom: 0, left: 0 };
/** More steps than these are days of hours: their axis names days. */
const LONG_STEPS = 48;
const TICK = { fontSize: 12, fill: 'var(--quiet)' };

/** Attempts by outcome above how long answers took; pointing at one shows all series of that step in both. */
export function StatsCharts({ points, step }: StatsChartsProps) {
  const { t } = useTranslation('webhookCare');
  const { number, duration } = useFormat();
  const { tick, whole } = useStepLabel(step, step === 'hour' && points.length > LONG_STEPS);
  const data = points as StatsPoint[];
  const axis = {
    dataKey: 'at',
    // The lines' points stand in the middle of the bars above them.
    scale: 'band' as const,
    tickFormatter: tick,
    tick: TICK,
    tickLine: false,
    axisLine: { stroke: 'var(--line)' },
    minTickGap: 40,
  };
  const scale = { tick: TICK, tickLine: false, axisLine: false, width: AXIS_PX };
  return (
    <Stack gap="lg">
      <div>
        <Legend title={t('stats.byOutcome')}>
          {SERIES.map((name) => (
            <span key={name} className={classes.key}>
              <span className={classes.swatch} style={{ background: SERIES_LOOK[name].colour }} />
              {t(SERIES_LOOK[name].word)}
            </span>
          ))}
        </Legend>
        <div role="img" aria-label={t('stats.byOutcomeLabel')}>
          <ResponsiveContainer width="100%" height={BARS_PX}>
            <BarChart
              data={data}
              syncId={SYNC}
              margin={MARGIN}
              barCategoryGap="18%"
              accessibilityLayer={false}
            >
              <XAxis {...axis} />
              <YAxis {...scale} allowDecimals={false} tickCount={4} tickFormatter={number} />
              <Tooltip
                cursor={{ fill: 'var(--mark)' }}
                isAnimationActive={false}
                content={<StepTooltip title={whole} />}
              />
              {SERIES.map((name) => (
                <Bar
                  key={name}
                  dataKey={name}
                  stackId="attempts"
                  fill={SERIES_LOOK[name].colour}
                  maxBarSize={28}
                  isAnimationActive={false}
                />
              ))}
            </BarChart>
          </ResponsiveContainer>
        </div>
      </div>
      <div>
        <Legend title={t('stats.latency')}>
          {PERCENTILES.map((name) => (
            <span key={name} className={classes.key}>
              <svg width={18} height={6} aria-hidden>
                <line
                  x1={0}
                  x2={18}
                  y1={3}
                  y2={3}
                  stroke={PERCENTILE_LOOK[name].colour}
                  strokeWidth={2}
                  strokeDasharray={PERCENTILE_LOOK[name].dash}
                />
              </svg>
              {name}
            </span>
          ))}
        </Legend>
        <div role="img" aria-label={t('stats.latencyLabel')}>
          <ResponsiveContainer width="100%" height={LINES_PX}>
            <LineChart data={data} syncId={SYNC} margin={MARGIN} accessibilityLayer={false}>
              <XAxis {...axis} />
              <YAxis {...scale} tickCount={4} tickFormatter={duration} />
              <Tooltip
                cursor={{ stroke: 'var(--line)' }}
                isAnimationActive={false}
                content={<StepTooltip title={whole} />}
              />
              {PERCENTILES.map((name) => (
                <Line
                  key={name}
                  dataKey={name}
                  stroke={PERCENTILE_LOOK[name].colour}
                  strokeWidth={2}
                  strokeDasharray={PERCENTILE_LOOK[name].dash}
                  // A step alone between empty ones has no line to be seen by.
                  dot={points.length <= LONG_STEPS ? { r: 2, strokeDasharray: '0' } : false}
                  connectNulls={false}
                  isAnimationActive={false}
                />
              ))}
            </LineChart>
          </ResponsiveContainer>
        </div>
      </div>
    </Stack>
  );
}

function Legend({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={classes.legend}>
      <Text size="sm" fw={600} component="h3" m={0}>
        {title}
      </Text>
      <span className={classes.keys}>{children}</span>
    </div>
  );
}
