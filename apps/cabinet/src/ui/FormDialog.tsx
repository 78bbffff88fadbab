import { Button, Group, Modal, Stack } from '@mantine/core';
import { useEffect, useRef, type ReactNode, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldProblems } from '../api/failure.js';
import { ErrorState } from './ErrorState.js';

interface FormDialogProps {
  title: string;
  /** A verb. */
  submitLabel: string;
  isBusy: boolean;
  /** Of the last try; what names fields belongs under them, the rest is shown here. */
  error: unknown;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A short form over the page. A click beside it loses nothing; after a refusal the first field with an error has the focus. */
export function FormDialog(props: FormDialogProps) {
  const { title, submitLabel, isBusy, error, onSubmit, onClose, children } = props;
  const { t } = useTranslation();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error]);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      centered
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <form ref={form} onSubmit={submit}>
        <Stack>
          {error !== null && Object.keys(fieldProblems(error)).length === 0 && <ErrorState error={error} />}
          {children}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('actions.cancel')}
            </Button>
            <Button type="submit" loading={isBusy}>
              {submitLabel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
