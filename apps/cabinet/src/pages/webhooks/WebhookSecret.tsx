import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconEye, IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { useMay } from '../../session/identity.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { SecretField } from '../../ui/SecretField.js';
import { TimeText } from '../../ui/TimeText.js';
import { RotateSecret } from './RotateSecret.js';
import { webhookQuery } from './webhookQueries.js';

interface WebhookSecretProps {
  webhookId: string;
  /** Right after the webhook was made. */
  isShownAtFirst?: boolean;
}

/** The signing secret of a webhook: asked for only when somebody wants to see it, copied, and replaced with an overlap whose end is shown. */
export function WebhookSecret({ webhookId, isShownAtFirst = false }: WebhookSecretProps) {
  const { t } = useTranslation('webhooks');
  const mayManage = useMay('webhooks');
  const webhook = useQuery(webhookQuery(webhookId));
  const [isRotating, rotating] = useDisclosure(false);
  const [isAsked, setAsked] = useState(isShownAtFirst);
  // Not read again by itself, and forgotten with the page.
  const secret = useQuery({
    queryKey: ['webhookSecret', webhookId],
    queryFn: ({ signal }) => api.get('/api/webhooks/{id}/secret', { path: { id: webhookId }, signal }),
    enabled: mayManage && isAsked,
    staleTime: 'static',
    gcTime: 0,
  });
  const rotation = useMutation({
    mutationFn: (overlapHours: number) =>
      api.post('/api/webhooks/{id}/secret/rotate', { path: { id: webhookId }, body: { overlapHours } }),
    gcTime: 0,
    onSuccess: () => webhook.refetch(),
  });
  if (!mayManage) {
    return (
      <Text size="sm" c="dimmed">
        {t('secret.notYours')}
      </Text>
    );
  }
  const shown = rotation.data?.secret ?? secret.data?.secret;
  const until = rotation.data?.previousSecretValidUntil ?? webhook.data?.previousSecretValidUntil;
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('secret.what')}
      </Text>
      {rotation.isSuccess && (
        <Alert color="green" variant="light" role="status">
          {t('secret.rotated')}
        </Alert>
      )}
      {shown !== undefined && (
        <SecretField key={shown} secret={shown} label={t('secret.label')} isShownAtFirst />
      )}
      {secret.error !== null && <ErrorState error={secret.error} onRetry={() => void secret.refetch()} />}
      {until !== undefined && (
        <Text size="sm" component="div">
          <Trans t={t} i18nKey="secret.overlap" components={{ until: <TimeText iso={until} isExact /> }} />
        </Text>
      )}
      <Group gap="sm">
        {shown === undefined && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconEye size={15} aria-hidden />}
            loading={secret.isFetching}
            onClick={() => (isAsked ? void secret.refetch() : setAsked(true))}
          >
            {t('secret.show')}
          </Button>
        )}
        <Button
          variant="default"
          size="xs"
          leftSection={<IconRefresh size={15} aria-hidden />}
          onClick={rotating.open}
        >
          {t('secret.rotate')}
        </Button>
      </Group>
      <RotateSecret
        isOpen={isRotating}
        onClose={rotating.close}
        onRotate={(hours) => rotation.mutateAsync(hours)}
      />
    </Stack>
  );
}
