import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SecretField } from './SecretField.js';
import { useOpenerFocus } from './useOpenerFocus.js';

interface ShownOnceProps {
  title: string;
  /** What it is for, and that it will not be shown again. */
  hint: string;
  /** What is shown, each under its name. */
  secrets: readonly { label: string; secret: string }[];
  onClose: () => void;
}

/** A secret that the API shows once: it goes only with the button, never with a slip of the mouse. */
export function ShownOnce({ title, hint, secrets, onClose }: ShownOnceProps) {
  const { t } = useTranslation();
  useOpenerFocus(true);
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      centered
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      returnFocus={false}
    >
      <Stack>
        <Alert color="yellow" variant="light">
          <Text size="sm">{hint}</Text>
        </Alert>
        {secrets.map(({ label, secret }) => (
          <Stack key={label} gap={4}>
            <Text size="sm" fw={500}>
              {label}
            </Text>
            <SecretField secret={secret} label={label} isShownAtFirst />
          </Stack>
        ))}
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            {t('secret.saved')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
