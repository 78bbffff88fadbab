import { Anchor, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { NextAttempt } from '../../ui/NextAttempt.js';
import { shownStateOf, StateBadge } from '../../ui/StateBadge.js';
import { TimeText } from '../../ui/TimeText.js';
import { deliveryPath } from '../deliveries/deliveryPath.js';
import { webhooksQuery } from '../webhooks/webhookQueries.js';
import classes from './ReceiptDeliveries.module.css';
import type { Receipt } from './receiptWords.js';

/** The receipt's own events and, when somebody asked for it, its operation's. */
const EVENTS_MAX = 20;

/** The webhooks that a receipt caused, with the state of each delivery. */
export function ReceiptDeliveries({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation('receipts');
  const deliveries = useQuery({
    queryKey: ['deliveries', 'of', receipt.id],
    queryFn: async ({ signal }) => {
      const events = await api.get('/api/events', {
        signal,
        query: { entityId: receipt.id, type: 'RECEIPT', limit: EVENTS_MAX },
      });
      // By event: a delivery that nobody attempted yet is in no other list.
      const found = await Promise.all(
        events.map(({ id }) => api.get('/api/events/{id}', { path: { id }, signal })),
      );
      return found.flatMap((event) => event.deliveries);
    },
  });
  const webhooks = useQuery(webhooksQuery);
  const nameOf = (webhookId: string): string => {
    const webhook = webhooks.data?.find(({ id }) => id === webhookId);
    return webhook ? (webhook.description ?? webhook.url) : t('deliveries.gone');
  };
  return (
    <section aria-labelledby="receipt-deliveries">
      <Title order={2} size="h3" mb="xs" id="receipt-deliveries">
        {t('deliveries.title')}
      </Title>
      {deliveries.isPending && <Skeleton height={44} />}
      {deliveries.isError && !deliveries.data && (
        <ErrorState error={deliveries.error} onRetry={() => void deliveries.refetch()} />
      )}
      {deliveries.data?.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('deliveries.none')}{' '}
          <Anchor component={Link} to="/webhooks" inherit>
            {t('deliveries.test')}
          </Anchor>
        </Text>
      )}
      <Stack gap={0} component="ul" className={classes.list ?? ''}>
        {deliveries.data?.map((delivery) => (
          <li key={delivery.id}>
            <Link className={classes.delivery} to={deliveryPath(delivery)}>
              <span className={classes.name} title={nameOf(delivery.webhookId)}>
                {webhooks.isPending ? '…' : nameOf(delivery.webhookId)}
              </span>
              <Group gap="md" wrap="nowrap">
                {delivery.state === 'dead' && delivery.lastStatus !== null && (
                  <Text span size="xs" c="dimmed">
                    {t('deliveries.failed', { status: delivery.lastStatus })}
                  </Text>
                )}
                <Stack gap={0} lh={1.2}>
                  <StateBadge state={shownStateOf(delivery)} />
                  <NextAttempt delivery={delivery} />
                </Stack>
                <Text span size="xs" c="dimmed" visibleFrom="xs">
                  <TimeText iso={delivery.lastAttemptAt ?? delivery.occurredAt} />
                </Text>
              </Group>
            </Link>
          </li>
        ))}
      </Stack>
      {receipt.operationId !== undefined && (
        <Anchor component={Link} to={`/operations/${receipt.operationId}`} size="sm" mt="sm" display="block">
          {t('deliveries.operation')}
        </Anchor>
      )}
    </section>
  );
}
