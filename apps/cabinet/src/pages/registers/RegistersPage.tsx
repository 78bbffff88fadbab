import { Button, Skeleton, Text } from '@mantine/core';
import { IconCashRegister, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { registersQuery } from '../../api/registers.js';
import { useMay } from '../../session/identity.js';
import { AsOf } from '../../ui/AsOf.js';
import { DataTable, type Column } from '../../ui/DataTable.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { Page } from '../../ui/Page.js';
import { TimeText } from '../../ui/TimeText.js';
import { useReceiptWords } from '../receipts/receiptWords.js';
import { ShiftState } from '../shifts/ShiftState.js';
import { lastReceiptsQuery, openShiftsQuery, shopsQuery, type Register } from './registerQueries.js';

/** Every register: its shop, whether its shift is open, what it sold last. */
export function RegistersPage() {
  const { t } = useTranslation(['registers', 'common']);
  const mayWrite = useMay('write');
  const registers = useQuery(registersQuery);
  const columns = useColumns(registers.data);
  const isEmpty = registers.data?.length === 0;
  const add = mayWrite && (
    <Button component={Link} to="/registers/new" leftSection={<IconPlus size={16} aria-hidden />}>
      {t('registers:list.add')}
    </Button>
  );
  return (
    <Page
      title={t('common:places.registers')}
      action={!isEmpty && add}
      asOf={<AsOf updatedAtMs={registers.dataUpdatedAt} isBehind={registers.isRefetchError} />}
    >
      {registers.isError && !registers.data ? (
        <ErrorState error={registers.error} onRetry={() => void registers.refetch()} />
      ) : (
        <DataTable
          label={t('common:places.registers')}
          columns={columns}
          rows={registers.data ?? []}
          rowKey={({ id }) => String(id)}
          rowPath={({ id }) => `/registers/${id}`}
          isPending={registers.isPending}
          empty={
            <EmptyState
              icon={IconCashRegister}
              title={t('registers:list.emptyTitle')}
              hint={t(mayWrite ? 'registers:list.emptyHint' : 'registers:list.emptyHintReader')}
              action={add}
            />
          }
        />
      )}
    </Page>
  );
}

function useColumns(registers: readonly Register[] | undefined): Column<Register>[] {
  const { t } = useTranslation('registers');
  const { nameWithSum } = useReceiptWords();
  const ids = useMemo(() => registers?.map(({ id }) => id) ?? [], [registers]);
  const shops = useQuery(shopsQuery);
  const shifts = useQuery(openShiftsQuery);
  const receipts = useQuery({ ...lastReceiptsQuery(ids), enabled: ids.length > 0 });
  const open = useMemo(() => new Set(shifts.data?.map(({ deviceId }) => deviceId)), [shifts.data]);
  const shopName = (id: number): string => shops.data?.find((shop) => shop.id === id)?.name ?? '—';
  const outline = <Skeleton height={12} width={90} radius="xl" />;
  return [
    {
      id: 'name',
      title: t('columns.name'),
      cell: ({ name }) => (
        <Text inherit fw={500} truncate maw={{ base: 150, sm: 280 }} title={name}>
          {name}
        </Text>
      ),
    },
    {
      id: 'shop',
      title: t('columns.shop'),
      isWide: true,
      cell: ({ groupId }) =>
        shops.isPending ? (
          outline
        ) : (
          <Text inherit truncate maw={220} title={shopName(groupId)}>
            {shopName(groupId)}
          </Text>
        ),
    },
    {
      id: 'shift',
      title: t('columns.shift'),
      width: 140,
      cell: ({ id }) => {
        if (shifts.isPending) return outline;
        if (shifts.isError && !shifts.data) return '—';
        return <ShiftState status={open.has(id) ? 'OPENED' : 'CLOSED'} />;
      },
    },
    {
      id: 'receipt',
      title: t('columns.receipt'),
      isWide: true,
      cell: ({ id }) => {
        if (receipts.isPending) return outline;
        const last = receipts.data?.get(id);
        return (
          <Text inherit className="numbers" style={{ whiteSpace: 'nowrap' }} c={last ? '' : 'dimmed'}>
            {last ? nameWithSum(last) : receipts.isError && !receipts.data ? '—' : t('columns.noReceipt')}
          </Text>
        );
      },
    },
    {
      id: 'sold',
      title: t('columns.sold'),
      isNumber: true,
      width: 130,
      cell: ({ id }) => {
        const last = receipts.data?.get(id);
        return last ? <TimeText iso={last.date} /> : receipts.isPending ? outline : '—';
      },
    },
  ];
}
