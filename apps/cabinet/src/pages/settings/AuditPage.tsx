import { Button, Group, Select, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { AUDIT_WORDS } from './auditWords.js';
import type { AuditAction, AuditView } from '@kassahook/contracts/audit';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { usePages } from '../../api/usePages.js';
import { AccountOnly } from '../../ui/AccountOnly.js';
import { instantOf, type DayRange } from '../../format/dayRange.js';
import { DataTable } from '../../ui/DataTable.js';
import { DateRangeFilter } from '../../ui/DateRangeFilter.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { TimeText } from '../../ui/TimeText.js';
import { isDate, oneOf } from '../../ui/filterChecks.js';
import { useFilters } from '../../ui/useFilters.js';
import { WrongFilters } from '../../ui/WrongFilters.js';
import { useAuditText } from './useAuditText.js';

const ACTIONS = Object.keys(AUDIT_WORDS) as AuditAction[];
const FILTERS = { action: oneOf(ACTIONS), from: isDate, to: isDate };
const idOf = ({ id }: AuditView): string => id;

/** Who changed what. */
export function AuditPage() {
  return (
    <AccountOnly>
      <AuditLog />
    </AccountOnly>
  );
}

function AuditLog() {
  const { t } = useTranslation(['settings', 'filters']);
  const filters = useFilters(FILTERS);
  const { values, set, isFiltered } = filters;
  const { action, from, to } = values;
  const textOf = useAuditText();
  const load = useCallback(
    async (before: string | undefined, signal: AbortSignal) => {
      const query = {
        ...(before !== undefined && { before }),
        ...(isAction(action) && { action }),
        ...dayQuery({ from, to }),
      };
      const { data, next } = await api.get('/api/audit', { query, signal });
      return { rows: data, next };
    },
    [action, from, to],
  );
  const pages = usePages({ queryKey: ['audit', action, from, to], load, rowKey: idOf });
  return (
    <>
      <Group gap="sm" align="flex-end" role="search" data-filter>
        <DateRangeFilter from={from} to={to} onChange={set} />
        <Select
          aria-label={t('audit.action')}
          placeholder={t('audit.anyAction')}
          clearable
          clearButtonProps={{ 'aria-label': t('filters:clear') }}
          searchable
          w={280}
          data={ACTIONS.map((value) => ({ value, label: textOf.kind(value) }))}
          value={action === '' ? null : action}
          onChange={(value) => set({ action: value })}
        />
      </Group>
      <WrongFilters filters={filters} />
      {pages.error ? (
        <ErrorState error={pages.error} onRetry={pages.retry} />
      ) : (
        <DataTable<AuditView>
          label={t('tabs.audit')}
          rows={pages.rows}
          isTall
          rowKey={idOf}
          isPending={pages.isPending}
          hasMore={pages.hasMore}
          isLoadingMore={pages.isLoadingMore}
          onMore={pages.loadMore}
          moreError={pages.moreError}
          columns={[
            {
              id: 'what',
              title: t('audit.what'),
              cell: (entry) => (
                <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                  {textOf.entry(entry)}
                </Text>
              ),
            },
            {
              id: 'who',
              title: t('audit.who'),
              isWide: true,
              isUnder: 'named',
              cell: (entry) => (
                <Text inherit miw={250} style={{ overflowWrap: 'anywhere' }}>
                  {textOf.actor(entry)}
                </Text>
              ),
            },
            { id: 'address', title: t('audit.address'), isWide: true, cell: ({ address }) => address },
            {
              id: 'when',
              title: t('audit.when'),
              isWide: true,
              isUnder: 'named',
              cell: ({ at }) => <TimeText iso={at} />,
            },
          ]}
          empty={
            <EmptyState
              icon={IconHistory}
              title={t('audit.empty')}
              hint={isFiltered ? t('audit.emptyHint') : t('audit.nothingYet')}
              action={
                isFiltered && (
                  <Button variant="default" onClick={() => set({ action: null, from: null, to: null })}>
                    {t('audit.clear')}
                  </Button>
                )
              }
            />
          }
        />
      )}
    </>
  );
}

function isAction(text: string): text is AuditAction {
  return text in AUDIT_WORDS;
}

/** Whole days of the browser's zone; `to` is included. */
function dayQuery({ from, to }: DayRange): { from?: string; to?: string } {
  const [start, end] = [instantOf(from, 'start'), instantOf(to, 'end')];
  return { ...(start !== undefined && { from: start }), ...(end !== undefined && { to: end }) };
}
