import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from './ErrorState.js';
import { useOpenerFocus } from './useOpenerFocus.js';

interface ConfirmActionProps {
  isOpen: boolean;
  onClose: () => void;
  /** A question: "Delete the webhook?" */
  title: string;
  /** What will be lost, in words. */
  children: ReactNode;
  /** A verb. */
  confirmLabel: string;
  isDangerous?: boolean;
  /** The dialog stays, and says why, when this rejects. */
  onConfirm: () => Promise<unknown>;
}

/** Asks before something that cannot be undone. */
export function ConfirmAction(props: ConfirmActionProps) {
  const { isOpen, onClose, title, children, confirmLabel, isDangerous = true, onConfirm } = props;
  const { t } = useTranslation();
  useOpenerFocus(isOpen);
  // While it fades out it says what it said: whoever opened it has forgotten by then what it was about.
  const [said, setSaid] = useState({ title, children });
  if (isOpen && (said.title !== title || said.children !== children)) setSaid({ title, children });
  const [state, setState] = useState<{ isBusy: boolean; error: unknown }>({ isBusy: false, error: null });

  const close = (): void => {
    setState({ isBusy: false, error: null });
    onClose();
  };
  const confirm = async (): Promise<void> => {
    setState({ isBusy: true, error: null });
    try {
      await onConfirm();
      close();
    } catch (error) {
      setState({ isBusy: false, error });
    }
  };
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={said.title}
      centered
      returnFocus={false}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <Stack>
        <Text size="sm" component="div">
          {said.children}
        </Text>
        {state.error !== null && <ErrorState error={state.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            {t('actions.cancel')}
          </Button>
          <Button
            color={isDangerous ? 'red.8' : 'indigo'}
            loading={state.isBusy}
            onClick={() => void confirm()}
          >
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
