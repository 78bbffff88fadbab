import { Button, Group, Select, Text, TextInput } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { AUDIT_WORDS } from './auditWords.js';
import type { AuditAction, AuditView } from '@kassahook/contracts/audit';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { usePages } from '../../api/usePages.js';
import { AccountOnly } from '../../ui/AccountOnly.js';
import { DataTable } from '../../ui/DataTable.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { TimeText } from '../../ui/TimeText.js';
import { useFilters } from '../../ui/useFilters.js';
import { useTypedText } from '../../ui/useTypedText.js';
import { useAuditText } from './useAuditText.js';

const DAY_MS = 86_400_000;
const ACTIONS = Object.keys(AUDIT_WORDS) as AuditAction[];
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
  const { t } = useTranslation('settings');
  const { values, set, isFiltered } = useFilters(['action', 'from', 'to']);
  const { action, from, to } = values;
  const textOf = useAuditText();
  const load = useCallback(
    async (before: string | undefined, signal: AbortSignal) => {
      const query = {
        ...(before !== undefined && { before }),
        ...(isAction(action) && { action }),
        ...dayQuery(from, to),
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
        <Select
          label={t('audit.action')}
          placeholder={t('audit.anyAction')}
          clearable
          searchable
          w={300}
          data={ACTIONS.map((value) => ({ value, label: textOf.name(value) }))}
          value={action === '' ? null : action}
          onChange={(value) => set({ action: value })}
        />
        <DayField label={t('audit.from')} value={from} onChange={(day) => set({ from: day })} />
        <DayField label={t('audit.to')} value={to} onChange={(day) => set({ to: day })} />
      </Group>
      {pages.error ? (
        <ErrorState error={pages.error} onRetry={pages.retry} />
      ) : (
        <DataTable<AuditView>
          label={t('tabs.audit')}
          rows={pages.rows}
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
                <Text size="sm" truncate maw={460} title={textOf.entry(entry)}>
                  {textOf.entry(entry)}
                </Text>
              ),
            },
            {
              id: 'who',
              title: t('audit.who'),
              isWide: true,
              cell: ({ actor }) => (
                <Text size="sm" truncate maw={220} title={actor?.email ?? ''}>
                  {actor ? (actor.email ?? t('audit.token')) : t('audit.house')}
                </Text>
              ),
            },
            { id: 'address', title: t('audit.address'), isWide: true, cell: ({ address }) => address },
            { id: 'when', title: t('audit.when'), cell: ({ at }) => <TimeText iso={at} /> },
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

function DayField(props: { label: string; value: string; onChange: (day: string) => void }) {
  const { label, value, onChange } = props;
  const { text, type } = useTypedText(value, onChange);
  return (
    <TextInput
      label={label}
      type="date"
      value={text}
      onChange={({ currentTarget }) => type(currentTarget.value)}
    />
  );
}

function isAction(text: string): text is AuditAction {
  return text in AUDIT_WORDS;
}

/** Whole days of the browser's zone; `to` is included. */
function dayQuery(from: string, to: string): { from?: string; to?: string } {
  const startOf = (day: string): number => new Date(`${day}T00:00:00`).getTime();
  const [fromMs, toMs] = [startOf(from), startOf(to) + DAY_MS - 1];
  return {
    ...(!Number.isNaN(fromMs) && { from: new Date(fromMs).toISOString() }),
    ...(!Number.isNaN(toMs) && { to: new Date(toMs).toISOString() }),
  };
}
