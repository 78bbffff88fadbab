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

/** Asks before a webhook is deleted, and says what will not be sent. */
export function DeleteWebhook({ webhook, isOpen, onClose, onDeleted }: DeleteWebhookProps) {
  const { t } = useTranslation('webhooks');
  const queryClient = useQueryClient();
  const { id } = webhook;
  const pending = useQuery({
    queryKey: ['deliveries', 'pendingOf', id],
    queryFn: ({ signal }) => api.get('/api/webhooks/{id}/pending', { path: { id }, signal }),
    enabled: isOpen,
  });
  const remove = async (): Promise<void> => {
    await api.delete('/api/webhooks/{id}', { path: { id } });
    queryClient.removeQueries({ queryKey: webhookQuery(id).queryKey });
    onDeleted?.();
    await queryClient.invalidateQueries({ queryKey: webhooksQuery.queryKey });
  };
  const lossOf = ({ total, isMore }: { total: number; isMore: boolean }): string => {
    // A thousand were looked at and none waits: of the others nothing is known.
    if (isMore && total === 0) return t('delete.waitingUnknown');
    if (isMore) return t('delete.waitingMany', { number: total });
    return total > 0 ? t('delete.waiting', { count: total }) : t('delete.nothingWaits');
  };
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
        {pending.isPending ? (
          <Skeleton height={20} />
        ) : (
          <Text size="sm">{pending.data ? lossOf(pending.data) : t('delete.waitingUnknown')}</Text>
        )}
        <Text size="sm" c="dimmed">
          {t('delete.history')}
        </Text>
      </Stack>
    </ConfirmAction>
  );
}
