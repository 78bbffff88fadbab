import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import type { Webhook } from './webhookTypes.js';
import { webhookHealthQuery, webhookQuery, webhooksHealthQuery, webhooksQuery } from './webhookQueries.js';

/** Switches a webhook on or off: shown at once, taken back when the API refuses. */
export function useSwitchWebhook(id: string) {
  const queryClient = useQueryClient();
  const keys = [
    webhooksQuery.queryKey,
    webhooksHealthQuery.queryKey,
    webhookQuery(id).queryKey,
    webhookHealthQuery(id).queryKey,
  ];

  const show = (change: (webhook: Webhook) => Webhook): void => {
    queryClient.setQueryData(webhookQuery(id).queryKey, (one) => one && change(one));
    queryClient.setQueryData(webhooksQuery.queryKey, (all) =>
      all?.map((webhook) => (webhook.id === id ? change(webhook) : webhook)),
    );
  };
  return useMutation({
    mutationFn: (isActive: boolean) =>
      isActive
        ? api.post('/api/webhooks/{id}/enable', { path: { id } })
        : api.post('/api/webhooks/{id}/disable', { path: { id } }),
    onMutate: async (isActive) => {
      await Promise.all(keys.map((queryKey) => queryClient.cancelQueries({ queryKey })));
      show(({ disabledReason: _reason, disabledAt: _at, ...webhook }) => ({ ...webhook, isActive }));
    },
    onSuccess: (changed) => show(() => changed),
    // Whatever came of it, what stands is read again: a failure takes back what was shown.
    onSettled: () => Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  });
}
