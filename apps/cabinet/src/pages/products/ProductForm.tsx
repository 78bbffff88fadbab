import { Button, Fieldset, Group, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../ui/ErrorState.js';
import { UnsavedChangesDialog } from '../../ui/UnsavedChangesDialog.js';
import { useFieldProblems } from '../../ui/useFieldProblems.js';
import { useUnsavedChanges } from '../../ui/useUnsavedChanges.js';
import { focusFirstError } from '../../ui/focusFirstError.js';
import { problemsOf, type ProductDraft } from './productDraft.js';
import { ProductFields } from './ProductFields.js';
import { useProductWords } from './useProductWords.js';

interface ProductFormProps {
  initial: ProductDraft;
  submitLabel: string;
  /** Shown, and not to be changed. */
  isReadOnly?: boolean;
  /** Beside the button. */
  actions?: ReactNode;
  /** @param before as it was when the form began, or was last saved */
  save: (draft: ProductDraft, before: ProductDraft) => Promise<unknown>;
  /** After saving, when leaving asks no more. */
  onSaved?: () => void;
  /** Of whoever deletes the product: leaving asks no more. */
  released?: RefObject<boolean>;
}

interface SaveState {
  isBusy: boolean;
  error: unknown;
  isSaved: boolean;
}

/** A product, made or changed. */
export function ProductForm(props: ProductFormProps) {
  const { initial, submitLabel, isReadOnly = false, actions, save, onSaved, released } = props;
  const { t } = useTranslation('products');
  const words = useProductWords().problems;
  const refusalsOf = useFieldProblems();
  const form = useForm<ProductDraft>({
    initialValues: initial,
    validateInputOnBlur: true,
    validate: (draft) =>
      Object.fromEntries(
        Object.entries(problemsOf(draft)).map(([field, problem]) => [field, words[problem]]),
      ),
  });
  const [before, setBefore] = useState(initial);
  const [state, setState] = useState<SaveState>({ isBusy: false, error: null, isSaved: false });
  const guard = useUnsavedChanges(form.isDirty(), released);
  const submit = async (draft: ProductDraft): Promise<void> => {
    setState({ isBusy: true, error: null, isSaved: false });
    try {
      await save(draft, before);
      setBefore(draft);
      form.resetDirty(draft);
      setState({ isBusy: false, error: null, isSaved: true });
      if (onSaved) {
        guard.release();
        onSaved();
      }
    } catch (error) {
      // `barcodes.2` is a place inside a field.
      const found = Object.fromEntries(
        Object.entries(refusalsOf(error))
          .map(([path, text]) => [path.split('.')[0] ?? path, text] as const)
          .filter(([field]) => field in draft),
      );
      form.setErrors(found);
      setState({ isBusy: false, error: Object.keys(found).length === 0 ? error : null, isSaved: false });
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
              {state.isSaved && !form.isDirty() && (
                <Text size="sm" c="dimmed" role="status">
                  {t('detail.saved')}
                </Text>
              )}
            </Group>
          )}
        </Stack>
      </Fieldset>
      <UnsavedChangesDialog guard={guard} />
    </form>
  );
}
