import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { ACTIONS, ENTITY_TYPES, type Action, type EntityType } from '@kassahook/domain/eventType';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { useMay } from '../../session/identity.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { ACTION_WORDS, ENTITY_WORDS } from './eventWords.js';
import { TestExchange } from './TestExchange.js';

/** A receiver may take 30 s to answer; the API's own answer comes a little later. */
const ANSWER_WITHIN_MS = 40_000;

/** Sends a sample event to a webhook and shows, side by side, what was sent and what was answered. It works while the webhook is off. */
export function TestPanel({ webhookId }: { webhookId: string }) {
  const { t } = useTranslation('webhooks');
  const mayManage = useMay('webhooks');
  const [type, setType] = useState<EntityType>('RECEIPT');
  const [action, setAction] = useState<Action>('CREATE');
  const test = useMutation({
    mutationFn: () =>
      api.post('/api/webhooks/{id}/test', {
        path: { id: webhookId },
        body: { type, action },
        timeoutMs: ANSWER_WITHIN_MS,
      }),
  });
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('test.what')}
      </Text>
      <Group gap="sm" align="flex-end">
        <Select
          label={t('test.type')}
          w={220}
          data={ENTITY_TYPES.map((value) => ({ value, label: t(ENTITY_WORDS[value]) }))}
          value={type}
          allowDeselect={false}
          onChange={(value) => value !== null && setType(value)}
        />
        <Select
          label={t('test.action')}
          w={150}
          data={ACTIONS.map((value) => ({ value, label: t(ACTION_WORDS[value]) }))}
          value={action}
          allowDeselect={false}
          onChange={(value) => value !== null && setAction(value)}
        />
        <Button
          leftSection={<IconSend size={16} aria-hidden />}
          disabled={!mayManage}
          loading={test.isPending}
          onClick={() => test.mutate()}
        >
          {t(test.data ? 'test.again' : 'test.send')}
        </Button>
      </Group>
      <div aria-live="polite">
        {test.error !== null && <ErrorState error={test.error} onRetry={() => test.mutate()} />}
        {test.data && <TestExchange result={test.data} />}
      </div>
    </Stack>
  );
}
