import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/useFormat.js';
import { DataTable, type Column } from '../../ui/DataTable.js';
import { PERCENTILES, SERIES_LOOK } from './seriesLook.js';
import { SERIES, type Stats, type StatsPoint } from './statsSeries.js';
import { useStepLabel } from './useStepLabel.js';

interface StatsTableProps {
  points: readonly StatsPoint[];
  step: Stats['query']['step'];
}

/** The numbers of the charts, newest first; steps in which nothing was attempted are left out. */
export function StatsTable({ points, step }: StatsTableProps) {
  const { t } = useTranslation('webhookCare');
  const { number, duration } = useFormat();
  const { whole } = useStepLabel(step, false);
  const rows = useMemo(() => points.filter(({ attempts }) => attempts > 0).toReversed(), [points]);
  const columns: Column<StatsPoint>[] = [
    { id: 'at', title: t('stats.time'), cell: ({ at }) => whole(at) },
    ...SERIES.map((name) => ({
      id: name,
      title: t(SERIES_LOOK[name].word),
      isNumber: true,
      cell: (point: StatsPoint) => number(point[name]),
    })),
    ...PERCENTILES.map((name) => ({
      id: name,
      title: name,
      isNumber: true,
      isWide: name === 'p90',
      cell: (point: StatsPoint) => {
        const ms = point[name];
        return ms === null ? '—' : duration(ms);
      },
    })),
  ];
  return <DataTable label={t('stats.title')} columns={columns} rows={rows} rowKey={({ at }) => at} />;
}
