import { Button, Text } from '@mantine/core';
import { IconCalendarOff, IconCalendarTime } from '@tabler/icons-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
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
import { ListDetail } from '../../ui/ListDetail.js';
import { Page } from '../../ui/Page.js';
import { RegisterFilter } from '../../ui/RegisterFilter.js';
import { RowTime } from '../../ui/RowTime.js';
import { TimeText } from '../../ui/TimeText.js';
import { isDate, isRegisterIds, oneOf } from '../../ui/filterChecks.js';
import { TwoLines } from '../../ui/TwoLines.js';
import { useFilters } from '../../ui/useFilters.js';
import { useJournalQuery } from '../../ui/useJournalQuery.js';
import { WrongFilters } from '../../ui/WrongFilters.js';
import type { Shift, ShiftStatus } from './shift.js';
import { ShiftState } from './ShiftState.js';

const NO_FILTERS = { from: null, to: null, devices: null, status: null };
const STATUSES: readonly string[] = ['OPENED', 'CLOSED'] satisfies ShiftStatus[];
const FILTERS = { from: isDate, to: isDate, devices: isRegisterIds, status: oneOf(STATUSES) };
const keyOf = ({ id }: Shift): string => id;

/** Every shift of every register, newest first. */
export function ShiftsPage() {
  const { t } = useTranslation(['shifts', 'common']);
  const { id: openKey } = useParams();
  const filters = useFilters(FILTERS);
  const { values, set, isFiltered, search } = filters;
  const { from, to, devices, status } = values;
  const query = useJournalQuery(values);
  const load = useCallback(
    async (before: string | undefined, signal: AbortSignal) => {
      const answer = await api.answer.get('/api/shifts', {
        signal,
        query: {
          ...query,
          ...(STATUSES.includes(status) && { status: status as ShiftStatus }),
          ...(before !== undefined && { before }),
        },
      });
      return pageOf(answer, answer.body.data);
    },
    [query, status],
  );
  const pages = usePages({ queryKey: ['journal', 'shifts', values], load, rowKey: keyOf });
  useLiveTop('SHIFT', pages.refreshTop);
  const columns = useColumns(openKey !== undefined);
  return (
    <ListDetail listPath="/shifts">
      <Page
        title={t('common:places.shifts')}
        asOf={<AsOf updatedAtMs={pages.updatedAtMs} isBehind={pages.isBehind} />}
        filters={
          <>
            <DateRangeFilter from={from} to={to} onChange={set} />
            <RegisterFilter value={devices} onChange={(id) => set({ devices: id })} />
            <ChoiceFilter
              label={t('filters.state')}
              all={t('filters.all')}
              words={{ OPENED: t('states.OPENED'), CLOSED: t('states.CLOSED') }}
              value={status}
              onChange={(chosen) => set({ status: chosen })}
            />
          </>
        }
      >
        <WrongFilters filters={filters} />
        {pages.error !== null && <ErrorState error={pages.error} onRetry={pages.retry} />}
        {(pages.error === null || pages.rows.length > 0) && (
          <DataTable
            label={t('common:places.shifts')}
            columns={columns}
            rows={pages.rows}
            rowKey={keyOf}
            rowPath={({ id }) => `/shifts/${id}${search}`}
            openKey={openKey}
            isPending={pages.isPending}
            hasMore={pages.hasMore}
            isLoadingMore={pages.isLoadingMore}
            onMore={pages.loadMore}
            moreError={pages.moreError}
            empty={<NoShifts isFiltered={isFiltered} onClear={() => set(NO_FILTERS)} />}
          />
        )}
      </Page>
    </ListDetail>
  );
}

function useColumns(isBeside: boolean): Column<Shift>[] {
  const { t } = useTranslation('shifts');
  const { money } = useFormat();
  const { nameOf } = useRegisters();
  const columns: Column<Shift>[] = [
    {
      id: 'shift',
      title: t('columns.shift'),
      cell: ({ shiftId, deviceId }) => (
        <TwoLines second={nameOf(deviceId)}>{t('title', { number: shiftId })}</TwoLines>
      ),
    },
    {
      id: 'register',
      title: t('columns.register'),
      isWide: true,
      width: 170,
      cell: ({ deviceId }) => (
        <Text inherit truncate maw={160} title={nameOf(deviceId)}>
          {nameOf(deviceId)}
        </Text>
      ),
    },
    {
      id: 'state',
      title: t('columns.state'),
      width: 110,
      cell: ({ status }) => <ShiftState status={status} />,
    },
    {
      id: 'cashier',
      title: t('columns.cashier'),
      isWide: true,
      cell: ({ cashier }) => (
        <Text inherit truncate maw={220} title={cashier?.name}>
          {cashier?.name ?? '—'}
        </Text>
      ),
    },
    {
      id: 'sales',
      title: t('columns.sales'),
      isNumber: true,
      isWide: true,
      width: 140,
      cell: ({ totals }) => (totals?.sales === undefined ? '—' : money(totals.sales)),
    },
    {
      id: 'opened',
      title: t('columns.opened'),
      isNumber: true,
      width: 'min(140px, 30cqw)',
      cell: ({ openedAt }) => <RowTime iso={openedAt} />,
    },
    {
      id: 'closed',
      title: t('columns.closed'),
      isNumber: true,
      isWide: true,
      width: 140,
      cell: ({ closedAt }) => (closedAt === undefined ? '—' : <TimeText iso={closedAt} />),
    },
  ];
  return columns.filter(({ id }) => !isBeside || !['cashier', 'closed', 'sales'].includes(id));
}

function NoShifts({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const { t } = useTranslation(['shifts', 'filters']);
  if (isFiltered) {
    return (
      <EmptyState
        icon={IconCalendarOff}
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
      icon={IconCalendarTime}
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
