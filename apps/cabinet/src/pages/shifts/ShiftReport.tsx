import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { useFormat } from '../../format/useFormat.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { reportOf, type ReportSection } from './reportRows.js';
import type { Shift } from './shift.js';
import classes from './ShiftReport.module.css';

/** The Z-report of a closed shift, as its register counted it; of an open one what its receipts come to so far. */
export function ShiftReport({ shift }: { shift: Shift }) {
  const { t } = useTranslation('shifts');
  const { money, number } = useFormat();
  const { deviceId, openedAt, closedAt } = shift;
  const sales = useQuery({
    queryKey: ['sales', 'shift', shift.id, closedAt],
    queryFn: ({ signal }) =>
      api.get('/api/reports/sales', {
        signal,
        query: {
          devices: String(deviceId),
          from: openedAt,
          to: closedAt ?? new Date().toISOString(),
        },
      }),
  });
  if (sales.isPending) return <Skeleton height={300} />;
  if (sales.isError && !sales.data)
    return <ErrorState error={sales.error} onRetry={() => void sales.refetch()} />;

  const isOver = shift.status === 'CLOSED';
  const { sections, isDifferent } = reportOf(shift.totals, sales.data.summary);
  const titles: Record<ReportSection['title'], string> = {
    types: t('report.sections.types'),
    payments: t('report.sections.payments'),
    drawer: t('report.sections.drawer'),
  };
  const names: Record<ReportSection['rows'][number]['name'], string> = {
    sales: t('report.sales'),
    refunds: t('report.refunds'),
    net: t('report.after'),
    average: t('report.average'),
    cash: t('report.cash'),
    cashless: t('report.cashless'),
    moneyIn: t('report.moneyIn'),
    moneyOut: t('report.moneyOut'),
  };
  return (
    <div>
      <table className={classes.report}>
        <caption>{isOver ? t('report.z') : t('report.x')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('report.name')}</th>
            <th scope="col">{t('report.count')}</th>
            <th scope="col">{t('report.amount')}</th>
          </tr>
        </thead>
        {sections.map(({ title, rows }) => (
          <tbody key={title}>
            <tr className={classes.section}>
              <th scope="rowgroup" colSpan={3}>
                {titles[title]}
              </th>
            </tr>
            {rows.map(({ name, sum, count }) => (
              <tr key={name} className={name === 'net' ? classes.net : undefined}>
                <th scope="row">{names[name]}</th>
                <td>{count === null ? '' : number(count)}</td>
                <td>{money(sum)}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
      {!isOver && (
        <Text size="sm" c="dimmed" mt="sm">
          {t('report.ends')}
        </Text>
      )}
      {isDifferent && (
        <Text size="sm" c="dimmed" mt="sm">
          {t('report.registerSays', { total: money(sales.data.summary.total.value) })}
        </Text>
      )}
    </div>
  );
}
