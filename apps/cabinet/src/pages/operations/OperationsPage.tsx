import { Button, Text } from '@mantine/core';
import { IconFilterOff, IconReceipt } from '@tabler/icons-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api } from '../../api/client.js';
import { pageOf } from '../../api/rowPages.js';
import { usePages } from '../../api/usePages.js';
import { useFormat } from '../../format/useFormat.js';
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
import { isDate, isRegisterIds } from '../../ui/filterChecks.js';
import { useFilters } from '../../ui/useFilters.js';
import { useJournalQuery } from '../../ui/useJournalQuery.js';
import { WrongFilters } from '../../ui/WrongFilters.js';
import { isOperationStatus, useOperationWords, type Operation } from './operation.js';
import { OperationState } from './OperationState.js';

const FILTERS = { from: isDate, to: isDate, devices: isRegisterIds, status: isOperationStatus };
const NO_FILTERS = { from: null, to: null, devices: null, status: null };
const keyOf = ({ id }: Operation): string => id;

/** Every receipt that somebody asked a register to print, and how it ended. */
export function OperationsPage() {
  const { t } = useTranslation(['operations', 'common']);
  const { id: openKey } = useParams();
  const filters = useFilters(FILTERS);
  const { values, set, isFiltered, search } = filters;
  const { from, to, devices, status } = values;
  const { states } = useOperationWords();
  const mayWrite = useMay('write');
  const query = useJournalQuery(values);
  const load = useCallback(
    async (before: string | undefined, signal: AbortSignal) => {
      const answer = await api.answer.get('/api/operations', {
        signal,
        query: {
          ...query,
          ...(isOperationStatus(status) && { status }),
          ...(before !== undefined && { before }),
        },
      });
      return pageOf(answer, answer.body);
    },
    [query, status],
  );
  const pages = usePages({ queryKey: ['journal', 'operations', values], load, rowKey: keyOf });
  useLiveTop('OPERATION', pages.refreshTop);
  const columns = useColumns(openKey !== undefined);
  return (
    <ListDetail listPath="/operations">
      <Page
        title={t('title')}
        asOf={<AsOf updatedAtMs={pages.updatedAtMs} isBehind={pages.isBehind} />}
        action={
          mayWrite && (
            <Button component={Link} to="/fiscalise">
              {t('empty.action')}
            </Button>
          )
        }
        filters={
          <>
            <DateRangeFilter from={from} to={to} onChange={set} />
            <RegisterFilter value={devices} onChange={(id) => set({ devices: id })} />
            <ChoiceFilter
              label={t('filters.state')}
              all={t('filters.all')}
              words={states}
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
            label={t('title')}
            columns={columns}
            rows={pages.rows}
            rowKey={keyOf}
            rowPath={({ id }) => `/operations/${id}${search}`}
            openKey={openKey}
            isPending={pages.isPending}
            hasMore={pages.hasMore}
            isLoadingMore={pages.isLoadingMore}
            onMore={pages.loadMore}
            moreError={pages.moreError}
            empty={<NoOperations isFiltered={isFiltered} onClear={() => set(NO_FILTERS)} />}
          />
        )}
      </Page>
    </ListDetail>
  );
}

function useColumns(isBeside: boolean): Column<Operation>[] {
  const { t } = useTranslation('operations');
  const { dateTime } = useFormat();
  const { errorOf } = useOperationWords();
  const columns: Column<Operation>[] = [
    {
      id: 'operation',
      title: t('columns.operation'),
      width: 260,
      cell: ({ createdAt }) => (
        <Text span inherit fw={500} style={{ whiteSpace: 'nowrap' }}>
          {t('row', { time: dateTime(createdAt) })}
        </Text>
      ),
    },
    {
      id: 'state',
      title: t('columns.state'),
      width: 160,
      cell: ({ status }) => <OperationState status={status} />,
    },
    {
      id: 'result',
      title: t('columns.result'),
      isWide: true,
      cell: (operation) => {
        const error = errorOf(operation);
        return (
          <Text inherit lineClamp={1} title={error ?? undefined}>
            {error ?? ''}
          </Text>
        );
      },
    },
  ];
  return columns.filter(({ id }) => !isBeside || id !== 'result');
}

function NoOperations({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const { t } = useTranslation('operations');
  const mayWrite = useMay('write');
  if (isFiltered) {
    return (
      <EmptyState
        icon={IconFilterOff}
        title={t('empty.filtered')}
        action={
          <Button variant="default" onClick={onClear}>
            {t('empty.clear')}
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
