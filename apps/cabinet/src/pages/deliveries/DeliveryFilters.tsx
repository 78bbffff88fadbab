import { Button, Group, Select, TextInput } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { ACTIONS, ENTITY_TYPES } from '@kassahook/domain/eventType';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { STATE_WORDS } from '../../ui/StateBadge.js';
import type { useFilters } from '../../ui/useFilters.js';
import { useTypedText } from '../../ui/useTypedText.js';
import { STATES, STATUS_CLASSES, type FilterName } from './deliveryFilters.js';
import { ACTION_WORDS, ENTITY_WORDS } from '../webhooks/eventWords.js';
import { PeriodFilter } from './PeriodFilter.js';
import type { NamedWebhook } from './useWebhookNames.js';

interface DeliveryFiltersProps {
  filters: ReturnType<typeof useFilters<FilterName>>;
  /** To choose from; null when the list is of one of them. */
  webhooks: ReadonlyMap<string, NamedWebhook> | undefined | null;
  onReset: () => void;
}

/** Two in a row on a phone, with the gap between them. */
const HALF = 'calc(50% - 6px)';

/** The filters of the browser: the usual ones in a row, the others behind a button. */
export function DeliveryFilters({ filters, webhooks, onReset }: DeliveryFiltersProps) {
  const { t } = useTranslation(['deliveries', 'webhooks']);
  const { t: word } = useTranslation();
  const { values, set, isFiltered } = filters;
  const hasMore = [values.action, values.status, values.entity, values.event].some((value) => value !== '');
  const [isOpen, setOpen] = useState(hasMore);
  return (
    <Group gap="sm" align="flex-end" role="search" data-filter>
      {webhooks !== null && (
        <Select
          label={t('filters.webhook')}
          placeholder={t('filters.any')}
          w={{ base: '100%', xs: 170 }}
          searchable
          clearable
          data={[...(webhooks?.values() ?? [])].map(({ id, name }) => ({ value: id, label: name }))}
          value={values.webhook || null}
          onChange={(webhook) => set({ webhook })}
        />
      )}
      <Select
        label={t('filters.state')}
        placeholder={t('filters.anyNeuter')}
        w={{ base: HALF, xs: 190 }}
        clearable
        data={STATES.map((value) => ({
          value,
          // A badge tells those that were tried from those that wait for their first attempt; the list has both.
          label: value === 'waiting' ? t('filters.waiting') : word(STATE_WORDS[value]),
        }))}
        value={values.state || null}
        onChange={(state) => set({ state })}
      />
      <Select
        label={t('filters.type')}
        placeholder={t('filters.anyNeuter')}
        w={{ base: HALF, xs: 170 }}
        clearable
        data={ENTITY_TYPES.map((value) => ({ value, label: t(`webhooks:${ENTITY_WORDS[value]}`) }))}
        value={values.type || null}
        onChange={(type) => set({ type })}
      />
      <PeriodFilter from={values.from} to={values.to} onChange={(from, to) => set({ from, to })} />
      {isOpen && (
        <>
          <Select
            label={t('filters.action')}
            placeholder={t('filters.anyNeuter')}
            w={{ base: HALF, xs: 150 }}
            clearable
            data={ACTIONS.map((value) => ({ value, label: t(`webhooks:${ACTION_WORDS[value]}`) }))}
            value={values.action || null}
            onChange={(action) => set({ action })}
          />
          <Select
            label={t('filters.answer')}
            placeholder={t('filters.any')}
            w={{ base: HALF, xs: 140 }}
            clearable
            data={STATUS_CLASSES.map((value) => ({
              value,
              label: value === 'none' ? t('filters.none') : value,
            }))}
            value={values.status || null}
            onChange={(status) => set({ status })}
          />
          <TypedFilter
            label={t('filters.entity')}
            value={values.entity}
            onChange={(entity) => set({ entity })}
          />
          <TypedFilter label={t('filters.event')} value={values.event} onChange={(event) => set({ event })} />
        </>
      )}
      <Button
        variant="subtle"
        color="gray"
        leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {t(isOpen ? 'filters.fewer' : 'filters.more')}
      </Button>
      {isFiltered && (
        <Button variant="subtle" color="gray" onClick={onReset}>
          {t('filters.reset')}
        </Button>
      )}
    </Group>
  );
}

interface TypedFilterProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
}

/** A filter that is typed: it is applied when the typing rests. */
function TypedFilter({ label, value, onChange }: TypedFilterProps) {
  const { text, type } = useTypedText(value, onChange);
  return (
    <TextInput
      label={label}
      w={{ base: '100%', xs: 220 }}
      value={text}
      autoComplete="off"
      spellCheck={false}
      onChange={({ currentTarget }) => type(currentTarget.value)}
    />
  );
}
