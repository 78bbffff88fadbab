import { Anchor, Button, Skeleton, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useLocation, useNavigate, useParams } from 'react-router';
import { api } from '../../api/client.js';
import { useMay } from '../../session/identity.js';
import { Card } from '../../ui/Card.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { Page } from '../../ui/Page.js';
import { DeleteWebhook } from './DeleteWebhook.js';
import { WebhookForm } from './form/WebhookForm.js';
import { draftOf, updateBodyOf } from './form/webhookDraft.js';
import { TestPanel } from './TestPanel.js';
import { webhookQuery, webhooksQuery } from './webhookQueries.js';
import { WebhookSecret } from './WebhookSecret.js';
import type { Webhook } from './webhookTypes.js';

const TEST = 'test';

/** Changes a webhook; below the form its secret, a test and the end of it. */
export function EditWebhookPage() {
  const { t } = useTranslation('webhooks');
  const { id = '' } = useParams();
  const mayManage = useMay('webhooks');
  const webhook = useQuery(webhookQuery(id));
  if (!mayManage) return <Navigate to={`/webhooks/${id}`} replace />;
  if (webhook.data) return <EditedWebhook key={webhook.data.id} webhook={webhook.data} />;
  return (
    <Page title={t('edit.title')}>
      {webhook.isError ? (
        <ErrorState error={webhook.error} onRetry={() => void webhook.refetch()} />
      ) : (
        <Stack gap="md" maw={960} aria-busy>
          <Skeleton height={190} />
          <Skeleton height={420} />
        </Stack>
      )}
    </Page>
  );
}

function EditedWebhook({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation('webhooks');
  const { hash } = useLocation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  // What the form began with: it is not touched by what is read again while somebody types.
  const [initial] = useState(() => draftOf(webhook));
  const released = useRef(false);
  const [isDeleting, deleting] = useDisclosure(false);
  useEffect(() => {
    if (hash === `#${TEST}`) document.getElementById(TEST)?.scrollIntoView();
  }, [hash]);
  return (
    <Page
      title={t('edit.title')}
      hint={
        <Anchor component={Link} to={`/webhooks/${webhook.id}`} inherit ff="monospace" underline="hover">
          <Text span inherit style={{ overflowWrap: 'anywhere' }}>
            {webhook.url}
          </Text>
        </Anchor>
      }
    >
      <Stack gap="md" maw={960}>
        <WebhookForm
          initial={initial}
          isNew={false}
          submitLabel={t('edit.save')}
          released={released}
          backPath={`/webhooks/${webhook.id}`}
          save={async (draft) => {
            const changed = await api.patch('/api/webhooks/{id}', {
              path: { id: webhook.id },
              body: updateBodyOf(draft, initial),
            });
            queryClient.setQueryData(webhookQuery(webhook.id).queryKey, changed);
            void queryClient.invalidateQueries({ queryKey: webhooksQuery.queryKey });
          }}
          onSaved={() => void navigate(`/webhooks/${webhook.id}`)}
        />
        <Card title={t('secret.label')}>
          <WebhookSecret webhookId={webhook.id} />
        </Card>
        <div id={TEST} style={{ scrollMarginTop: 72 }}>
          <Card title={t('edit.test')}>
            <TestPanel webhookId={webhook.id} />
          </Card>
        </div>
        <Card title={t('edit.end')}>
          <Stack gap="sm" align="flex-start">
            <Text size="sm" c="dimmed">
              {t('edit.endHint')}
            </Text>
            <Button variant="default" c="var(--state-dead)" onClick={deleting.open}>
              {t('delete.confirm')}
            </Button>
          </Stack>
        </Card>
      </Stack>
      <DeleteWebhook
        webhook={webhook}
        isOpen={isDeleting}
        onClose={deleting.close}
        onDeleted={() => {
          released.current = true;
          void navigate('/webhooks');
        }}
      />
    </Page>
  );
}
