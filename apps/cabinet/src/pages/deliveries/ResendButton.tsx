import { Button, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconRefresh } from '@tabler/icons-react';
import { KassahookError, type components } from '@kassahook/client';
import { Trans, useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { useMay } from '../../session/identity.js';
import { ConfirmAction } from '../../ui/ConfirmAction.js';
import { usePageKeys } from '../../ui/usePageKeys.js';
import type { Resend } from './ResendOutcome.js';
import { useWebhookNames } from './useWebhookNames.js';

interface ResendButtonProps {
  delivery: components['schemas']['DeliveryLog'];
  onResend: (outcome: Resend) => void;
}

/** Sends a delivery once more, after asking; the key `r` does the same. */
export function ResendButton({ delivery, onResend }: ResendButtonProps) {
  const { t } = useTranslation('deliveries');
  const mayManage = useMay('webhooks');
  const webhooks = useWebhookNames();
  const [isAsking, asking] = useDisclosure(false);
  usePageKeys(mayManage ? { r: asking.open } : {});
  const { id, eventId, webhookId, state } = delivery;
  const lastUrl = delivery.attemptLog.at(-1)?.request?.url;
  const url = webhooks?.get(webhookId)?.url ?? lastUrl ?? '';

  const send = async (): Promise<void> => {
    try {
      const { resendId } = await api.post('/api/deliveries/{id}/resend', {
        path: { id },
        query: { eventId },
      });
      onResend({ kind: 'asked', resendId, atMs: Date.now() });
    } catch (error) {
      // The reasons that the API has for saying no are said in place; anything else is an error of the dialog's.
      if (!(error instanceof KassahookError) || error.status !== 409) throw error;
      onResend({ kind: 'refused', code: error.code });
    }
  };
  return (
    <>
      <Tooltip label={t('resend.notAllowed')} disabled={mayManage}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconRefresh size={15} aria-hidden />}
          disabled={!mayManage}
          onClick={asking.open}
        >
          {t('resend.action')}
        </Button>
      </Tooltip>
      <ConfirmAction
        isOpen={isAsking}
        onClose={asking.close}
        title={t('resend.ask')}
        confirmLabel={t('resend.confirm')}
        isDangerous={false}
        onConfirm={send}
      >
        <span style={{ overflowWrap: 'anywhere' }}>
          <Trans
            t={t}
            i18nKey={state === 'delivered' ? 'resend.askedDelivered' : 'resend.asked'}
            values={{ url }}
            components={{ code: <code /> }}
          />
        </span>
      </ConfirmAction>
    </>
  );
}
