import { Anchor, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Card } from '../../ui/Card.js';
import { TestPanel } from '../webhooks/TestPanel.js';
import { WebhookSecret } from '../webhooks/WebhookSecret.js';

/** What the developer at the other end needs: the secret, and a test. */
export function WebhookSecretTab() {
  const { t } = useTranslation('webhookCare');
  const { webhookId = '' } = useParams();
  return (
    <Stack gap="lg">
      <Card
        title={t('secret.title')}
        action={
          <Anchor component={Link} to="/events/signature" size="sm" underline="hover">
            {t('secret.howToVerify')}
          </Anchor>
        }
      >
        <WebhookSecret webhookId={webhookId} />
      </Card>
      <Card title={t('test.title')}>
        <TestPanel webhookId={webhookId} />
      </Card>
    </Stack>
  );
}
