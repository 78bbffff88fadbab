import { Button, Group, Modal, Stack } from '@mantine/core';
import { useEffect, useRef, type ReactNode, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldProblems } from '../api/failure.js';
import { ErrorState } from './ErrorState.js';
import { UnsavedChangesDialog } from './UnsavedChangesDialog.js';
import { useCloseGuard } from './useCloseGuard.js';
import { useOpenerFocus } from './useOpenerFocus.js';

interface FormDialogProps {
  title: string;
  /** A verb. */
  submitLabel: string;
  isBusy: boolean;
  /** Of the last try; what names fields belongs under them, the rest is shown here. */
  error: unknown;
  /** Something was typed: closing asks first. */
  isChanged: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A short form over the page. A click beside it loses nothing; after a refusal the first field with an error has the focus. */
export function FormDialog(props: FormDialogProps) {
  const { title, submitLabel, isBusy, error, isChanged, onSubmit, onClose, children } = props;
  const { t } = useTranslation();
  const form = useRef<HTMLFormElement>(null);
  const guard = useCloseGuard(isChanged, onClose);
  useOpenerFocus(true);
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
      onClose={guard.close}
      closeOnEscape={!guard.isAsking}
      title={title}
      centered
      closeOnClickOutside={false}
      returnFocus={false}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <form ref={form} onSubmit={submit} noValidate>
        <Stack>
          {error !== null && Object.keys(fieldProblems(error)).length === 0 && <ErrorState error={error} />}
          {children}
          <Group justify="flex-end">
            <Button variant="default" onClick={guard.close}>
              {t('actions.cancel')}
            </Button>
            <Button type="submit" loading={isBusy}>
              {submitLabel}
            </Button>
          </Group>
        </Stack>
      </form>
      <UnsavedChangesDialog guard={guard} isDialog />
    </Modal>
  );
}
