import { Button, Stack } from '@mantine/core';
import { IconFilterOff, IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { statusOf } from '../../api/failure.js';
import { AsOf } from '../../ui/AsOf.js';
import { DataTable } from '../../ui/DataTable.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { useFilters } from '../../ui/useFilters.js';
import { WrongFilters } from '../../ui/WrongFilters.js';
import { DeliveryFilters } from './DeliveryFilters.js';
import { DELIVERY_FILTERS, deliveryQueryOf, FILTER_NAMES } from './deliveryFilters.js';
import { deliveryPath } from './deliveryPath.js';
import { useDeliveryColumns } from './useDeliveryColumns.js';
import { useDeliveryPages } from './useDeliveryPages.js';
import { useWebhookNames } from './useWebhookNames.js';

interface DeliveryBrowserProps {
  /** Where the list is; a delivery is below it. */
  path: string;
  /** Only the deliveries of this one. */
  webhookId?: string;
}

/** Deliveries with the API's filters, newest attempt first, live. */
export function DeliveryBrowser({ path, webhookId }: DeliveryBrowserProps) {
  const { t } = useTranslation('deliveries');
  const { deliveryId } = useParams();
  const filters = useFilters(DELIVERY_FILTERS);
  const { values, isFiltered, search } = filters;
  const query = deliveryQueryOf({ ...values, webhook: webhookId ?? values.webhook });
  const pages = useDeliveryPages(query);
  const webhooks = useWebhookNames();
  const columns = useDeliveryColumns({
    webhooks,
    hasWebhook: webhookId === undefined,
    isNarrow: deliveryId !== undefined,
  });
  // A webhook that never was has no deliveries: the API says 404, the filter finds nothing.
  const isNothing = query === null || statusOf(pages.error) === 404;
  const reset = (): void => filters.set(Object.fromEntries(FILTER_NAMES.map((name) => [name, null])));
  const empty = isFiltered ? (
    <EmptyState
      icon={IconFilterOff}
      title={t('nothingFits.title')}
      hint={t('nothingFits.hint')}
      action={
        <Button variant="default" onClick={reset}>
          {t('filters.reset')}
        </Button>
      }
    />
  ) : (
    <EmptyState
      icon={IconSend}
      title={t('empty.title')}
      hint={t('empty.hint')}
      action={
        webhookId === undefined && (
          <Button component={Link} to="/webhooks" variant="default">
            {t('empty.toWebhooks')}
          </Button>
        )
      }
    />
  );
  return (
    <Stack gap="md">
      <DeliveryFilters
        filters={filters}
        webhooks={webhookId === undefined ? webhooks : null}
        onReset={reset}
      />
      <WrongFilters filters={filters} />
      <AsOf updatedAtMs={pages.updatedAtMs} isBehind={pages.isBehind} />
      {pages.error !== null && !isNothing ? (
        <ErrorState error={pages.error} onRetry={pages.retry} />
      ) : (
        <DataTable
          label={t('title')}
          columns={columns}
          rows={isNothing ? [] : pages.rows}
          rowKey={({ id }) => id}
          rowPath={(row) => deliveryPath(row, { list: path, search })}
          openKey={deliveryId}
          isPending={!isNothing && pages.isPending}
          empty={empty}
          hasMore={pages.hasMore}
          isLoadingMore={pages.isLoadingMore}
          onMore={pages.loadMore}
          moreError={pages.moreError}
        />
      )}
    </Stack>
  );
}
