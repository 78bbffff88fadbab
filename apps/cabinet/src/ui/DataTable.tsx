import { Button, Skeleton, Table } from '@mantine/core';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import classes from './DataTable.module.css';
import { ErrorState } from './ErrorState.js';
import { NARROW } from './ListDetail.js';
import { usePageKeys } from './usePageKeys.js';

export interface Column<Row> {
  /** Names the column for React. */
  id: string;
  title: string;
  cell: (row: Row) => ReactNode;
  /** Numbers and sums. */
  isNumber?: boolean;
  /** Left out where there is no room for it. */
  isWide?: boolean;
  /** What is left out is said under the first column instead; `named`: after the column's title, where it does not speak for itself. */
  isUnder?: boolean | 'named';
  width?: number | string;
}

interface DataTableProps<Row> {
  /** What the rows are, for who cannot see the page's title. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Where a row leads; rows without it are not opened. */
  rowPath?: (row: Row) => string;
  /** The key of the row whose detail is open. */
  openKey?: string | undefined;
  isPending?: boolean;
  /** Shown instead of no rows. */
  empty?: ReactNode;
  hasMore?: boolean;
  isLoadingMore?: boolean;
  onMore?: () => void;
  /** Why the next page did not come: it is asked for again when somebody wishes it, not by itself. */
  moreError?: Error | null;
  /** Texts go over more than one line: the rows are measured as they come. */
  isTall?: boolean;
}

const ROW_PX = 40;
const SPARE_ROWS = 12;
const SKELETON_ROWS = 8;
/** Rows before the last one at which the next page is asked for. */
const AHEAD_ROWS = 10;

/**
 * A table whose rows open with the mouse and with Enter. `j` and `k` move between the rows; while the detail of one is open beside the table,
 * they open the next one in its place. Only the rows in view are in the page.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, rowPath, openKey, isPending = false, isTall = false } = props;
  const { hasMore = false, isLoadingMore = false, onMore, moreError = null, empty } = props;
  const { t } = useTranslation();
  const navigate = useNavigate();
  const body = useRef<HTMLTableSectionElement>(null);
  const [topPx, setTopPx] = useState(0);
  useLayoutEffect(() => {
    if (body.current) setTopPx(body.current.getBoundingClientRect().top + window.scrollY);
  }, [isPending]);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_PX,
    overscan: SPARE_ROWS,
    scrollMargin: topPx,
    getItemKey: (place) => {
      const row = rows[place];
      return row === undefined ? place : rowKey(row);
    },
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !isLoadingMore && moreError === null && last >= rows.length - AHEAD_ROWS) onMore?.();
  }, [hasMore, isLoadingMore, moreError, last, rows.length, onMore]);

  const awaited = useRef<string | null>(null);
  useEffect(() => {
    // A row that was far away is in the page only after the scroll to it.
    if (awaited.current !== null && focusRow(body.current, awaited.current)) awaited.current = null;
  });
  const open = (row: Row | undefined, isInstead = false): void => {
    if (row === undefined || !rowPath) return;
    // Beside an open detail the list stays where it was scrolled to; a detail that takes its place begins at its top.
    const preventScrollReset = !window.matchMedia(NARROW).matches;
    void navigate(rowPath(row), { replace: isInstead, preventScrollReset });
  };
  const step = (by: 1 | -1): void => {
    const focused = body.current?.querySelector<HTMLElement>('tr:focus')?.dataset['key'];
    const now = rows.findIndex((row) => rowKey(row) === (openKey ?? focused));
    const place = now === -1 ? (by === 1 ? 0 : rows.length - 1) : now + by;
    const row = rows[place];
    if (row === undefined) return;
    virtual.scrollToIndex(place, { align: 'auto' });
    awaited.current = focusRow(body.current, rowKey(row)) ? null : rowKey(row);
    if (openKey !== undefined) open(row, true);
  };
  usePageKeys(rowPath ? { j: () => step(1), k: () => step(-1) } : {});

  const again = moreError !== null && <ErrorState error={moreError} {...(onMore && { onRetry: onMore })} />;
  if (!isPending && rows.length === 0) return moreError === null ? empty : again;
  const abovePx = items[0] ? items[0].start - topPx : 0;
  const belowPx = items.length > 0 ? virtual.getTotalSize() - ((items.at(-1)?.end ?? 0) - topPx) : 0;
  return (
    // Where rows are not opened nothing in the table takes the focus: the frame does, so that keys can scroll it.
    <div
      className={classes.frame}
      data-live
      data-tall={isTall || undefined}
      {...(!rowPath && { tabIndex: 0, role: 'group', 'aria-label': label })}
    >
      <Table
        className={classes.table ?? ''}
        aria-label={label}
        aria-busy={isPending}
        aria-rowcount={rows.length}
      >
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ id, title, isNumber, isWide, width }) => (
              <Table.Th
                key={id}
                data-number={isNumber}
                data-wide={isWide}
                {...(width !== undefined && { w: width })}
              >
                {title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody ref={body}>
          {isPending && <SkeletonRows columns={columns} />}
          {abovePx > 0 && <Spacer heightPx={abovePx} columns={columns.length} />}
          {items.map(({ index, key }) => {
            const row = rows[index];
            if (row === undefined) return null;
            const isOpen = openKey !== undefined && rowKey(row) === openKey;
            return (
              <Table.Tr
                key={key}
                ref={isTall ? virtual.measureElement : undefined}
                data-index={index}
                aria-rowindex={index + 1}
                data-key={rowKey(row)}
                data-open={isOpen || undefined}
                data-link={rowPath ? true : undefined}
                aria-selected={rowPath ? isOpen : undefined}
                tabIndex={rowPath ? 0 : undefined}
                onClick={() => open(row)}
                onKeyDown={(event) => {
                  if (event.key === 'Enter' && event.target === event.currentTarget) open(row);
                }}
              >
                {columns.map(({ id, cell, isNumber, isWide }, place) => (
                  <Table.Td key={id} data-number={isNumber} data-wide={isWide}>
                    {cell(row)}
                    {place === 0 && <Under row={row} columns={columns} />}
                  </Table.Td>
                ))}
              </Table.Tr>
            );
          })}
          {belowPx > 0 && <Spacer heightPx={belowPx} columns={columns.length} />}
        </Table.Tbody>
      </Table>
      {again}
      {hasMore && moreError === null && (
        <Button variant="subtle" fullWidth loading={isLoadingMore} onClick={onMore}>
          {t('actions.loadMore')}
        </Button>
      )}
    </div>
  );
}

/** On a narrow screen: what has no column there. */
function Under<Row>({ row, columns }: { row: Row; columns: readonly Column<Row>[] }) {
  const under = columns.filter(({ isUnder }) => isUnder);
  if (under.length === 0) return null;
  return (
    <div className={classes.under}>
      {under.map(({ id, title, isUnder, cell }) => (
        <div key={id} className={classes.fact}>
          {isUnder === 'named' && <span>{title}:</span>}
          {cell(row)}
        </div>
      ))}
    </div>
  );
}

/** @returns whether the row is in the page */
function focusRow(body: HTMLElement | null, key: string): boolean {
  const row = body?.querySelector<HTMLElement>(`tr[data-key="${CSS.escape(key)}"]`);
  row?.focus({ preventScroll: true });
  return row !== null && row !== undefined;
}

function Spacer({ heightPx, columns }: { heightPx: number; columns: number }) {
  return (
    <Table.Tr aria-hidden className={classes.spacer ?? ''}>
      <Table.Td colSpan={columns} h={heightPx} p={0} />
    </Table.Tr>
  );
}

function SkeletonRows<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return Array.from({ length: SKELETON_ROWS }, (_, place) => (
    <Table.Tr key={place} aria-hidden>
      {columns.map(({ id, isWide }) => (
        <Table.Td key={id} data-wide={isWide}>
          <Skeleton height={12} radius="xl" />
        </Table.Td>
      ))}
    </Table.Tr>
  ));
}
