import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/useFormat.js';
import { PERCENTILE_LOOK, PERCENTILES, SERIES_LOOK } from './seriesLook.js';
import { SERIES, type StatsPoint } from './statsSeries.js';
import classes from './StatsCharts.module.css';

interface StepTooltipProps {
  title: (iso: string) => string;
  /** Put in by the chart. */
  active?: boolean;
  payload?: readonly { payload?: unknown }[];
}

/** All that is known of the step that is pointed at: each series, those of the other chart too. */
export function StepTooltip({ title, active = false, payload }: StepTooltipProps) {
  const { t } = useTranslation('webhookCare');
  const { number, duration } = useFormat();
  const point = payload?.[0]?.payload as StatsPoint | undefined;
  if (!active || !point) return null;
  return (
    <div className={classes.tooltip}>
      <strong>{title(point.at)}</strong>
      {point.attempts === 0 ? (
        <span>{t('stats.none')}</span>
      ) : (
        <dl>
          {SERIES.map((name) => (
            <div key={name}>
              <dt>
                <span className={classes.swatch} style={{ background: SERIES_LOOK[name].colour }} />
                {t(SERIES_LOOK[name].word)}
              </dt>
              <dd>{number(point[name])}</dd>
            </div>
          ))}
          {PERCENTILES.map((name) => {
            const ms = point[name];
            return (
              <div key={name}>
                <dt>
                  <span className={classes.swatch} style={{ background: PERCENTILE_LOOK[name].colour }} />
                  {name}
                </dt>
                <dd>{ms === null ? '—' : duration(ms)}</dd>
              </div>
            );
          })}
        </dl>
      )}
    </div>
  );
}
