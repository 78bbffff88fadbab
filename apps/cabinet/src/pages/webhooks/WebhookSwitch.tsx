import { Anchor, Group, Stack, Switch, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../session/identity.js';
import { EnableStopped } from './EnableStopped.js';
import { useSwitchWebhook } from './useSwitchWebhook.js';
import type { Webhook } from './webhookTypes.js';

/** How long the way back is offered; afterwards the switch itself is it. */
const UNDO_MS = 10_000;

/** On or off, at once and with a way back. Switching on what we stopped says first why we did. */
export function WebhookSwitch({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation('webhooks');
  const mayManage = useMay('webhooks');
  const switching = useSwitchWebhook(webhook.id);
  const [isAsking, asking] = useDisclosure(false);
  const [undoTo, setUndoTo] = useState<boolean | null>(null);
  useEffect(() => {
    if (undoTo === null) return undefined;
    const timer = setTimeout(() => setUndoTo(null), UNDO_MS);
    return () => clearTimeout(timer);
  }, [undoTo]);

  const turn = (isActive: boolean): void => {
    setUndoTo(!isActive);
    switching.mutate(isActive, { onError: () => setUndoTo(null) });
  };
  const wasStoppedByUs = !webhook.isActive && webhook.disabledReason !== undefined;
  return (
    <Stack gap={2} align="flex-end">
      <Switch
        aria-label={t('switch.label', { url: webhook.url })}
        checked={webhook.isActive}
        disabled={!mayManage}
        onChange={({ currentTarget }) => {
          if (currentTarget.checked && wasStoppedByUs) asking.open();
          else turn(currentTarget.checked);
        }}
      />
      <Group gap={6} aria-live="polite" wrap="nowrap">
        {switching.isError && (
          <Text size="xs" c="var(--state-dead)">
            {t('switch.failed')}
          </Text>
        )}
        {undoTo !== null && !switching.isError && (
          <Anchor component="button" type="button" size="xs" onClick={() => turn(undoTo)}>
            {t('switch.undo')}
          </Anchor>
        )}
      </Group>
      <EnableStopped
        webhook={webhook}
        isOpen={isAsking}
        onClose={asking.close}
        onEnable={() => switching.mutateAsync(true)}
      />
    </Stack>
  );
}
