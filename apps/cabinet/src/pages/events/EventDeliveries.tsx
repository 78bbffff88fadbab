import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { components } from '@kassahook/client';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { NextAttempt } from '../../ui/NextAttempt.js';
import { shownStateOf, StateBadge } from '../../ui/StateBadge.js';
import { TimeText } from '../../ui/TimeText.js';
import { deliveryPath } from '../deliveries/deliveryPath.js';
import { webhooksQuery } from '../webhooks/webhookQueries.js';
import classes from './EventDetail.module.css';

/** The deliveries that an event made, with their states. */
export function EventDeliveries({
  deliveries,
}: {
  deliveries: readonly components['schemas']['Delivery'][];
}) {
  const { t } = useTranslation('events');
  const webhooks = useQuery(webhooksQuery);
  const nameOf = (delivery: components['schemas']['Delivery']): string => {
    const { callback, webhookId } = delivery;
    if (callback) {
      // Null: its operation, which had the address, is not stored any more.
      return callback.url === null ? t('detail.callbackOfOld') : t('detail.callback', { url: callback.url });
    }
    const webhook = webhooks.data?.find(({ id }) => id === webhookId);
    if (webhook) return webhook.description ?? webhook.url;
    return webhooks.isPending ? '…' : t('detail.gone');
  };
  return (
    <ul className={classes.list}>
      {deliveries.map((delivery) => (
        <li key={delivery.id}>
          <Link className={classes.delivery} to={deliveryPath(delivery)}>
            <span className={classes.name} title={nameOf(delivery)}>
              {nameOf(delivery)}
            </span>
            <StateBadge state={shownStateOf(delivery)} />
            <Text span size="xs" c="dimmed">
              <TimeText iso={delivery.lastAttemptAt ?? delivery.occurredAt} />
            </Text>
            {delivery.lastStatus !== null && (
              <Text span size="xs" c="dimmed" ta="right">
                {t('detail.status', { status: delivery.lastStatus })}
              </Text>
            )}
            <NextAttempt delivery={delivery} word={t('detail.next')} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
