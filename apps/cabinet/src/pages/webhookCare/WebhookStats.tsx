import { Button, Group, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core';
import { IconChartBar, IconTable } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ParseKeys } from 'i18next';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { useFormat } from '../../format/useFormat.js';
import { Card } from '../../ui/Card.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { oneOf } from '../../ui/filterChecks.js';
import { useFilters } from '../../ui/useFilters.js';
import { RANGES, RANGE_SPECS, statsSeries, type Range } from './statsSeries.js';
import { StatsTable } from './StatsTable.js';
import { StatsTiles } from './StatsTiles.js';

const StatsCharts = lazy(async () => ({ default: (await import('./StatsCharts.js')).StatsCharts }));

/** Both charts with their titles: what comes later takes the room that was kept for it. */
const CHARTS_PX = 470;
const FILTERS = { range: oneOf(RANGES) };
const RANGE_WORDS: Readonly<Record<Range, ParseKeys<'webhookCare'>>> = {
  hour: 'stats.ranges.hour',
  day: 'stats.ranges.day',
  week: 'stats.ranges.week',
  month: 'stats.ranges.month',
};

/** Attempts by outcome and how long answers took, over a range that the address keeps. */
export function WebhookStats({ webhookId }: { webhookId: string }) {
  const { t } = useTranslation('webhookCare');
  const { time } = useFormat();
  const { values, set } = useFilters(FILTERS);
  const range = RANGES.find((name) => name === values.range) ?? 'day';
  const [isTable, setTable] = useState(false);
  const stats = useQuery({
    queryKey: ['stats', 'webhook', webhookId, range],
    queryFn: ({ signal }) => {
      const { spanMs, step } = RANGE_SPECS[range];
      const toMs = Date.now();
      return api.get('/api/webhooks/{id}/stats', {
        path: { id: webhookId },
        query: { from: new Date(toMs - spanMs).toISOString(), to: new Date(toMs).toISOString(), step },
        signal,
      });
    },
    placeholderData: keepPreviousData,
  });
  const points = useMemo(() => stats.data && statsSeries(stats.data), [stats.data]);
  const step = stats.data?.query.step ?? RANGE_SPECS[range].step;
  return (
    <Card
      title={t('stats.title')}
      action={
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          leftSection={isTable ? <IconChartBar size={16} aria-hidden /> : <IconTable size={16} aria-hidden />}
          onClick={() => setTable(!isTable)}
        >
          {t(isTable ? 'stats.asChart' : 'stats.asTable')}
        </Button>
      }
    >
      <Stack gap="md">
        <Group>
          <SegmentedControl
            aria-label={t('stats.range')}
            size="sm"
            withItemsBorders={false}
            data={RANGES.map((value) => ({ value, label: t(RANGE_WORDS[value]) }))}
            value={range}
            onChange={(value) => set({ range: value === 'day' ? null : value })}
          />
        </Group>
        {stats.isError && !stats.data && (
          <ErrorState error={stats.error} onRetry={() => void stats.refetch()} />
        )}
        {!stats.isError && (!stats.data || !points) && <Skeleton height={CHARTS_PX} />}
        {stats.data && points && (
          <>
            {step === 'day' && points[0] && (
              <Text size="xs" c="dimmed">
                {t('stats.utcDays', { at: time(points[0].at) })}
              </Text>
            )}
            <StatsTiles summary={stats.data.summary} />
            {stats.data.summary.attempts === 0 ? (
              <EmptyState icon={IconChartBar} title={t('stats.none')} hint={t('stats.noneHint')} />
            ) : isTable ? (
              <StatsTable points={points} step={step} />
            ) : (
              <Suspense fallback={<Skeleton height={CHARTS_PX} />}>
                <StatsCharts points={points} step={step} />
              </Suspense>
            )}
          </>
        )}
      </Stack>
    </Card>
  );
}
