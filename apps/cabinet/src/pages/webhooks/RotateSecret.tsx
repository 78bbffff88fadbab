import { Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmAction } from '../../ui/ConfirmAction.js';

interface RotateSecretProps {
  isOpen: boolean;
  onClose: () => void;
  /** @param overlapHours how long the secret before signs as well */
  onRotate: (overlapHours: number) => Promise<unknown>;
}

/** As long as the API allows (libs/contracts/src/webhookCare.ts): a week. */
const [AT_ONCE, HOUR, DAY, THREE_DAYS, WEEK] = ['0', '1', '24', '72', '168'];

/** Asks how long both secrets sign, and replaces the secret. */
export function RotateSecret({ isOpen, onClose, onRotate }: RotateSecretProps) {
  const { t } = useTranslation('webhooks');
  const [hours, setHours] = useState(DAY);
  return (
    <ConfirmAction
      isOpen={isOpen}
      onClose={onClose}
      title={t('rotate.title')}
      confirmLabel={t('rotate.confirm')}
      isDangerous={hours === AT_ONCE}
      onConfirm={() => onRotate(Number(hours))}
    >
      <Stack gap="sm">
        <Text size="sm">{t('rotate.what')}</Text>
        <Select
          label={t('rotate.overlap')}
          data={[
            { value: DAY, label: t('rotate.day') },
            { value: HOUR, label: t('rotate.hour') },
            { value: THREE_DAYS, label: t('rotate.threeDays') },
            { value: WEEK, label: t('rotate.week') },
            { value: AT_ONCE, label: t('rotate.atOnce') },
          ]}
          value={hours}
          allowDeselect={false}
          onChange={(value) => value !== null && setHours(value)}
          comboboxProps={{ withinPortal: true }}
        />
        {hours === AT_ONCE && (
          <Text size="sm" c="var(--state-dead)" role="alert">
            {t('rotate.atOnceWarning')}
          </Text>
        )}
      </Stack>
    </ConfirmAction>
  );
}
