import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { UnsavedChanges } from './useUnsavedChanges.js';

/** Asks whoever leaves a changed form. */
export function UnsavedChangesDialog({ guard }: { guard: UnsavedChanges }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={guard.isAsking}
      onClose={guard.stay}
      title={t('unsaved.title')}
      centered
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <Stack>
        <Text size="sm">{t('unsaved.what')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={guard.leave}>
            {t('unsaved.leave')}
          </Button>
          <Button onClick={guard.stay} data-autofocus>
            {t('unsaved.stay')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
