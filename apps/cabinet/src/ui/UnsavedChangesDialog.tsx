import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CloseGuard } from './useCloseGuard.js';

/** Asks whoever leaves a changed form. @param isDialog the form is no page: it is closed, not left */
export function UnsavedChangesDialog({ guard, isDialog = false }: { guard: CloseGuard; isDialog?: boolean }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={guard.isAsking}
      onClose={guard.stay}
      title={t(isDialog ? 'unsaved.closeTitle' : 'unsaved.title')}
      centered
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <Stack>
        <Text size="sm">{t(isDialog ? 'unsaved.closeWhat' : 'unsaved.what')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={guard.leave}>
            {t(isDialog ? 'unsaved.close' : 'unsaved.leave')}
          </Button>
          <Button onClick={guard.stay} data-autofocus>
            {t(isDialog ? 'unsaved.goOn' : 'unsaved.stay')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
