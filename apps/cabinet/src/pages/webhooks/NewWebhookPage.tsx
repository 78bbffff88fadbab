import { Box } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { api } from '../../api/client.js';
import { useMay } from '../../session/identity.js';
import { Page } from '../../ui/Page.js';
import { CreatedWebhook } from './CreatedWebhook.js';
import { WebhookForm } from './form/WebhookForm.js';
import { createBodyOf, NEW_DRAFT } from './form/webhookDraft.js';
import { webhookQuery, webhooksQuery } from './webhookQueries.js';

/** What was just made is in the address, so that a reload shows it and not an empty form. */
const CREATED = 'created';

/** Makes a webhook, and then helps with its first event: the secret, a test, how to verify. */
export function NewWebhookPage() {
  const { t } = useTranslation('webhooks');
  const mayManage = useMay('webhooks');
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [params] = useSearchParams();
  const createdId = useRef('');
  const created = params.get(CREATED);
  if (!mayManage) return <Navigate to="/webhooks" replace />;
  if (created !== null) return <CreatedWebhook webhookId={created} />;
  return (
    <Page title={t('new.title')} hint={t('new.hint')}>
      <Box maw={960}>
        <WebhookForm
          initial={NEW_DRAFT}
          isNew
          submitLabel={t('list.create')}
          backPath="/webhooks"
          save={async (draft) => {
            const webhook = await api.post('/api/webhooks', { body: createBodyOf(draft) });
            createdId.current = webhook.id;
            queryClient.setQueryData(webhookQuery(webhook.id).queryKey, webhook);
            void queryClient.invalidateQueries({ queryKey: webhooksQuery.queryKey });
          }}
          onSaved={() => void navigate(`/webhooks/new?${CREATED}=${createdId.current}`, { replace: true })}
        />
      </Box>
    </Page>
  );
}
