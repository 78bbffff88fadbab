import { Anchor, Button, Group, Text } from '@mantine/core';
import { IconListDetails, IconListSearch } from '@tabler/icons-react';
import type { Action, EntityType } from '@kassahook/domain/eventType';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useMay } from '../../session/identity.js';
import { AsOf } from '../../ui/AsOf.js';
import { ChoiceFilter } from '../../ui/ChoiceFilter.js';
import { DataTable, type Column } from '../../ui/DataTable.js';
import { DateRangeFilter } from '../../ui/DateRangeFilter.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { IdText } from '../../ui/IdText.js';
import { ListDetail } from '../../ui/ListDetail.js';
import { Page } from '../../ui/Page.js';
import { RowTime } from '../../ui/RowTime.js';
import { TwoLines } from '../../ui/TwoLines.js';
import { useFilters } from '../../ui/useFilters.js';
import { WrongFilters } from '../../ui/WrongFilters.js';
import { EntityIdFilter } from './EntityIdFilter.js';
import { ACTION_WORDS, ENTITY_WORDS, EVENT_TITLES } from './eventTitle.js';
import { EVENT_FILTERS, useEventPages } from './useEventPages.js';
import { useSubjectText } from './useSubjectText.js';

const NO_FILTERS = { type: null, action: null, entityId: null, from: null, to: null };

interface EventRow {
  id: string;
  type: EntityType;
  action: Action;
  entityId: string;
  occurredAt: string;
  subject: { name?: string; number?: number; sum?: number };
  deliveries: number;
}
const keyOf = ({ id }: EventRow): string => id;

/** What happened in the account, newest first, as it happens. */
export function EventsPage() {
  const { t } = useTranslation('events');
  const { eventId } = useParams();
  const filters = useFilters(EVENT_FILTERS);
  const { values, set, isFiltered, search } = filters;
  const pages = useEventPages(values);
  const columns = useColumns(eventId !== undefined);
  const entityWords = wordsOf(ENTITY_WORDS, (word) => t(word));
  const actionWords = wordsOf(ACTION_WORDS, (word) => t(word));
  return (
    <ListDetail listPath="/events">
      <Page
        title={t('title')}
        asOf={<AsOf updatedAtMs={pages.updatedAtMs} isBehind={pages.isBehind} />}
        hint={t('hint')}
        action={
          <Group gap="md">
            <Anchor component={Link} to="/events/types" size="sm" underline="hover">
              {t('types')}
            </Anchor>
            <Anchor component={Link} to="/events/signature" size="sm" underline="hover">
              {t('howToVerify')}
            </Anchor>
          </Group>
        }
        filters={
          <>
            <EntityIdFilter value={values.entityId} onChange={(entityId) => set({ entityId })} />
            <ChoiceFilter
              label={t('filters.type')}
              all={t('filters.anyType')}
              words={entityWords}
              value={values.type}
              onChange={(type) => set({ type })}
              width={190}
            />
            <ChoiceFilter
              label={t('filters.action')}
              all={t('filters.anyAction')}
              words={actionWords}
              value={values.action}
              onChange={(action) => set({ action })}
              width={175}
            />
            <DateRangeFilter from={values.from} to={values.to} onChange={set} />
          </>
        }
      >
        <WrongFilters filters={filters} />
        {pages.error !== null && <ErrorState error={pages.error} onRetry={pages.retry} />}
        {(pages.error === null || pages.rows.length > 0) && (
          <DataTable<EventRow>
            label={t('title')}
            columns={columns}
            rows={pages.rows}
            rowKey={keyOf}
            rowPath={({ id }) => `/events/${id}${search}`}
            openKey={eventId}
            isPending={pages.isPending}
            hasMore={pages.hasMore}
            isLoadingMore={pages.isLoadingMore}
            onMore={pages.loadMore}
            moreError={pages.moreError}
            empty={<NoEvents isFiltered={isFiltered} onClear={() => set(NO_FILTERS)} />}
          />
        )}
      </Page>
    </ListDetail>
  );
}

function useColumns(isBeside: boolean): Column<EventRow>[] {
  const { t } = useTranslation('events');
  const subjectText = useSubjectText();
  const columns: Column<EventRow>[] = [
    {
      id: 'event',
      title: t('columns.event'),
      cell: ({ type, action, subject }) => (
        <TwoLines second={subjectText(subject)}>{t(EVENT_TITLES[type][action])}</TwoLines>
      ),
    },
    {
      id: 'subject',
      title: t('columns.subject'),
      isWide: true,
      cell: ({ subject }) => (
        <Text inherit truncate className="numbers" maw={220} title={subjectText(subject)}>
          {subjectText(subject)}
        </Text>
      ),
    },
    {
      id: 'entity',
      title: t('columns.entity'),
      isWide: true,
      width: 150,
      cell: ({ entityId }) => <IdText id={entityId} />,
    },
    {
      id: 'heard',
      title: t('columns.heard'),
      isNumber: true,
      isWide: true,
      width: 110,
      cell: ({ deliveries }) => deliveries,
    },
    {
      id: 'time',
      title: t('columns.time'),
      isNumber: true,
      width: 'min(150px, 30cqw)',
      cell: ({ occurredAt }) => <RowTime iso={occurredAt} />,
    },
  ];
  return columns.filter(({ id }) => !isBeside || (id !== 'heard' && id !== 'entity'));
}

function NoEvents({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const { t } = useTranslation(['events', 'filters']);
  const mayWrite = useMay('write');
  if (isFiltered) {
    return (
      <EmptyState
        icon={IconListSearch}
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
      icon={IconListDetails}
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

function wordsOf<Key extends string, Word>(
  words: Readonly<Record<Key, Word>>,
  say: (word: Word) => string,
): Record<Key, string> {
  const entries = Object.entries<Word>(words).map(([key, word]) => [key, say(word)]);
  return Object.fromEntries(entries) as Record<Key, string>;
}
