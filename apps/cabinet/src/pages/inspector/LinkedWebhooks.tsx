import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import { Card } from '../../ui/Card.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { webhooksQuery } from '../webhooks/webhookQueries.js';
import type { Inspector } from './inspector.js';
import { PointWebhook } from './PointWebhook.js';

const ALL_TYPES = {
  products: true,
  devices: true,
  encashments: true,
  receipts: true,
  shifts: true,
  operations: true,
  deviceRegistrations: true,
};
/** An inspector may be told to be silent for 30 s. */
const ANSWER_WITHIN_MS = 40_000;

/** The webhooks that send here; a new one, or one that sent elsewhere, in a click. */
export function LinkedWebhooks({ inspector }: { inspector: Inspector }) {
  const { t } = useTranslation('inspector');
  const queryClient = useQueryClient();
  const [isPointing, setPointing] = useState(false);
  const webhooks = useQuery(webhooksQuery);
  const linked = (webhooks.data ?? []).filter(
    ({ id, url }) => url === inspector.url || id === inspector.webhookId,
  );
  const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['webhooks'] });
  const create = useMutation({
    mutationFn: () =>
      api.post('/api/webhooks', {
        body: { url: inspector.url, types: ALL_TYPES, description: t('hooks.created') },
      }),
    onSuccess: refresh,
  });
  const test = useMutation({
    mutationFn: (id: string) =>
      api.post('/api/webhooks/{id}/test', { path: { id }, body: {}, timeoutMs: ANSWER_WITHIN_MS }),
  });
  const error = create.error ?? test.error ?? webhooks.error;
  return (
    <Card title={t('hooks.title')}>
      <Stack gap="sm">
        {webhooks.data && linked.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('hooks.none')}
          </Text>
        )}
        {linked.map(({ id, description, url }) => (
          <Group key={id} gap="sm" justify="space-between" wrap="nowrap">
            <Anchor component={Link} to={`/webhooks/${id}`} size="sm" underline="hover" truncate>
              {description ?? url}
            </Anchor>
            <Button
              size="xs"
              variant="default"
              flex="none"
              leftSection={<IconSend size={15} aria-hidden />}
              loading={test.isPending && test.variables === id}
              onClick={() => test.mutate(id)}
            >
              {t('hooks.test')}
            </Button>
          </Group>
        ))}
        <Group gap="xs">
          {linked.length === 0 && (
            <Button size="xs" loading={create.isPending} onClick={() => create.mutate()}>
              {t('hooks.create')}
            </Button>
          )}
          <Button size="xs" variant="subtle" aria-haspopup="dialog" onClick={() => setPointing(true)}>
            {t('hooks.choose')}
          </Button>
          {linked.length === 0 && (
            <Text size="xs" c="dimmed">
              {t('hooks.events')}
            </Text>
          )}
        </Group>
        {error !== null && <ErrorState error={error} />}
      </Stack>
      <PointWebhook
        isOpen={isPointing}
        onClose={() => setPointing(false)}
        choices={(webhooks.data ?? []).filter(({ url }) => url !== inspector.url)}
        url={inspector.url}
        onPointed={refresh}
      />
    </Card>
  );
}
