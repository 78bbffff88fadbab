import { Button, Fieldset, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState, type ReactNode } from 'react';
import { fieldProblems } from '../../api/failure.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { UnsavedChangesDialog } from '../../ui/UnsavedChangesDialog.js';
import { useUnsavedChanges } from '../../ui/useUnsavedChanges.js';
import { focusFirstError } from '../../ui/focusFirstError.js';
import { bodyOf, problemsOf, type ProductBody, type ProductDraft } from './productDraft.js';
import { ProductFields } from './ProductFields.js';
import { useProductWords } from './useProductWords.js';

interface ProductFormProps {
  initial: ProductDraft;
  submitLabel: string;
  /** Shown, and not to be changed. */
  isReadOnly?: boolean;
  /** Beside the button. */
  actions?: ReactNode;
  save: (body: ProductBody) => Promise<unknown>;
  /** After saving, when leaving asks no more. */
  onSaved?: () => void;
}

/** A product, made or changed. */
export function ProductForm(props: ProductFormProps) {
  const { initial, submitLabel, isReadOnly = false, actions, save, onSaved } = props;
  const words = useProductWords().problems;
  const form = useForm<ProductDraft>({
    initialValues: initial,
    validateInputOnBlur: true,
    validate: (draft) =>
      Object.fromEntries(
        Object.entries(problemsOf(draft)).map(([field, problem]) => [field, words[problem]]),
      ),
  });
  const [state, setState] = useState<{ isBusy: boolean; error: unknown }>({ isBusy: false, error: null });
  const guard = useUnsavedChanges(form.isDirty());
  const submit = async (draft: ProductDraft): Promise<void> => {
    setState({ isBusy: true, error: null });
    try {
      await save(bodyOf(draft));
      form.resetDirty(draft);
      setState({ isBusy: false, error: null });
      if (onSaved) {
        guard.release();
        onSaved();
      }
    } catch (error) {
      // `barcodes.2` is a place inside a field.
      const found = Object.fromEntries(
        Object.entries(fieldProblems(error))
          .map(([path, text]) => [path.split('.')[0] ?? path, text] as const)
          .filter(([field]) => field in draft),
      );
      form.setErrors(found);
      setState({ isBusy: false, error: Object.keys(found).length === 0 ? error : null });
      focusFirstError();
    }
  };
  return (
    <form noValidate onSubmit={form.onSubmit((draft) => void submit(draft), focusFirstError)}>
      <Fieldset variant="unstyled" disabled={isReadOnly}>
        <Stack gap="md">
          <ProductFields form={form} />
          {state.error !== null && <ErrorState error={state.error} />}
          {!isReadOnly && (
            <Group gap="sm">
              <Button type="submit" loading={state.isBusy}>
                {submitLabel}
              </Button>
              {actions}
            </Group>
          )}
        </Stack>
      </Fieldset>
      <UnsavedChangesDialog guard={guard} />
    </form>
  );
}
