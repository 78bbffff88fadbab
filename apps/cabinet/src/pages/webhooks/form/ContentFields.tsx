import { MultiSelect, SimpleGrid, Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/client.js';
import { FilterBuilder } from '../filter/FilterBuilder.js';
import { FilterPreview } from '../filter/FilterPreview.js';
import { heardFlags, type WebhookDraft } from './webhookDraft.js';

interface ContentFieldsProps {
  form: UseFormReturnType<WebhookDraft>;
  isChecked: boolean;
}

/** Which events by their content: registers, shops, a filter; and what that comes to. */
export function ContentFields({ form, isChecked }: ContentFieldsProps) {
  const { t } = useTranslation('webhookForm');
  const devices = useQuery({
    queryKey: ['devices', 'all'],
    queryFn: ({ signal }) => api.get('/api/devices', { signal }),
  });
  const shops = useQuery({
    queryKey: ['shops', 'all'],
    queryFn: ({ signal }) => api.get('/api/shops', { signal }),
  });
  const { mask, filter, isFilterBroken, deviceIds, shopIds } = form.values;
  const shopNames = new Map((shops.data ?? []).map(({ id, name }) => [id, name]));
  const filterError = form.errors['filter'];
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <MultiSelect
          label={t('devices.label')}
          description={t('devices.hint')}
          placeholder={deviceIds.length === 0 ? t('devices.any') : ''}
          data={withUnknown(
            deviceIds,
            (devices.data ?? []).map(({ id, name, groupId }) => ({
              value: String(id),
              label: [name, shopNames.get(groupId)].filter(Boolean).join(' · '),
            })),
          )}
          searchable
          clearable
          {...form.getInputProps('deviceIds')}
        />
        <MultiSelect
          label={t('shops.label')}
          description={t('shops.hint')}
          placeholder={shopIds.length === 0 ? t('shops.any') : ''}
          data={withUnknown(
            shopIds,
            (shops.data ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
          )}
          searchable
          clearable
          {...form.getInputProps('shopIds')}
        />
      </SimpleGrid>
      <FilterBuilder
        initial={filter}
        flags={heardFlags(mask)}
        isChecked={isChecked}
        error={typeof filterError === 'string' ? filterError : undefined}
        onChange={(changed, isBroken) => {
          form.setValues({ filter: changed, isFilterBroken: isBroken });
          form.clearFieldError('filter');
        }}
      />
      {!isFilterBroken && mask !== 0 && (
        <FilterPreview mask={mask} filter={filter} deviceIds={deviceIds} shopIds={shopIds} />
      )}
    </Stack>
  );
}

interface Option {
  value: string;
  label: string;
}

/** What is chosen stays to be seen, also when it was deleted or is not loaded yet. */
function withUnknown(chosen: readonly string[], known: readonly Option[]): Option[] {
  const values = new Set(known.map(({ value }) => value));
  return [...known, ...chosen.filter((id) => !values.has(id)).map((id) => ({ value: id, label: `№ ${id}` }))];
}
