import { Skeleton, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { ConfirmAction } from '../../ui/ConfirmAction.js';
import type { Webhook } from './webhookTypes.js';
import { webhookQuery, webhooksQuery } from './webhookQueries.js';

interface DeleteWebhookProps {
  webhook: Pick<Webhook, 'id' | 'url'>;
  isOpen: boolean;
  onClose: () => void;
  onDeleted?: () => void;
}

/** Beyond this we say "more than": counting on costs a read of each delivery. */
const COUNTED_MAX = 200;

/** Asks before a webhook is deleted, and says what will not be sent. */
export function DeleteWebhook({ webhook, isOpen, onClose, onDeleted }: DeleteWebhookProps) {
  const { t } = useTranslation('webhooks');
  const queryClient = useQueryClient();
  const { id } = webhook;
  const waiting = useQuery({
    queryKey: ['deliveries', 'waitingOf', id],
    queryFn: ({ signal }) =>
      api.get('/api/deliveries', { query: { webhookId: id, state: 'waiting', limit: COUNTED_MAX }, signal }),
    enabled: isOpen,
  });
  const remove = async (): Promise<void> => {
    await api.delete('/api/webhooks/{id}', { path: { id } });
    queryClient.removeQueries({ queryKey: webhookQuery(id).queryKey });
    onDeleted?.();
    await queryClient.invalidateQueries({ queryKey: webhooksQuery.queryKey });
  };
  const count = waiting.data?.length ?? 0;
  return (
    <ConfirmAction
      isOpen={isOpen}
      onClose={onClose}
      title={t('delete.title')}
      confirmLabel={t('delete.confirm')}
      onConfirm={remove}
    >
      <Stack gap="sm">
        <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {webhook.url}
        </Text>
        {waiting.isPending ? (
          <Skeleton height={20} />
        ) : (
          <Text size="sm">
            {waiting.isError
              ? t('delete.waitingUnknown')
              : count >= COUNTED_MAX
                ? t('delete.waitingMany', { count: COUNTED_MAX })
                : count > 0
                  ? t('delete.waiting', { count })
                  : t('delete.nothingWaits')}
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {t('delete.history')}
        </Text>
      </Stack>
    </ConfirmAction>
  );
}
