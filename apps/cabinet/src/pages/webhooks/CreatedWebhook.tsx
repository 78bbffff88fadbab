import { Anchor, Box, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Trans, useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Card } from '../../ui/Card.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { Page } from '../../ui/Page.js';
import { TestPanel } from './TestPanel.js';
import { webhookQuery } from './webhookQueries.js';
import { WebhookSecret } from './WebhookSecret.js';

/** Right after a webhook was made: its secret, a first test, and how to verify what comes. */
export function CreatedWebhook({ webhookId }: { webhookId: string }) {
  const { t } = useTranslation('webhooks');
  const webhook = useQuery(webhookQuery(webhookId));
  if (webhook.isError && !webhook.data)
    return <ErrorState error={webhook.error} onRetry={() => void webhook.refetch()} />;
  return (
    <Page
      title={t('created.title')}
      hint={
        <Text span inherit ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {webhook.data?.url ?? webhookId}
        </Text>
      }
      action={
        <Button component={Link} to={`/webhooks/${webhookId}`}>
          {t('created.open')}
        </Button>
      }
    >
      <Box maw={960}>
        <Stack gap="md">
          <Card title={t('created.secret')}>
            <WebhookSecret webhookId={webhookId} isShownAtFirst />
          </Card>
          <Card title={t('created.test')}>
            <TestPanel webhookId={webhookId} />
          </Card>
          <Card title={t('created.verify')}>
            <Text size="sm">
              <Trans
                t={t}
                i18nKey="created.verifyHow"
                components={{
                  code: <Anchor component={Link} to="/events/signature" inherit />,
                  types: <Anchor component={Link} to="/events/types" inherit />,
                }}
              />
            </Text>
          </Card>
          <Group>
            <Anchor component={Link} to="/webhooks" size="sm" underline="hover">
              {t('created.toList')}
            </Anchor>
          </Group>
        </Stack>
      </Box>
    </Page>
  );
}
