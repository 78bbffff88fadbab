import { Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { ConfirmAction } from '../../ui/ConfirmAction.js';
import type { Webhook } from '../webhooks/webhookTypes.js';

interface PointWebhookProps {
  isOpen: boolean;
  onClose: () => void;
  choices: readonly Pick<Webhook, 'id' | 'url' | 'description'>[];
  /** Where it will send. */
  url: string;
  onPointed: () => Promise<unknown>;
}

/** Points a webhook that exists at an inspector; its present address is what would be lost, so it is shown. */
export function PointWebhook({ isOpen, onClose, choices, url, onPointed }: PointWebhookProps) {
  const { t } = useTranslation('inspector');
  const [chosenId, setChosenId] = useState<string | null>(null);
  const chosen = choices.find(({ id }) => id === chosenId) ?? choices[0];
  const point = async (): Promise<void> => {
    if (!chosen) return;
    await api.patch('/api/webhooks/{id}', { path: { id: chosen.id }, body: { url } });
    await onPointed();
  };
  return (
    <ConfirmAction
      isOpen={isOpen}
      onClose={onClose}
      title={t('hooks.pointTitle')}
      confirmLabel={t('hooks.point')}
      onConfirm={point}
    >
      {chosen ? (
        <Stack gap="sm">
          <Select
            label={t('hooks.pointWhich')}
            data={choices.map(({ id, description, url: address }) => ({
              value: id,
              label: description ?? address,
            }))}
            value={chosen.id}
            allowDeselect={false}
            onChange={setChosenId}
          />
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            <Trans
              t={t}
              i18nKey="hooks.pointWarning"
              values={{ url: chosen.url }}
              components={{ code: <Text span inherit ff="monospace" /> }}
            />
          </Text>
        </Stack>
      ) : (
        t('hooks.nothing')
      )}
    </ConfirmAction>
  );
}
