import { Button, Group, Text } from '@mantine/core';
import { IconBarcode, IconFileImport, IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useFormat } from '../../format/useFormat.js';
import { useMay } from '../../session/identity.js';
import { AsOf } from '../../ui/AsOf.js';
import { ChoiceFilter } from '../../ui/ChoiceFilter.js';
import { DataTable, type Column } from '../../ui/DataTable.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { ListDetail } from '../../ui/ListDetail.js';
import { Page } from '../../ui/Page.js';
import { SearchFilter } from '../../ui/SearchFilter.js';
import { anyText } from '../../ui/filterChecks.js';
import { useFilters } from '../../ui/useFilters.js';
import { WrongFilters } from '../../ui/WrongFilters.js';
import { useReceiptWords } from '../receipts/receiptWords.js';
import type { Product } from './productDraft.js';
import { departmentsQuery, useProducts } from './productQueries.js';

/** A department that is not there has no products, which the list says. */
const FILTERS = { q: anyText, department: anyText };

/** The catalogue: what registers sell. */
export function ProductsPage() {
  const { t } = useTranslation(['products', 'filters', 'common']);
  const { id: openKey } = useParams();
  const filters = useFilters(FILTERS);
  const { values, set, search } = filters;
  const products = useProducts(values);
  const departments = useQuery(departmentsQuery);
  const columns = useColumns(openKey !== undefined);
  const names = Object.fromEntries((departments.data ?? []).map(({ id, name }) => [String(id), name]));
  const isEmpty = !products.isPending && products.error === null && products.total === 0;
  const actions = <Actions />;
  return (
    <ListDetail listPath="/products">
      <Page
        title={t('common:places.products')}
        action={!isEmpty && actions}
        {...(!isEmpty && { asOf: <AsOf updatedAtMs={products.updatedAtMs} isBehind={products.isBehind} /> })}
        filters={
          isEmpty ? undefined : (
            <>
              <SearchFilter label={t('products:list.search')} value={values.q} onChange={(q) => set({ q })} />
              {Object.keys(names).length > 0 && (
                <ChoiceFilter
                  label={t('products:fields.department')}
                  all={t('products:list.allDepartments')}
                  words={names}
                  value={values.department}
                  onChange={(chosen) => set({ department: chosen })}
                />
              )}
            </>
          )
        }
      >
        <WrongFilters filters={filters} />
        {products.isSearching && (
          <Text size="sm" c="dimmed" role="status">
            {t('products:list.searching', { read: products.read, count: products.total })}
          </Text>
        )}
        {products.error !== null && <ErrorState error={products.error} onRetry={products.retry} />}
        {(products.error === null || products.rows.length > 0) && (
          <DataTable
            label={t('common:places.products')}
            columns={columns}
            rows={products.rows}
            rowKey={({ id }) => id}
            rowPath={({ id }) => `/products/${id}${search}`}
            openKey={openKey}
            isPending={products.isPending || (products.isSearching && products.rows.length === 0)}
            hasMore={products.hasMore}
            isLoadingMore={products.isLoadingMore}
            onMore={products.loadMore}
            moreError={products.moreError}
            empty={
              products.isFiltered ? (
                <EmptyState
                  icon={IconSearch}
                  title={t('products:list.nothingTitle')}
                  hint={t('products:list.nothingHint')}
                  action={
                    <Button variant="default" onClick={() => set({ q: null, department: null })}>
                      {t('filters:clearAll')}
                    </Button>
                  }
                />
              ) : (
                <Nothing actions={actions} />
              )
            }
          />
        )}
      </Page>
    </ListDetail>
  );
}

function Actions() {
  const { t } = useTranslation('products');
  if (!useMay('write')) return null;
  return (
    <Group gap="sm">
      <Button
        component={Link}
        to="/products/import"
        variant="default"
        leftSection={<IconFileImport size={16} aria-hidden />}
      >
        {t('list.import')}
      </Button>
      <Button component={Link} to="/products/new" leftSection={<IconPlus size={16} aria-hidden />}>
        {t('list.add')}
      </Button>
    </Group>
  );
}

function Nothing({ actions }: { actions: ReactNode }) {
  const { t } = useTranslation('products');
  const mayWrite = useMay('write');
  return (
    <EmptyState
      icon={IconBarcode}
      title={t('list.emptyTitle')}
      hint={t(mayWrite ? 'list.emptyHint' : 'list.emptyHintReader')}
      action={actions}
    />
  );
}

function useColumns(isBeside: boolean): Column<Product>[] {
  const { t } = useTranslation('products');
  const { money, quantity } = useFormat();
  const { vat } = useReceiptWords();
  const columns: Column<Product>[] = [
    {
      id: 'name',
      title: t('fields.name'),
      cell: ({ name }) => (
        <Text inherit fw={500} truncate maw={{ base: 190, sm: isBeside ? 300 : 420 }} title={name}>
          {name === '' ? t('list.nameless') : name}
        </Text>
      ),
    },
    {
      id: 'price',
      title: t('columns.price'),
      isNumber: true,
      width: 130,
      cell: ({ price }) => money(price),
    },
    {
      id: 'tax',
      title: t('fields.tax'),
      isWide: true,
      width: 150,
      cell: ({ tax, departmentId }) => {
        if (tax !== null) return vat(tax);
        return departmentId === null ? '—' : t('columns.taxOfDepartment');
      },
    },
    {
      id: 'quantity',
      title: t('columns.quantity'),
      isNumber: true,
      isWide: true,
      width: 130,
      cell: ({ quantity: thousandths, unit }) => (
        <Text inherit truncate maw={140}>
          {quantity(thousandths)}
          {unit !== null && `\u00a0${unit}`}
        </Text>
      ),
    },
    {
      id: 'barcode',
      title: t('columns.barcode'),
      isWide: true,
      width: 190,
      cell: ({ barcodes }) => (
        <Text inherit truncate maw={180} className="numbers" title={barcodes.join(', ')}>
          {barcodes.length > 1
            ? t('columns.moreBarcodes', { first: barcodes[0], count: barcodes.length - 1 })
            : (barcodes[0] ?? '—')}
        </Text>
      ),
    },
  ];
  return columns.filter(({ id }) => !isBeside || (id !== 'barcode' && id !== 'quantity'));
}
