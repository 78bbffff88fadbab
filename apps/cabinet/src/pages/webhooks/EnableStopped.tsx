import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ConfirmAction } from '../../ui/ConfirmAction.js';
import { webhookHealthQuery } from './webhookQueries.js';
import { webhookStateOf } from './webhookState.js';
import { WebhookStateText } from './WebhookStateText.js';
import type { Webhook } from './webhookTypes.js';

interface EnableStoppedProps {
  webhook: Webhook;
  isOpen: boolean;
  onClose: () => void;
  onEnable: () => Promise<unknown>;
}

/** Before a webhook that we stopped is switched on: why we did, what happens if nothing has changed, what of the meantime comes. */
export function EnableStopped({ webhook, isOpen, onClose, onEnable }: EnableStoppedProps) {
  const { t } = useTranslation('webhooks');
  const health = useQuery({ ...webhookHealthQuery(webhook.id), enabled: isOpen });
  return (
    <ConfirmAction
      isOpen={isOpen}
      onClose={onClose}
      title={t('enable.title')}
      confirmLabel={t('enable.confirm')}
      isDangerous={false}
      onConfirm={onEnable}
    >
      <Stack gap="sm">
        <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {webhook.url}
        </Text>
        <WebhookStateText state={webhookStateOf(webhook, health.data)} />
        <Text size="sm">{t(webhook.disabledReason === 'GONE' ? 'enable.gone' : 'enable.failing')}</Text>
        <Text size="sm" c="dimmed">
          {t('enable.meantime')}
        </Text>
      </Stack>
    </ConfirmAction>
  );
}
