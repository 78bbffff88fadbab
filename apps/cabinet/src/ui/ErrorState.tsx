import { Alert, Button, Code, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { KassahookError } from '@kassahook/client';
import type { ParseKeys } from 'i18next';
import { useTranslation } from 'react-i18next';
import { CopyButton } from './CopyButton.js';

/** What happened, what to do, and the id of the request for whoever looks into the log. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const requestId = error instanceof KassahookError ? error.requestId : undefined;
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      title={t('errors.title')}
      icon={<IconAlertTriangle aria-hidden />}
    >
      <Text size="sm">{t(explanationOf(error))}</Text>
      <Group gap="md" mt="sm">
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('actions.retry')}
          </Button>
        )}
        {requestId !== undefined && (
          <Group gap={4}>
            <Text size="xs" c="dimmed">
              {t('errors.request')} <Code>{requestId}</Code>
            </Text>
            <CopyButton text={requestId} />
          </Group>
        )}
      </Group>
    </Alert>
  );
}

function explanationOf(error: unknown): ParseKeys {
  if (!(error instanceof KassahookError)) return 'errors.unexpected';
  switch (error.status) {
    case 0:
      return 'errors.network';
    case 403:
      return 'errors.forbidden';
    case 404:
      return 'errors.notFound';
    case 409:
      return 'errors.conflict';
    case 429:
      return 'errors.tooMany';
    default:
      return error.status >= 500 ? 'errors.server' : 'errors.unexpected';
  }
}
