import { Button, Group, Text } from '@mantine/core';
import { IconArrowDownLeft, IconArrowsExchange, IconArrowUpRight, IconFilterOff } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import { useRegisters } from '../../api/registers.js';
import { pageOf } from '../../api/rowPages.js';
import { usePages } from '../../api/usePages.js';
import { useFormat } from '../../format/useFormat.js';
import { useLiveTop } from '../../live/useLiveTop.js';
import { AsOf } from '../../ui/AsOf.js';
import { ChoiceFilter } from '../../ui/ChoiceFilter.js';
import { DataTable, type Column } from '../../ui/DataTable.js';
import { DateRangeFilter } from '../../ui/DateRangeFilter.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { Page } from '../../ui/Page.js';
import { RegisterFilter } from '../../ui/RegisterFilter.js';
import { SumFilter } from '../../ui/SumFilter.js';
import { RowTime } from '../../ui/RowTime.js';
import { isDate, isKopecks, isRegisterIds } from '../../ui/filterChecks.js';
import { useFilters } from '../../ui/useFilters.js';
import { useJournalQuery } from '../../ui/useJournalQuery.js';
import { WrongFilters } from '../../ui/WrongFilters.js';
import { CashTotals } from './CashTotals.js';
import { isEncashmentType, type Encashment } from './encashment.js';

const FILTERS = {
  from: isDate,
  to: isDate,
  devices: isRegisterIds,
  type: isEncashmentType,
  sumFrom: isKopecks,
  sumTo: isKopecks,
};
const NO_FILTERS = { from: null, to: null, devices: null, type: null, sumFrom: null, sumTo: null };
const keyOf = ({ id }: Encashment): string => id;

/** Cash that was put into the drawers and taken out of them. */
export function CashPage() {
  const { t } = useTranslation(['cash', 'common']);
  const filters = useFilters(FILTERS);
  const { values, set, isFiltered } = filters;
  const { from, to, devices, type, sumFrom, sumTo } = values;
  const range = useJournalQuery(values);
  const query = useMemo(
    () => ({
      ...range,
      ...(isEncashmentType(type) && { type }),
      ...(sumFrom !== '' && { sumFrom: Number(sumFrom) }),
      ...(sumTo !== '' && { sumTo: Number(sumTo) }),
    }),
    [range, type, sumFrom, sumTo],
  );
  const load = useCallback(
    async (before: string | undefined, signal: AbortSignal) => {
      const page = before === undefined ? query : { ...query, before };
      const answer = await api.answer.get('/api/encashments', { signal, query: page });
      return pageOf(answer, answer.body.data);
    },
    [query],
  );
  const pages = usePages({ queryKey: ['journal', 'encashments', values], load, rowKey: keyOf });
  const columns = useColumns();
  useLiveTop('ENCASHMENT', pages.refreshTop);
  return (
    <Page
      title={t('common:places.cash')}
      asOf={<AsOf updatedAtMs={pages.updatedAtMs} isBehind={pages.isBehind} />}
      filters={
        <>
          <DateRangeFilter from={from} to={to} onChange={set} />
          <RegisterFilter value={devices} onChange={(id) => set({ devices: id })} />
          <ChoiceFilter
            label={t('filters.type')}
            all={t('filters.all')}
            words={{ MONEY_IN: t('types.MONEY_IN'), MONEY_OUT: t('types.MONEY_OUT') }}
            value={type}
            onChange={(chosen) => set({ type: chosen })}
            width={200}
          />
          <SumFilter
            from={sumFrom}
            to={sumTo}
            onChange={(sum) => set({ sumFrom: sum.from, sumTo: sum.to })}
          />
        </>
      }
    >
      <WrongFilters filters={filters} />
      {pages.rows.length > 0 && <CashTotals query={query} />}
      {pages.error !== null && <ErrorState error={pages.error} onRetry={pages.retry} />}
      {(pages.error === null || pages.rows.length > 0) && (
        <DataTable
          label={t('common:places.cash')}
          columns={columns}
          rows={pages.rows}
          rowKey={keyOf}
          isPending={pages.isPending}
          hasMore={pages.hasMore}
          isLoadingMore={pages.isLoadingMore}
          onMore={pages.loadMore}
          moreError={pages.moreError}
          empty={<NoMovements isFiltered={isFiltered} onClear={() => set(NO_FILTERS)} />}
        />
      )}
    </Page>
  );
}

function useColumns(): Column<Encashment>[] {
  const { t } = useTranslation('cash');
  const { nameOf } = useRegisters();
  return [
    { id: 'movement', title: t('columns.movement'), cell: (row) => <Movement movement={row} /> },
    {
      id: 'register',
      title: t('columns.register'),
      isWide: true,
      width: 180,
      cell: ({ deviceId }) => (
        <Text inherit truncate maw={170} title={nameOf(deviceId)}>
          {nameOf(deviceId)}
        </Text>
      ),
    },
    {
      id: 'shift',
      title: t('columns.shift'),
      isWide: true,
      width: 100,
      cell: ({ shiftId }) => t('shift', { number: shiftId }),
    },
    {
      id: 'cashier',
      title: t('columns.cashier'),
      isWide: true,
      cell: ({ cashier }) => (
        <Text inherit truncate maw={260} title={cashier?.name}>
          {cashier?.name ?? '—'}
        </Text>
      ),
    },
    {
      id: 'time',
      title: t('columns.time'),
      isNumber: true,
      width: 'min(150px, 30cqw)',
      cell: ({ date }) => <RowTime iso={date} />,
    },
  ];
}

function Movement({ movement: { type, sum } }: { movement: Encashment }) {
  const { t } = useTranslation('cash');
  const { money } = useFormat();
  const isIn = type === 'MONEY_IN';
  const Arrow = isIn ? IconArrowDownLeft : IconArrowUpRight;
  return (
    <Group gap={6} wrap="nowrap">
      <Arrow size={16} stroke={1.8} aria-hidden color={isIn ? 'var(--state-delivered)' : 'var(--quiet)'} />
      <Text span inherit fw={500} className="numbers" style={{ whiteSpace: 'nowrap' }}>
        {isIn ? t('movement.MONEY_IN', { sum: money(sum) }) : t('movement.MONEY_OUT', { sum: money(sum) })}
      </Text>
    </Group>
  );
}

function NoMovements({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const { t } = useTranslation(['cash', 'filters']);
  if (isFiltered) {
    return (
      <EmptyState
        icon={IconFilterOff}
        title={t('empty.filtered')}
        hint={t('empty.filteredHint')}
        action={
          <Button variant="default" onClick={onClear}>
            {t('filters:clearAll')}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={IconArrowsExchange}
      title={t('empty.title')}
      hint={t('empty.hint')}
      action={
        <Button component={Link} to="/registers" variant="default">
          {t('empty.registers')}
        </Button>
      }
    />
  );
}
