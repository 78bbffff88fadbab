import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { components } from '@kassahook/client';
import { Trans, useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { useFormat } from '../../format/useFormat.js';
import { useMay } from '../../session/identity.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { StateBadge, type ShownState } from '../../ui/StateBadge.js';
import { TimeText } from '../../ui/TimeText.js';
import { webhookHealthQuery } from '../webhooks/webhookQueries.js';
import classes from './WebhookPage.module.css';

type Health = components['schemas']['GetWebhookHealthAnswer'];
type Webhook = components['schemas']['Webhook'];

const BADGES: Readonly<Record<Health['state'], ShownState>> = {
  healthy: 'delivered',
  unknown: 'waiting',
  failing: 'dead',
  disabled: 'cancelled',
};

/** How the webhook is, in words; one that is off can be switched on here. The page is not drawn before it is known. */
export function HealthLine({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation('webhookCare');
  const queryClient = useQueryClient();
  const mayManage = useMay('webhooks');
  const health = useQuery(webhookHealthQuery(webhook.id));
  const enable = useMutation({
    mutationFn: () => api.post('/api/webhooks/{id}/enable', { path: { id: webhook.id } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['webhooks'] }),
  });
  if (!health.data) return <ErrorState error={health.error} onRetry={() => void health.refetch()} />;
  const state = webhook.isActive ? health.data.state : 'disabled';
  return (
    <div className={classes.health} data-state={state}>
      <Group justify="space-between" gap="sm">
        <Text size="sm" component="div" className={classes.healthWords ?? ''}>
          <span role="status">
            <StateBadge state={BADGES[state]} word={t(STATE_WORDS[state])} />
          </span>
          <HealthWords health={health.data} webhook={webhook} />
        </Text>
        {!webhook.isActive && mayManage && (
          <Button size="xs" loading={enable.isPending} onClick={() => enable.mutate()}>
            {t('health.enable')}
          </Button>
        )}
      </Group>
      {enable.error !== null && <ErrorState error={enable.error} onRetry={() => enable.mutate()} />}
    </div>
  );
}

const STATE_WORDS = {
  healthy: 'health.state.healthy',
  unknown: 'health.state.unknown',
  failing: 'health.state.failing',
  disabled: 'health.state.disabled',
} as const;

function HealthWords({ health, webhook }: { health: Health; webhook: Webhook }) {
  const { t } = useTranslation('webhookCare');
  const { dateTime, minuteAfter } = useFormat();
  if (!webhook.isActive) {
    const { disabledReason, disabledAt } = webhook;
    if (disabledReason === undefined || disabledAt === undefined)
      return <span>{t('health.stoppedByYou')}</span>;
    const at = dateTime(disabledAt);
    return (
      <span>
        {disabledReason === 'GONE' ? t('health.stoppedGone', { at }) : t('health.stoppedFailing', { at })}
      </span>
    );
  }
  // One that was tried by hand may work again before its rest is over.
  const rest = health.restsUntil !== null && (
    <span>{t('health.rests', { at: minuteAfter(health.restsUntil) })}</span>
  );
  if (health.failingSince !== null) {
    return (
      <>
        <span>
          {t('health.failing', { count: health.failuresInRow, since: dateTime(health.failingSince) })}
        </span>
        {rest}
        {health.disableAt !== null && <span>{t('health.willStop', { at: dateTime(health.disableAt) })}</span>}
      </>
    );
  }
  if (health.lastSuccessAt === null) return <span>{t('health.untried')}</span>;
  return (
    <>
      <span>
        <Trans
          t={t}
          i18nKey="health.healthy"
          components={{ time: <TimeText iso={health.lastSuccessAt} /> }}
        />
      </span>
      {rest}
    </>
  );
}
