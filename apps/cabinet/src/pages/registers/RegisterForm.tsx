import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { components } from '@kassahook/client';
import { ErrorState } from '../../ui/ErrorState.js';
import { UnsavedChangesDialog } from '../../ui/UnsavedChangesDialog.js';
import { useFieldProblems } from '../../ui/useFieldProblems.js';
import { useUnsavedChanges } from '../../ui/useUnsavedChanges.js';
import { focusFirstError } from '../../ui/focusFirstError.js';

/** A register as it is being named; `shopId` is `NEW_SHOP` or an id as text. */
export interface RegisterDraft {
  name: string;
  shopId: string;
  shopName: string;
}

export const NEW_SHOP = 'new';
const NAME_MAX = 256;

interface RegisterFormProps {
  initial: RegisterDraft;
  shops: readonly components['schemas']['Shop'][];
  submitLabel: string;
  onCancel: () => void;
  /** Where the form is no page of its own: whoever closes it asks first. */
  onChanged?: (isChanged: boolean) => void;
  /** The form goes away once this is through. */
  save: (draft: RegisterDraft) => Promise<unknown>;
}

/** The name of a register and its shop, which may be made on the way. */
export function RegisterForm({ initial, shops, submitLabel, onCancel, onChanged, save }: RegisterFormProps) {
  const { t } = useTranslation(['registers', 'common']);
  const nameProblem = (text: string): string | null => {
    if (text.trim() === '') return t('registers:form.nameMissing');
    return text.length > NAME_MAX ? t('registers:form.nameLong', { count: NAME_MAX }) : null;
  };
  const problemsOf = useFieldProblems();
  const form = useForm<RegisterDraft>({
    initialValues: initial,
    validateInputOnBlur: true,
    validate: {
      name: nameProblem,
      shopId: (id) => (id === '' ? t('registers:form.shopMissing') : null),
      shopName: (text, { shopId }) => (shopId === NEW_SHOP ? nameProblem(text) : null),
    },
  });
  const [state, setState] = useState<{ isBusy: boolean; error: unknown }>({ isBusy: false, error: null });
  const isChanged = form.isDirty();
  const guard = useUnsavedChanges(isChanged);
  useEffect(() => onChanged?.(isChanged), [onChanged, isChanged]);
  const submit = async (draft: RegisterDraft): Promise<void> => {
    setState({ isBusy: true, error: null });
    try {
      await save(draft);
    } catch (error) {
      const { name, groupId } = problemsOf(error);
      const found = { ...(name && { name }), ...(groupId && { shopId: groupId }) };
      form.setErrors(found);
      setState({ isBusy: false, error: Object.keys(found).length === 0 ? error : null });
      focusFirstError();
    }
  };
  return (
    <form noValidate onSubmit={form.onSubmit((draft) => void submit(draft), focusFirstError)}>
      <Stack gap="md" maw={480}>
        <TextInput
          label={t('registers:form.name')}
          description={t('registers:form.nameHint')}
          required
          {...form.getInputProps('name')}
        />
        {shops.length > 0 && (
          <Select
            label={t('registers:form.shop')}
            required
            allowDeselect={false}
            data={[
              ...shops.map(({ id, name }) => ({ value: String(id), label: name })),
              { value: NEW_SHOP, label: t('registers:form.newShop') },
            ]}
            {...form.getInputProps('shopId')}
          />
        )}
        {form.values.shopId === NEW_SHOP && (
          <TextInput
            label={t('registers:form.shopName')}
            description={t('registers:form.shopNameHint')}
            required
            {...form.getInputProps('shopName')}
          />
        )}
        {state.error !== null && <ErrorState error={state.error} />}
        <Group gap="sm">
          <Button type="submit" loading={state.isBusy}>
            {submitLabel}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t('common:actions.cancel')}
          </Button>
        </Group>
      </Stack>
      <UnsavedChangesDialog guard={guard} />
    </form>
  );
}
