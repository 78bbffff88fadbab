import { Button, Group, Text } from '@mantine/core';
import { IconPlus, IconWebhook } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '../../session/identity.js';
import { AsOf } from '../../ui/AsOf.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { Page } from '../../ui/Page.js';
import { SearchFilter } from '../../ui/SearchFilter.js';
import { anyText } from '../../ui/filterChecks.js';
import { useFilters } from '../../ui/useFilters.js';
import { WrongFilters } from '../../ui/WrongFilters.js';
import { WebhookList, WebhookListSkeleton } from './WebhookList.js';
import { webhooksQuery } from './webhookQueries.js';

/** Fewer are seen at a glance. */
const FILTERED_FROM = 6;
const FILTERS = { q: anyText };

/** Every webhook of the account: where it sends, what it hears, how it is. */
export function WebhooksPage() {
  const { t } = useTranslation('webhooks');
  const mayManage = useMay('webhooks');
  const webhooks = useQuery(webhooksQuery);
  const filters = useFilters(FILTERS);
  const { values, set } = filters;
  const wanted = values.q.trim().toLowerCase();
  const shown = (webhooks.data ?? []).filter(({ url, description }) =>
    [url, description ?? ''].some((text) => text.toLowerCase().includes(wanted)),
  );
  const create = mayManage ? (
    <Button component={Link} to="/webhooks/new" leftSection={<IconPlus size={16} aria-hidden />}>
      {t('list.create')}
    </Button>
  ) : undefined;
  const isEmpty = webhooks.data?.length === 0;
  return (
    <Page
      title={t('list.title')}
      action={isEmpty ? undefined : create}
      {...(!isEmpty && {
        asOf: <AsOf updatedAtMs={webhooks.dataUpdatedAt} isBehind={webhooks.isRefetchError} />,
      })}
      {...((webhooks.data?.length ?? 0) >= FILTERED_FROM && {
        filters: <SearchFilter label={t('list.filter')} value={values.q} onChange={(q) => set({ q })} />,
      })}
    >
      <WrongFilters filters={filters} />
      {webhooks.isPending && <WebhookListSkeleton />}
      {webhooks.isError && !webhooks.data && (
        <ErrorState error={webhooks.error} onRetry={() => void webhooks.refetch()} />
      )}
      {isEmpty && (
        <EmptyState
          icon={IconWebhook}
          title={t('list.emptyTitle')}
          hint={t(mayManage ? 'list.emptyHint' : 'list.emptyHintReader')}
          action={create}
        />
      )}
      {shown.length > 0 && <WebhookList webhooks={shown} />}
      {!isEmpty && webhooks.data && shown.length === 0 && (
        <Group gap="sm">
          <Text size="sm" c="dimmed">
            {t('list.nothingFound')}
          </Text>
          <Button variant="default" size="xs" onClick={() => set({ q: null })}>
            {t('list.showAll')}
          </Button>
        </Group>
      )}
    </Page>
  );
}
