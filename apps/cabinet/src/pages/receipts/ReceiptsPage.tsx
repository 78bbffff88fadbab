import { Button, Text } from '@mantine/core';
import { IconReceipt, IconReceiptOff } from '@tabler/icons-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api } from '../../api/client.js';
import { useRegisters } from '../../api/registers.js';
import { pageOf } from '../../api/rowPages.js';
import { usePages } from '../../api/usePages.js';
import { useLiveTop } from '../../live/useLiveTop.js';
import { useMay } from '../../session/identity.js';
import { AsOf } from '../../ui/AsOf.js';
import { ChoiceFilter } from '../../ui/ChoiceFilter.js';
import { DataTable, type Column } from '../../ui/DataTable.js';
import { DateRangeFilter } from '../../ui/DateRangeFilter.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { ListDetail } from '../../ui/ListDetail.js';
import { Page } from '../../ui/Page.js';
import { RegisterFilter } from '../../ui/RegisterFilter.js';
import { SumFilter } from '../../ui/SumFilter.js';
import { RowTime } from '../../ui/RowTime.js';
import { TwoLines } from '../../ui/TwoLines.js';
import { isDate, isKopecks, isRegisterIds } from '../../ui/filterChecks.js';
import { useFilters } from '../../ui/useFilters.js';
import { useJournalQuery } from '../../ui/useJournalQuery.js';
import { WrongFilters } from '../../ui/WrongFilters.js';
import { isReceiptType, useReceiptWords, type Receipt } from './receiptWords.js';

const FILTERS = {
  from: isDate,
  to: isDate,
  devices: isRegisterIds,
  type: isReceiptType,
  sumFrom: isKopecks,
  sumTo: isKopecks,
};
const NO_FILTERS = { from: null, to: null, devices: null, type: null, sumFrom: null, sumTo: null };
const keyOf = ({ id }: Receipt): string => id;

/** The journal of receipts: every register's, newest first, as they are printed. */
export function ReceiptsPage() {
  const { t } = useTranslation(['receipts', 'filters', 'common']);
  const { id: openKey } = useParams();
  const filters = useFilters(FILTERS);
  const { values, set, isFiltered, search } = filters;
  const words = useReceiptWords();
  const { from, to, devices, type, sumFrom, sumTo } = values;

  const query = useJournalQuery(values);
  const load = useCallback(
    async (before: string | undefined, signal: AbortSignal) => {
      const answer = await api.answer.get('/api/receipts', {
        signal,
        query: {
          ...query,
          ...(isReceiptType(type) && { type }),
          ...(sumFrom !== '' && { sumFrom: Number(sumFrom) }),
          ...(sumTo !== '' && { sumTo: Number(sumTo) }),
          ...(before !== undefined && { before }),
        },
      });
      return pageOf(answer, answer.body.data);
    },
    [query, type, sumFrom, sumTo],
  );
  const pages = usePages({ queryKey: ['journal', 'receipts', values], load, rowKey: keyOf });
  useLiveTop('RECEIPT', pages.refreshTop);
  const columns = useColumns(openKey !== undefined);

  return (
    <ListDetail listPath="/receipts">
      <Page
        title={t('common:places.receipts')}
        asOf={<AsOf updatedAtMs={pages.updatedAtMs} isBehind={pages.isBehind} />}
        filters={
          <>
            <DateRangeFilter from={from} to={to} onChange={set} />
            <RegisterFilter value={devices} onChange={(id) => set({ devices: id })} />
            <ChoiceFilter
              label={t('filters.type')}
              all={t('filters.allTypes')}
              words={words.types}
              value={type}
              onChange={(chosen) => set({ type: chosen })}
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
        {pages.error !== null && <ErrorState error={pages.error} onRetry={pages.retry} />}
        {(pages.error === null || pages.rows.length > 0) && (
          <DataTable
            label={t('common:places.receipts')}
            columns={columns}
            rows={pages.rows}
            rowKey={keyOf}
            rowPath={({ id }) => `/receipts/${id}${search}`}
            openKey={openKey}
            isPending={pages.isPending}
            hasMore={pages.hasMore}
            isLoadingMore={pages.isLoadingMore}
            onMore={pages.loadMore}
            moreError={pages.moreError}
            empty={<NoReceipts isFiltered={isFiltered} onClear={() => set(NO_FILTERS)} />}
          />
        )}
      </Page>
    </ListDetail>
  );
}

function useColumns(isBeside: boolean): Column<Receipt>[] {
  const { t } = useTranslation('receipts');
  const { nameOf } = useRegisters();
  const { types, paidBy, nameWithSum } = useReceiptWords();
  const columns: Column<Receipt>[] = [
    {
      id: 'receipt',
      title: t('columns.receipt'),
      cell: (receipt) => (
        <TwoLines second={nameOf(receipt.deviceId)}>
          <span className="numbers">{nameWithSum(receipt)}</span>
        </TwoLines>
      ),
    },
    { id: 'type', title: t('columns.type'), isWide: true, width: 150, cell: ({ type }) => types[type] },
    {
      id: 'register',
      title: t('columns.register'),
      isWide: true,
      width: 150,
      cell: ({ deviceId }) => (
        <Text inherit truncate maw={160} title={nameOf(deviceId)}>
          {nameOf(deviceId)}
        </Text>
      ),
    },
    { id: 'payment', title: t('columns.payment'), isWide: true, width: 170, cell: paidBy },
    {
      id: 'time',
      title: t('columns.time'),
      isNumber: true,
      width: 'min(130px, 30cqw)',
      cell: ({ date }) => <RowTime iso={date} />,
    },
  ];
  return columns.filter(({ id }) => !isBeside || id !== 'payment');
}

function NoReceipts({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const { t } = useTranslation(['receipts', 'filters']);
  const mayWrite = useMay('write');
  if (isFiltered) {
    return (
      <EmptyState
        icon={IconReceiptOff}
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
      icon={IconReceipt}
      title={t('empty.title')}
      hint={t('empty.hint')}
      action={
        mayWrite && (
          <Button component={Link} to="/fiscalise">
            {t('empty.action')}
          </Button>
        )
      }
    />
  );
}
