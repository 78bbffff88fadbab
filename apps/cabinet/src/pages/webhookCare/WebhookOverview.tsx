import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { webhookQuery } from '../webhooks/webhookQueries.js';
import { SettingsSummary } from './SettingsSummary.js';
import { WebhookStats } from './WebhookStats.js';

/** How a webhook's attempts went, and what it is set to. */
export function WebhookOverview() {
  const { webhookId = '' } = useParams();
  const webhook = useQuery(webhookQuery(webhookId));
  return (
    <Stack gap="lg">
      <WebhookStats webhookId={webhookId} />
      {webhook.data && <SettingsSummary webhook={webhook.data} />}
    </Stack>
  );
}
