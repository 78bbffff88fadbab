import { Group, Kbd, Modal, Stack, Text } from '@mantine/core';
import type { ParseKeys } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useOpenerFocus } from '../ui/useOpenerFocus.js';

const KEYS: readonly { keys: readonly string[]; does: ParseKeys }[] = [
  { keys: ['Ctrl', 'K'], does: 'keys.palette' },
  { keys: ['/'], does: 'keys.filter' },
  { keys: ['J', 'K'], does: 'keys.move' },
  { keys: ['Enter'], does: 'keys.open' },
  { keys: ['R'], does: 'keys.resend' },
  { keys: ['Esc'], does: 'keys.close' },
  { keys: ['?'], does: 'keys.help' },
];

/** What the keyboard does. */
export function KeysHelp({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  useOpenerFocus(isOpen);
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('keys.title')}
      returnFocus={false}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <Stack gap="xs">
        {KEYS.map(({ keys, does }) => (
          <Group key={does} justify="space-between" wrap="nowrap">
            <Text size="sm">{t(does)}</Text>
            <Group gap={4} wrap="nowrap">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </Group>
          </Group>
        ))}
      </Stack>
    </Modal>
  );
}
